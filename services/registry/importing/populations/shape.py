"""What a list of counts of places looks like."""

from typing import Final

from shared.importing import months
from shared.importing.reading.headings import Field, Shape

_WAYS: Final = ("so {}", "tong so {}", "{}", "so luong {}", "{} nguoi", "so {} nguoi")


def _said(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way.format(each) for each in words for way in _WAYS))


COUNTS: Final = {
    "inhabitants": (*_said("dan", "nhan khau", "khau", "nk"), "dan so", "tong dan so",
                    "dan so nguoi",
                    "quy mo dan so", "dan so trung binh", "dan so thuong tru", "so nguoi"),
    "households": (*_said("ho", "ho dan", "ho gia dinh", "gia dinh"), "so ho ho", "ho so ho"),
    "adults": _said("nguoi truong thanh", "nguoi tu 18 tuoi", "nguoi tu 18 tuoi tro len",
                    "nguoi du 18 tuoi", "nguoi tren 18 tuoi", "cu tri", "tu 18 tuoi tro len",
                    "nguoi 18 tuoi tro len", "nguoi du 18 tuoi tro len"),
    "workers": _said("lao dong", "nguoi lao dong", "nguoi trong do tuoi lao dong", "nld",
                     "trong do tuoi lao dong", "lao dong trong do tuoi"),
    "officers": _said("can bo", "cbccvc", "cb cc vc", "can bo cong chuc vien chuc", "ccvc",
                      "cong chuc vien chuc", "can bo cong chuc", "cb ccvc"),
    "pupils": _said("hoc sinh", "hoc sinh sinh vien", "hs", "hssv", "hs sv", "hoc sinh sv",
                    "hoc sinh pho thong"),
}  # fmt: skip
"""What stands over the column of a kind of count."""
SHAPE: Final = Shape(
    "population",
    (
        Field("place", ("dia ban", "ten dia ban", "khu pho", "ten khu pho", "ap", "ten ap", "thon",
                        "ten thon", "xa phuong", "phuong xa", "ten xa", "ten phuong", "xa",
                        "phuong",
                        "ten xa phuong", "don vi", "ten don vi", "don vi hanh chinh", "to dan pho",
                        "khu pho ap", "thon to dan pho", "ap khu pho", "ten don vi hanh chinh",
                        "xa phuong thi tran", "xa phuong dac khu", "khom", "thon ap", "khu dan cu",
                        "ten thon ap khu pho", "thon ap khu pho", "dia phuong")),
        Field("code", ("ma dia ban", "ma xa", "ma phuong", "ma don vi", "ma xa phuong", "ma",
                       "ma dvhc", "ma don vi hanh chinh", "ma so", "ma hanh chinh"), repeats=False),
        *(Field(kind, words, repeats=False) for kind, words in COUNTS.items()),
        Field("counted_on", ("ngay", "thoi diem", "ngay thong ke", "tinh den ngay", "den ngay",
                             "ngay chot", "ngay chot so lieu", "thoi diem thong ke",
                             "tai thoi diem",
                             "ngay so lieu", "so lieu den ngay")),
        Field("source", ("nguon", "nguon so lieu", "co quan cung cap", "don vi cung cap",
                         "nguon cung cap", "can cu", "van ban", "so van ban", "theo van ban",
                         "nguon so lieu van ban")),
        Field("note", ("ghi chu",)),
    ),
    needs=(),
    over=months.over,
    sums={kind: (kind,) for kind in COUNTS},
)  # fmt: skip
