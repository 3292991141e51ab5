"""Centres of a list come onto the books with who leads them, how they were rated and what they
have."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from services.registry.centres.centre.facts import CentreEquipped, CentreEstablished, CentreRated
from services.registry.importing.centres.kind import CENTRES
from services.registry.terms.term.facts import PostFilled, TermStarted
from shared.importing.bringing import File
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.register import asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

HEADINGS = ["STT", "Tên trung tâm", "Khu phố", "Ngày thành lập", "Giám đốc", "Phó giám đốc",
            "Xếp loại năm 2025", "Điểm", "Đơn vị xếp loại", "Con dấu", "Số CLB"]  # fmt: skip
FIRST = [1, "TTHTCĐ Sông Quê", None, "5/3/2012", "Nguyễn Thị Học", "Lê Văn Tập; Trần Thị Đọc",
         "Tốt", 90, "UBND xã", "x", 3]  # fmt: skip
SECOND = [2, "TTHTCĐ Khu phố 2", "KP 2", 2013, None, None, None, None, None, None, None]


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def listed(*lines: list[Any]) -> File:
    return File("a.xlsx", rows(HEADINGS, *lines))


async def brought(register: ServiceDoor, *lines: list[Any], **said: Any) -> Report:
    run = await asked(register, **said)
    told = await bring_in(counter_of(register), CENTRES, listed(*lines), run, str)
    await register.views_caught_up()
    return told


def of(register: ServiceDoor, kind: type[Any]) -> list[Any]:
    return [each for each in register.facts() if isinstance(each, kind)]


async def test_centres_come_onto_the_books_with_all_that_is_said_of_them(
    register: ServiceDoor,
) -> None:
    counter, whole = counter_of(register), await asked(register)
    before = len(register.facts())
    dry = await bring_in(rehearsal(counter), CENTRES, listed(FIRST, SECOND), whole, str)
    assert len(register.facts()) == before
    assert register.rows("select count(*) from people") == [(0,)]
    true = await brought(register, FIRST, SECOND, import_id=whole.import_id)
    again = await brought(register, FIRST, SECOND, import_id=whole.import_id)
    other = await brought(register, FIRST, SECOND)
    parts = [await brought(register, each) for each in (FIRST, SECOND)]

    assert dry == true == again
    assert (true.rows.new, true.errors, true.asks) == (2, (), ())
    assert (other.rows.unchanged, sum(each.rows.unchanged for each in parts)) == (2, 2)
    assert (true.sums["centres"].right, true.sums["club"].right) == (2, 3)
    established = of(register, CentreEstablished)
    assert [(each.place_id, each.established_on) for each in established] == [
        (land.COMMUNE, land.REORGANISED),
        (land.named("Khu phố 2"), land.REORGANISED),
    ]
    (rated,), (equipped,) = of(register, CentreRated), of(register, CentreEquipped)
    assert (rated.band_code, rated.score, rated.rater_code) == ("good", 90, "peoples-committee")
    assert [(each.facility_code, each.number) for each in equipped.facilities] == [
        ("club", 3),
        ("seal", 1),
    ]
    (term,) = of(register, TermStarted)
    assert (term.body_id, len(of(register, PostFilled))) == (established[0].centre_id, 2)
    assert register.rows("select count(*) from people") == [(3,)]


async def test_what_the_books_say_otherwise_is_asked_about_and_what_they_lack_is_added(
    register: ServiceDoor,
) -> None:
    await brought(register, [1, "TTHTCĐ Sông Quê", None, "5/3/2012"])
    changed = await brought(register, FIRST)
    worse = await brought(register, [*FIRST[:6], "Yếu", 40, *FIRST[8:]])
    another = await brought(register, [*FIRST[:4], "Phạm Văn Khác", *FIRST[5:]])
    younger = await brought(register, [*FIRST[:3], "5/8/2025", *FIRST[4:]])
    elsewhere = await brought(register, [*FIRST[:2], "KP 1", *FIRST[3:]])
    longer = await brought(register, [1, "Trung tâm học tập cộng đồng Sông Quê Một", None, 2012])

    assert (changed.rows.changed, changed.rows.new) == (1, 0)
    for each in (worse, another, younger, elsewhere, longer):
        assert [said.code for said in each.asks] == ["changed"]
    assert len(of(register, CentreEstablished)) == 1


async def test_wrong_rows_stop_no_others_and_what_is_out_of_reach_is_not_there(
    register: ServiceDoor,
) -> None:
    before = len(register.facts())
    told = await brought(
        register,
        [1, "TTHTCĐ A", "KP 99", 2012],
        [2, "TTHTCĐ B", None, 2012, None, None, "siêu tốt", None, "UBND xã"],
        [3, "TTHTCĐ C", "27301", 2012, None, "Lê Văn Tập"],
    )
    assert [(each.row, each.code, each.column) for each in told.errors] == [(2, "place", "C")]
    assert [(each.row, each.code) for each in told.asks] == [(3, "rating"), (4, "leader")]

    hidden = await brought(register, FIRST, SECOND, grants=OF_OTHER_COMMUNE)
    assert (hidden.rows.rejected, hidden.rows.new) == (2, 0)
    assert len(of(register, CentreEstablished)) == 1
    assert len(register.facts()) == before + 1


async def test_who_rated_may_be_said_once_for_all_rows(register: ServiceDoor) -> None:
    line = [*FIRST[:8], None, *FIRST[9:]]
    assert [each.code for each in (await brought(register, line)).asks] == ["rating"]
    run = replace(await asked(register), answers={"rater": "centre"})
    told = await bring_in(counter_of(register), CENTRES, listed(line), run, str)
    assert told.rows.new == 1
