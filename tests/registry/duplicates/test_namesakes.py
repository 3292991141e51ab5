"""Clans and establishments that are called alike in one place."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from services.registry.duplicates.api.alike import Called, core, namesakes

NAMES = ["Dòng họ Nguyễn Văn", "Họ Nguyễn Vân", "nguyen vam", "Họ Lê", "Trường Kim Đồng"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Dòng họ Nguyễn Văn", "Nguyễn Văn"),
        ("Họ Hồ", "Hồ"),
        ("HỌ NGUYỄN VĂN", "tộc nguyen  van"),
        ("Trường Tiểu học Kim Đồng", "TH Kim Đồng"),
        ("Trường THCS Số 01", "Trung học cơ sở số 1"),
    ],
)
def test_marks_and_the_word_for_what_it_is_are_no_difference(name: str, other: str) -> None:
    assert core(name) == core(other) != ""


@pytest.mark.parametrize("name", ["Họ", "Trường", "Tộc"])
def test_a_name_that_is_such_a_word_stays(name: str) -> None:
    assert core(name)


def pairs(*names: str) -> list[bool]:
    called = [Called(UUID(int=number), name) for number, name in enumerate(names)]
    return [each.same for each in namesakes(called)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Họ Nguyễn Văn", "Dòng họ Nguyễn Vân", [True]),
        ("Họ Nguyễn Văn", "Họ Nguyễn Vam", [False]),
        ("Trường Tiểu học Kim Đồng", "Tiểu học Kin Đòng", [False]),
        ("Họ Lê Văn", "Họ Lý Văn", []),
        ("Trường THPT Số 1", "Trường THPT Số 2", []),
        ("Trường Kim Đồng", "Trường Lê Văn Tám", []),
    ],
)
def test_nearly_the_same_is_said_of_long_names_without_other_numbers(
    one: str, other: str, found: list[bool]
) -> None:
    assert pairs(one, other) == pairs(other, one) == found


@given(
    any_.lists(any_.tuples(any_.uuids(), any_.sampled_from(NAMES)), unique_by=lambda each: each[0]),
    any_.integers(1, 3),
)
def test_page_by_page_each_pair_is_found_once(called: list[tuple[UUID, str]], most: int) -> None:
    all_of_them = [*namesakes([Called(*each) for each in called])]
    found, after = [], None
    while page := [*namesakes([Called(*each) for each in called], after)][:most]:
        found += page
        after = page[-1].one_id, page[-1].other_id
    assert found == all_of_them
    assert len({(each.one_id, each.other_id) for each in found}) == len(found)
    assert all(each.one_id < each.other_id for each in found)
