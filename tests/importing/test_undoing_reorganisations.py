"""A list of what becomes of places is taken back: its document is cancelled, while its day is to
come and nothing was built on it."""

from collections.abc import AsyncIterator

import pytest

from services.registry.importing.reorganisation.kind import REORGANISATION
from shared.vocabulary.identifiers import new_id
from tests.importing.bringing import bring_in
from tests.importing.register import asked, counter_of, opened
from tests.importing.test_reorganisation import (
    COMES,
    HEADINGS,
    TITLE,
    TO_COME,
    Line,
    by_province,
    listed,
    tree_of,
)
from tests.importing.test_undoing import taken_back
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor

RENAMED: Line = (1.0, "27301", "đổi tên", "Xã Đức Hoà", None, "")
MERGED: Line = (2.0, "27316, 27301", "thành lập mới", "Phường Hậu Nghĩa", "27400", "")
COME = ("Có hiệu lực từ ngày 01/01/2026",)


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def test_what_was_announced_is_as_if_it_had_not_been_and_may_come_again(
    register: ServiceDoor,
) -> None:
    assert HEADINGS[1] == "Đơn vị trước sắp xếp"
    before = await tree_of(register)
    run = await by_province(register)
    true = await bring_in(counter_of(register), REORGANISATION, listed(MERGED), run, str)
    assert true.rows.new == 1
    assert (await tree_of(register)).by_code("27400", TO_COME) is not None

    done = await taken_back(register, await by_province(register, run.import_id))
    assert (done.whole, done.counts) == (True, {"reorganisation": 1})
    tree = await tree_of(register)
    assert tree.by_code("27400", TO_COME) is None
    for each in (land.COMMUNE, land.OTHER_COMMUNE, land.HAMLET):
        assert tree.attributes(each, TO_COME) == before.attributes(each, TO_COME)
    assert await taken_back(register, await by_province(register, run.import_id)) == done
    again = await bring_in(
        counter_of(register), REORGANISATION, listed(MERGED), await by_province(register), str
    )
    assert again.rows.new == 1


async def test_once_its_day_has_come_it_stands(register: ServiceDoor) -> None:
    run = await by_province(register)
    file = listed(RENAMED, over=[TITLE, COME])
    true = await bring_in(counter_of(register), REORGANISATION, file, run, str)
    assert true.rows.new == 1
    stands = await taken_back(register, await by_province(register, run.import_id))
    assert [each.code for _, each in stands.refused] == ["registry.reorganisation-come"]
    assert not stands.counts


async def test_what_an_import_did_not_bring_it_does_not_take_back(register: ServiceDoor) -> None:
    run = await by_province(register)
    file = listed(MERGED, over=[TITLE, COMES])
    await bring_in(counter_of(register), REORGANISATION, file, run, str)
    same = await by_province(register, new_id())
    second = await bring_in(counter_of(register), REORGANISATION, file, same, str)
    assert second.rows.unchanged == 1
    assert (await taken_back(register, same)).counts == {}
    assert (await tree_of(register)).by_code("27400", TO_COME) is not None


async def test_out_of_reach_nothing_is_taken_back(register: ServiceDoor) -> None:
    run = await by_province(register)
    await bring_in(counter_of(register), REORGANISATION, listed(MERGED), run, str)
    stands = await taken_back(register, await asked(register, run.import_id, OF_COMMUNE))
    assert [each.code for _, each in stands.refused] == ["registry.document-unknown"]
