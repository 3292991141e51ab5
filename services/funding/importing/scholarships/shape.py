"""What a list of scholarships looks like."""

import re
from collections.abc import Mapping
from typing import Final

from shared.importing import units
from shared.importing.reading.headings import Field, Shape
from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare

_PUPILS: Final = ("hoc sinh", "hs", "sinh vien", "em", "hoc sinh sinh vien", "nguoi nhan",
                  "hoc sinh nhan hoc bong", "nguoi nhan hoc bong", "hssv")  # fmt: skip
_NAMES: Final = ("ho va ten", "ho ten", "ho va ten hoc sinh", "ho ten hoc sinh")
BEGINNINGS: Final = ("ho va ten dem", "ho dem", "ho lot", "ho va chu lot", "ho va ten lot", "ho")
"""What stands over the column with all of a name but its last word."""
_PARENTS: Final = ("phu huynh", "cha me", "cha", "me", "cha hoac me", "nguoi giam ho", "bo me",
                   "cha me nguoi giam ho", "phu huynh hoc sinh", "nguoi dai dien")  # fmt: skip
_YEAR: Final = re.compile(r"\bnam hoc (\d{4}) (\d{4})\b")


def over(row: Row) -> Mapping[str, Value] | None:
    """The school year of what stands below, or of what its money is."""
    texts = [bare(each) for each in row.filled.values() if isinstance(each, str)]
    if len(row.filled) == 1 and (found := next(filter(None, map(_YEAR.search, texts)), None)):
        return {"school_year": f"{found[1]}-{found[2]}"}
    return units.over(row)


def _of(people: tuple[str, ...], *ways: str) -> tuple[str, ...]:
    return tuple(way.format(each) for each in people for way in ways)


SHAPE: Final = Shape(
    "scholarships",
    (
        Field("name", (*_NAMES, *_of(_PUPILS, "ho va ten {}", "ho ten {}", "ten {}"),
                       "hoc sinh", "hoc sinh ho va ten", "hoc sinh ho ten", *BEGINNINGS)),
        Field("given_name", ("ten", *_NAMES)),
        Field("birth", ("ngay sinh", "ngay thang nam sinh", "nam sinh", "ngay thang sinh",
                        "sinh ngay", "ngay nam sinh")),
        Field("school", ("truong", "ten truong", "truong hoc", "don vi truong", "hoc truong",
                         "noi hoc", "truong dang hoc", "don vi")),
        Field("school_class", ("lop", "lop hoc", "khoi lop", "hoc lop", "khoi"), repeats=False),
        Field("circumstances", ("hoan canh", "hoan canh gia dinh", "dien", "doi tuong",
                                "thanh tich", "hoan canh thanh tich", "dien hoan canh")),
        Field("guardian", (*_PARENTS, *_of(_PARENTS, "ho va ten {}", "ho ten {}", "ten {}",
                                         "{} ho ten", "{} ho va ten"))),
        Field("phone", ("dien thoai", "so dien thoai", "sdt", "dt", "so dt", "dien thoai lien he",
                        *_of(_PARENTS, "dien thoai {}", "sdt {}", "{} dien thoai",
                             "so dien thoai {}", "{} so dien thoai", "{} sdt"))),
        Field("grants", ("so suat", "suat", "so suat hoc bong", "so luong suat", "so xuat",
                         "hoc bong so suat", "so luong", "sl suat", "suat hoc bong"),
              repeats=False),
        Field("amount_each", ("muc suat", "muc suat d", "muc suat dong", "muc hoc bong",
                              "muc", "tri gia suat", "so tien suat", "so tien 1 suat", "don gia",
                              "gia tri suat", "muc moi suat", "so tien moi suat",
                              "hoc bong muc suat", "hoc bong muc suat d", "muc trao"),
              repeats=False),
        Field("amount", ("thanh tien", "so tien", "tong tien", "thanh tien dong", "so tien dong",
                         "tong so tien", "so tien hoc bong", "tri gia", "hoc bong", "gia tri",
                         "tien hoc bong", "hoc bong thanh tien", "hoc bong so tien",
                         "so tien nhan", "tong cong"), repeats=False),
        Field("awarded_on", ("ngay trao", "ngay nhan", "ngay cap", "ngay phat")),
        Field("note", ("ghi chu",)),
    ),
    needs=("name",),
    over=over,
    sums={"pupils": (), "grants": ("grants",), "amount": ("amount",)},
    money=("amount",),
)  # fmt: skip
