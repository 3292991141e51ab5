"""What a list of places looks like."""

from collections.abc import Mapping
from typing import Final

from services.registry.importing.placing import over_places
from shared.importing.reading.headings import Field, Shape
from shared.importing.table import Row, Value

_NAMES: Final = ("khu pho", "ap", "thon", "to dan pho", "khom", "buon", "ban", "lang", "xom",
                 "thon ap", "khu pho ap", "ap khu pho", "thon to dan pho", "khoi", "khu dan cu",
                 "thon buon", "thon xom", "khu pho to dan pho", "soc", "dia ban",
                 "thon ap khu pho", "don vi hanh chinh", "don vi", "thon to")  # fmt: skip
_ABOVE: Final = ("xa", "phuong", "xa phuong", "phuong xa", "xa phuong thi tran", "thi tran",
                 "xa phuong dac khu", "cap xa", "don vi cap tren", "dia ban cap tren")  # fmt: skip


def over(row: Row) -> Mapping[str, Value] | None:
    """A row that says a commune alone says in what all below it lies."""
    said = over_places(row)
    return None if said is None else {"parent": said}


SHAPE: Final = Shape(
    "places",
    (
        Field("level", ("cap", "cap hanh chinh", "cap dia ban", "cap don vi")),
        Field("kind", ("loai", "loai hinh", "loai dia ban", "loai don vi", "loai hinh dia ban",
                       "loai don vi hanh chinh", "loai hinh don vi")),
        Field("place", tuple(
            way.format(each) for each in _NAMES for way in ("{}", "ten {}", "ten goi {}")
        ), repeats=False),
        Field("old_place", ("ten cu", "ten goi cu", "ten truoc day", "ten truoc khi doi",
                            "truoc day", "ten goi truoc day"), repeats=False),
        Field("code", ("ma", "ma dia ban", "ma so", "ma don vi", "ma don vi hanh chinh",
                       "ma dvhc"), repeats=False),
        Field("parent", (*(
            way.format(each) for each in _ABOVE for way in ("{}", "ten {}", "thuoc {}")
        ), "thuoc", "truc thuoc", "thuoc don vi", "thuoc dia ban")),
        Field("parent_code", (*(f"ma {each}" for each in _ABOVE), "ma cap tren")),
        Field("valid_from", ("ngay thanh lap", "thanh lap", "ngay hieu luc", "tu ngay",
                             "hieu luc tu", "hieu luc tu ngay", "ngay co hieu luc", "nam thanh lap",
                             "co tu ngay", "hinh thanh tu")),
        Field("document", ("so van ban", "van ban", "so quyet dinh", "quyet dinh", "quyet dinh so",
                           "nghi quyet", "so nghi quyet", "nghi quyet so", "quyet dinh thanh lap",
                           "can cu", "so ky hieu van ban", "so qd", "so nq",
                           "van ban thanh lap")),
        Field("note", ("ghi chu",)),
    ),
    needs=("place",),
    over=over,
)  # fmt: skip
