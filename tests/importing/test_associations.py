"""Chapters of a list come onto the books of the association of their place, which a row of its own
may found."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.registry.associations.association.facts import AssociationFounded
from services.registry.chapters.chapter.facts import ChapterFounded
from services.registry.importing.associations.kind import ASSOCIATIONS
from services.registry.importing.associations.list import is_unit, kind_said
from services.registry.importing.members.kind import MEMBERS
from shared.importing.bringing import File
from shared.importing.kinds import Kind
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.register import asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.service_door import ServiceDoor

LIST = File(
    "a.xlsx",
    rows(
        ["HỘI KHUYẾN HỌC PHƯỜNG"],
        ["DANH SÁCH CÁC CHI HỘI NĂM 2025"],
        [],
        ["TT", "Tên chi hội", "Loại hình", "Số hội viên", "Ngày thành lập"],
        [1, 2, 3, 4, 5],
        [1, "Hội Khuyến học Phường Bảy Hiền", None, None, "1/7/2025"],
        ["I. Khu phố"],
        [2, "Chi hội Khuyến học Khu phố 1", "Khu phố", 14, "15/7/2025"],
        [3, "Chi hội KP 02", "nt", 12, None],
        [4, "Chi hội Khu phố 99", "nt", 12, None],
        ["II. Khác"],
        [5, "Ban Khuyến học dòng họ Đặng", None, 7, "20.7.2025"],
        [6, "Chi hội Trường THCS Sông Quê", None, 9, None],
        [7, "Chi hội Sao Mai", None, 9, None],
        [8, "chi hội khuyến học khu phố 01", "khu phố", 9, None],
        [9, "CHI HỘI TRƯỜNG THCS SÔNG QUÊ", None, 9, None],
        [None, "Tổng cộng", None, 72],
        [None, None, None, "CHỦ TỊCH HỘI"],
    ),
)


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def brought(
    register: ServiceDoor, kind: Kind[Any], file: File, *, dry: bool = False
) -> Report:
    counter = counter_of(register)
    at = rehearsal(counter) if dry else counter
    return await bring_in(at, kind, file, await asked(register), str)


def of(register: ServiceDoor, kind: type[Any]) -> list[Any]:
    return [each for each in register.facts() if isinstance(each, kind)]


async def test_a_list_of_chapters_comes_in_once_under_its_association(
    register: ServiceDoor,
) -> None:
    dry = await brought(register, ASSOCIATIONS, LIST, dry=True)
    assert register.facts() == []
    true = await brought(register, ASSOCIATIONS, LIST)
    await register.views_caught_up()
    again = await brought(register, ASSOCIATIONS, LIST)

    assert (dry.rows, dry.errors, dry.asks) == (true.rows, true.errors, true.asks)
    assert (true.rows.read, true.rows.new) == (9, 5)
    assert [(each.row, each.code) for each in true.errors] == [
        (10, "place"),
        (15, "duplicate"),
        (16, "duplicate"),
    ]
    assert [(each.row, each.code) for each in true.asks] == [(14, "kind")]
    assert (again.rows.new, again.rows.unchanged) == (0, 5)
    assert len(of(register, AssociationFounded)) == 1
    chapters = of(register, ChapterFounded)
    assert [each.host_kind for each in chapters] == ["hamlet", "hamlet", "clan", "school"]
    assert chapters[0].place_id == land.named("Khu phố 1")
    assert chapters[2].place_id == land.COMMUNE


async def test_members_find_the_chapters_that_a_list_founded(register: ServiceDoor) -> None:
    await brought(register, ASSOCIATIONS, LIST)
    await register.views_caught_up()
    members = rows(
        ["Họ và tên", "Năm sinh"], ["Chi hội KP2 (1 hội viên)"], ["Nguyễn Thị Học", 1980]
    )
    found = await brought(register, MEMBERS, File("m.xlsx", members))
    assert found.rows.new == 1


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Chi hội ấp Hòa Thuận", "hamlet"), ("Chi hội dòng họ Đặng", "clan"), ("agency", "agency"),
     ("Chi hội Trường Tiểu học A", "school"), ("Chi hội Công ty B", "unit"),
     ("Chi hội Cơ quan phường", "agency"), ("Hội đồng hương Nghệ An", "fellow-countrymen"),
     ("Chi hội Sao Mai", None)],
)  # fmt: skip
def test_with_whom_a_chapter_is_follows_from_its_words(words: str, kind: str | None) -> None:
    assert kind_said(words) == kind


def test_an_association_is_none_of_its_chapters() -> None:
    assert is_unit("Hội Khuyến học phường Bảy Hiền")
    assert not is_unit("Hội khuyến học dòng họ Đặng")
