"""What a list of donations looks like: sheets of money, and sheets of goods."""

from typing import Final

from shared.importing import units
from shared.importing.reading.headings import Field, Shape

_GIVERS: Final = ("don vi ca nhan", "ca nhan don vi", "tap the ca nhan", "ca nhan tap the",
                  "to chuc ca nhan", "ca nhan to chuc", "nguoi", "nha hao tam", "don vi",
                  "co quan don vi ca nhan", "manh thuong quan")  # fmt: skip
_GAVE: Final = ("ung ho", "dong gop", "tai tro", "tang")


def _givers() -> tuple[str, ...]:
    both = [f"{who} {gave}" for who in _GIVERS for gave in _GAVE]
    alone = [each for each in _GIVERS if each not in ("nguoi", "don vi")]
    return (*both, *(f"ten {each}" for each in (*both, *alone)), *alone)


SHAPE: Final = Shape(
    "donations",
    (
        Field("received_on", ("ngay", "ngay thang", "ngay ung ho", "ngay nhan", "ngay thu",
                              "ngay nop", "ngay dong gop", "thoi gian", "ngay tiep nhan",
                              "ngay thang nam")),
        Field("donor", (*_givers(), "ho va ten", "ho ten", "nha tai tro", "ten nha tai tro",
                        "ho va ten don vi", "nguoi ung ho", "ten", "don vi")),
        Field("address", ("dia chi", "dia chi don vi", "noi o", "don vi dia chi")),
        Field("amount", ("so tien", "so tien dong", "so tien ung ho", "tien mat", "so tien d",
                         "so tien vnd", "so tien ung ho dong", "tien", "bang tien",
                         "ung ho bang tien", "so tien dong gop"), repeats=False),
        Field("receipt", ("phieu thu so", "so phieu thu", "phieu thu", "so phieu", "so bien nhan",
                          "bien nhan so", "bien nhan", "so chung tu", "chung tu", "so bien lai",
                          "so phieu thu tien"), repeats=False),
        Field("payment", ("hinh thuc", "hinh thuc ung ho", "hinh thuc nop",
                          "hinh thuc thanh toan")),
        Field("goods", ("ten hien vat", "hien vat", "ten hang", "ten hien vat ung ho",
                        "loai hien vat", "hien vat ung ho", "ung ho bang hien vat", "vat pham",
                        "ten vat pham", "noi dung hien vat", "qua tang", "bang hien vat")),
        Field("measure", ("dvt", "don vi tinh", "dv tinh")),
        Field("quantity", ("so luong", "sl", "so luong hien vat"), repeats=False),
        Field("amount_each", ("don gia", "don gia d", "don gia dong", "don gia uoc", "gia"),
              repeats=False),
        Field("value", ("gia tri", "tri gia", "gia tri uoc", "gia tri uoc tinh", "thanh tien",
                        "uoc gia tri", "tong gia tri", "gia tri quy doi", "quy ra tien",
                        "tri gia dong", "gia tri dong", "thanh tien dong", "tri gia uoc tinh"),
              repeats=False),
        Field("note", ("ghi chu", "noi dung")),
    ),
    needs=("donor",),
    over=units.over,
    sums={"cash": ("amount",), "goods": ("value",)},
    money=("amount", "value"),
)  # fmt: skip
