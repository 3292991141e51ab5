"""Lists of chapters and of members are taken back, and whom they named may come again."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

import pytest

from services.registry.importing.associations.kind import ASSOCIATIONS
from services.registry.importing.members.kind import MEMBERS
from shared.importing.bringing import File
from shared.importing.kinds import Kind, Run
from tests.importing.bringing import bring_in
from tests.importing.register import asked, counter_of, opened
from tests.importing.test_associations import LIST
from tests.importing.test_members_run import listed
from tests.importing.test_undoing import said, taken_back
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor

MEMBER: Final[Sequence[Any]] = ["Nguyễn Thị Học", 1980, None, "Chi hội KP1"]
OTHERS: Final[Sequence[Sequence[Any]]] = [
    ["Trần Văn Tập", 1981, None, None],
    ["Lê Thị Đọc", None, None, "Chi hội KP 2"],
]


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def brought(register: ServiceDoor, kind: Kind[Any], file: File) -> Run:
    run = await asked(register)
    report = await bring_in(counter_of(register), kind, file, run, str)
    assert report.rows.new
    await register.views_caught_up()
    return run


async def test_members_never_were_and_their_list_may_come_again(register: ServiceDoor) -> None:
    await brought(register, ASSOCIATIONS, LIST)
    whole = await brought(register, MEMBERS, listed(MEMBER, *OTHERS))
    done = await taken_back(register, whole)

    assert (done.whole, done.counts) == (True, {"membership": 3})
    gone = said(register, "MembershipWithdrawn")
    assert {each.ground_code for each in gone} == {"import-undone"}
    assert [[spell.since for spell in each.was] for each in reversed(gone)] == [
        [each.joined_on] for each in said(register, "MembershipStarted")
    ]
    assert await taken_back(register, whole) == done
    await brought(register, MEMBERS, listed(MEMBER, *OTHERS))


async def test_chapters_and_their_association_stand_while_somebody_is_a_member(
    register: ServiceDoor,
) -> None:
    unit = await brought(register, ASSOCIATIONS, LIST)
    members = await brought(register, MEMBERS, listed(MEMBER))
    stands = await taken_back(register, unit)
    assert [(each.thing.kind, each.what) for each in stands.built] == [
        ("chapter", "registry.membership-started.v1")
    ]
    assert (await taken_back(register, members)).counts == {"membership": 1}
    assert (await taken_back(register, unit)).counts == {"association": 1, "chapter": 4}
    for kind in ("AssociationWithdrawn", "ChapterWithdrawn"):
        assert {each.ground_code for each in said(register, kind)} == {"import-undone"}
    await brought(register, ASSOCIATIONS, LIST)


async def test_a_member_who_paid_dues_is_listed(register: ServiceDoor) -> None:
    await brought(register, ASSOCIATIONS, LIST)
    whole = await brought(register, MEMBERS, listed(MEMBER, *OTHERS))
    (one, *_) = register.rows("select membership_id from memberships")[0]
    body = {"membership_id": str(one), "year": 2025, "paid_on": "2025-09-01"}
    answer = await register.post("/memberships/dues", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.json()
    stands = await taken_back(register, whole)
    assert [(each.thing.thing_id, each.what) for each in stands.built] == [
        (one, "registry.membership-dues-paid.v1")
    ]
    assert said(register, "MembershipWithdrawn") == []
