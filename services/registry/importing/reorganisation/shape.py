"""What a list of what becomes of places looks like."""

import re
from collections.abc import Mapping
from typing import Final

from services.registry.importing.placing import over_places
from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.rows import sub_heading
from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare

_UNITS: Final = ("don vi hanh chinh", "dvhc", "don vi", "dia ban", "xa phuong", "xa", "phuong",
                 "xa phuong thi tran", "phuong xa", "thi tran", "khu pho", "ap", "thon",
                 "to dan pho", "thon ap", "thon to dan pho", "khu pho ap",
                 "don vi hanh chinh cap xa", "dvhc cap xa", "cap xa")  # fmt: skip
_BEFORE: Final = ("{} cu", "ten {} cu", "{} truoc sap xep", "{} truoc khi sap xep",
                  "truoc sap xep {}", "{} hien nay", "{} hien tai", "{} truoc sap nhap",
                  "{} truoc khi sap nhap", "{} thuc hien sap xep", "{} duoc sap xep",
                  "ten {} truoc sap xep", "{} truoc")  # fmt: skip
_AFTER: Final = ("{} moi", "ten {} moi", "{} sau sap xep", "{} sau khi sap xep", "sau sap xep {}",
                 "{} sau sap nhap", "{} sau khi sap nhap", "{} hinh thanh sau sap xep",
                 "ten {} sau sap xep", "{} hinh thanh", "{} duoc thanh lap",
                 "{} sau")  # fmt: skip


def _said(ways: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(way.format(each) for each in _UNITS for way in ways)


_NUMBER: Final = re.compile(
    r"\b((?:nghị quyết|nghi quyet|quyết định|quyet dinh|nq|qđ|qd)\s+(?:số\s*|so\s*)?:?\s*"
    r"\d+\s*/\s*\S+(?:\s+ngày\s+[\d/.-]+)?)",
    re.IGNORECASE,
)
_EFFECTIVE: Final = re.compile(
    r"(?:hiệu lực|hieu luc)[^\d]{0,40}?(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|\d{1,2} (?:tháng|thang) \d{1,2} (?:năm|nam) \d{4})",
    re.IGNORECASE,
)


def over(row: Row) -> Mapping[str, Value] | None:
    """What a row alone says of all below it: the document, its day, or in what those lay."""
    alone = sub_heading(row)
    said = " ".join(alone.split()) if alone else ""
    found: dict[str, Value] = {}
    if number := _NUMBER.search(said):
        found["document"] = number[1].rstrip(" .,;)")
    if day := _EFFECTIVE.search(said):
        found["effective_on"] = day[1]
    if not found and (within := over_places(row)):
        found["within"] = within
    return found or None


SHAPE: Final = Shape(
    "reorganisation",
    (
        Field("predecessor", (*_said(_BEFORE), "truoc sap xep", "truoc khi sap xep",
                              "truoc sap nhap", "tu", "noi cu",
                              "noi dung", "noi dung sap xep", "noi dung thay doi",
                              "phuong an sap xep", "dien giai", "noi dung sap nhap"),
              repeats=False),
        Field("old_code", ("ma cu", "ma truoc sap xep", "ma don vi cu", "ma dvhc cu", "ma xa cu",
                           "ma dia ban cu", "ma truoc"), repeats=False),
        Field("how", ("hinh thuc", "hinh thuc sap xep", "cach thuc", "cach sap xep",
                      "phuong thuc", "hinh thuc thuc hien", "loai thay doi",
                      "muc do", "toan bo mot phan")),
        Field("successor", (*_said(_AFTER), "sau sap xep", "sau khi sap xep", "sau sap nhap",
                            "thanh", "thanh don vi", "noi moi")),
        Field("new_code", ("ma moi", "ma sau sap xep", "ma don vi moi", "ma dvhc moi",
                           "ma xa moi", "ma dia ban moi", "ma sau")),
        Field("kind", ("loai", "loai hinh", "loai moi", "loai don vi", "loai hinh moi",
                       "loai dia ban", "loai hinh don vi")),
        Field("parent", ("thuoc", "truc thuoc", "thuoc don vi", "thuoc tinh", "thuoc xa phuong",
                         "truc thuoc don vi", "don vi cap tren")),
        Field("document", ("so van ban", "van ban", "nghi quyet", "so nghi quyet", "nghi quyet so",
                           "quyet dinh", "so quyet dinh", "quyet dinh so", "can cu",
                           "so ky hieu van ban", "so ky hieu")),
        Field("effective_on", ("ngay hieu luc", "ngay co hieu luc", "hieu luc", "hieu luc tu",
                               "hieu luc tu ngay", "tu ngay", "thoi diem hieu luc",
                               "ngay co hieu luc thi hanh")),
        Field("note", ("ghi chu",)),
    ),
    needs=("predecessor",),
    over=over,
)  # fmt: skip
_NEW: Final = re.compile(r"\bmoi\b|\bthanh lap\b|\bhinh thanh\b")


def says_new(heading: str) -> bool:
    """Whether what stands over the successors says that the document makes them."""
    return bool(_NEW.search(bare(heading)))
