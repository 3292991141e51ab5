"""A list of learning centres says what each is called, who leads it, how it was rated and what it
has, in whatever spelling."""

from datetime import date
from typing import Any

import pytest

from services.registry.importing.centres.cells import facility, in_full, leaders
from services.registry.importing.centres.kind import CENTRES
from services.registry.importing.documents import document
from shared.importing.days import Since
from shared.importing.doubts import DocumentWrong, Doubt
from tests.importing.lists import judged, reasons, right
from tests.support import land

RATER = {"rater": "peoples-committee"}


def test_one_layout_names_day_and_document_in_one_cell_and_the_rating_over_its_column() -> None:
    (row,) = right(
        judged(
            CENTRES,
            [
                ("DANH SÁCH TRUNG TÂM HỌC TẬP CỘNG ĐỒNG NĂM 2024",),
                ("TT", "Tên TTHTCĐ", "QĐ thành lập số", "Giám đốc", "Phó Giám đốc",
                 "Xếp loại năm 2023 (UBND huyện)", "Điểm", "Con dấu", "Số CLB"),
                (1.0, "TTHTCĐ xã Sông Quê", "QĐ số 12/QĐ-UBND ngày 5/3/2012 của UBND huyện",
                 "Ông Nguyễn Văn Học - Phó Chủ tịch UBND xã",
                 "1. Bà Trần Thị Đọc\n2. Lê Văn Tập", "Loại Khá", 85.0, "x", "3 CLB"),
                ("Tổng cộng", None, None, None, None, None, None, None, 3.0),
            ],
        )
    )  # fmt: skip
    assert (row.established, row.document_number) == (Since(day=date(2012, 3, 5)), "12/QĐ-UBND")
    assert (row.director, row.deputies) == ("Nguyễn Văn Học", ("Trần Thị Đọc", "Lê Văn Tập"))
    rating = row.rating
    assert (rating.band, rating.year, rating.rater) == ("Loại Khá", 2023, "peoples-committee")
    assert (rating.score, rating.rated_on) == (85, land.TODAY)
    assert (row.facilities, row.equipped_year) == ({"seal": 1, "club": 3}, 2024)
    assert row.adds(row.line) == {"centres": 1, "club": 3, "computer": 0}


def test_another_layout_has_a_column_for_each_thing_and_ditto_marks() -> None:
    found = right(
        judged(
            CENTRES,
            [
                ("STT", "Trung tâm", "Xã/phường", "Năm thành lập", "Số quyết định", "Xếp loại",
                 "Năm xếp loại", "Đơn vị xếp loại", "Trụ sở riêng", "Loa đài"),
                (1.0, "TT Học tập cộng đồng A", 27301.0, 2012.0, "15/QĐ-UBND", "Tốt", 2024.0,
                 "Phòng GD&ĐT", "không", "có"),
                (2.0, "TT Học tập cộng đồng B", "nt", 2013.0, None, "chưa xếp loại", "nt", "nt",
                 None, None),
            ],
        )
    )  # fmt: skip
    assert [each.place for each in found] == ["27301", "27301"]
    assert [each.established for each in found] == [Since(year=2012), Since(year=2013)]
    assert [each.rating and each.rating.rater for each in found] == ["education-office", None]
    assert [each.facilities for each in found] == [{"own-house": 0, "loudspeaker": 1}, None]


def test_wrong_rows_are_told_why_and_who_rated_is_asked_once() -> None:
    headings = ("Tên trung tâm", "Ngày thành lập", "Số quyết định", "Xếp loại năm 2024", "Con dấu")
    rows: list[tuple[Any, ...]] = [
        headings,
        (None, "1/7/2025", "1/QĐ-UBND", None, None),
        ("Trung tâm A", "31/2/2025", None, None, None),
        ("Trung tâm B", None, "một cái gì đó", None, None),
        ("Trung tâm C", None, None, "tốt", None),
        ("Trung tâm D", None, None, None, "đang xin"),
        ("Trung tâm E", None, None, None, "có"),
        ("TRUNG TÂM  E", None, None, None, "có"),
        ("TT E", None, None, None, "có"),
    ]
    assert reasons(judged(CENTRES, rows)) == {
        2: ("name", False),
        3: ("date", False),
        4: ("document", False),
        5: ("rating", True),
        6: ("facility", True),
        8: ("duplicate", False),
        9: ("duplicate", True),
    }
    assert 5 not in reasons(judged(CENTRES, rows, RATER))
    lines = [each.line for each in judged(CENTRES, rows)]
    assert [each.name for each in CENTRES.asks(lines)] == ["rater"]
    assert CENTRES.asks(lines[:2]) == []


@pytest.mark.parametrize(
    ("code", "said", "number"),
    [("seal", "X", 1), ("seal", True, 1), ("seal", "✓", 1), ("seal", "-", None),
     ("seal", None, None), ("seal", "Chưa có", 0), ("library", "500 cuốn", 1),
     ("club", "có 3 CLB", 3), ("club", 2.0, 2), ("club", "không", 0), ("computer", "10 máy", 10)],
)  # fmt: skip
def test_a_facility_is_there_or_not_or_so_many(code: str, said: Any, number: int | None) -> None:
    assert facility(code, said) == number


@pytest.mark.parametrize(("code", "said"), [("club", "có"), ("seal", "mượn"), ("club", "nhiều")])
def test_what_may_be_there_or_not_is_asked_about(code: str, said: str) -> None:
    with pytest.raises(Doubt) as refused:
        facility(code, said)
    assert refused.value.asks


def test_names_written_short_are_one_and_offices_are_no_people() -> None:
    assert in_full("TTHTCĐ xã A") == in_full("Trung tâm Học tập Cộng đồng xã A")
    assert in_full("TTVH-HTCĐ A") == in_full("Trung tâm Văn hóa và Học tập cộng đồng A")
    assert leaders("Lê Văn A, Phó Chủ tịch UBND; Bà Trần Thị B và ông Phạm Văn C") == [
        "Lê Văn A", "Trần Thị B", "Phạm Văn C",
    ]  # fmt: skip
    with pytest.raises(DocumentWrong):
        document("Nguyễn Văn A", land.TODAY)
