"""The same families come out of every layout in which an officer may keep them."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as any_

from services.registry.importing.families.list import SHAPE, FamilyRow, judged
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import understood
from shared.importing.table import Row, Sheet, Span, Value
from shared.vocabulary.folding import sounded
from shared.vocabulary.identifiers import new_id

TODAY = date(2026, 11, 27)
Way = Callable[[str], Value]


@dataclass(frozen=True)
class Home:
    name: str
    born: int
    identity: str
    phone: str
    hamlet: int
    address: str


HOMES: Final = [
    Home("Nguyễn Thị Hòa", 1980, "079180000001", "0710000001", 1, "12 Âu Cơ"),
    Home("Trần Văn Quý", 1975, "079075000002", "0710000002", 1, "14 Âu Cơ"),
    Home("Đặng Thúy Ước", 1968, "080168000003", "0720000003", 2, "14 Âu Cơ"),
    Home("Lê Bảy", 1990, "079090000004", "0720000004", 2, "Tổ 4"),
    Home("Hồ Cộng", 1955, "079055000005", "0730000005", 3, "5/2 Lạc Long Quân"),
]
KINDS: Final = {
    "Khu phố": ("KP", "K.phố ", "KHU PHỐ ", "Khu phố 0"),
    "Tổ dân phố": ("TDP ", "TỔ DÂN PHỐ ", "Tổ dân phố số "),
    "Ấp": ("Ấp ", "ấp ", "ẤP "),
    "Thôn": ("Thôn ", "THÔN ", "thôn 0"),
    "Khóm": ("Khóm ", "KHÓM "),
    "Bản": ("Bản ", "BẢN "),
    "Buôn": ("Buôn ", "BUÔN "),
}
NAMES: Final[Sequence[Way]] = (
    str,
    str.upper,
    lambda said: f" {said.replace(' ', '  ')}\xa0",
    lambda said: unicodedata.normalize("NFD", said),
    lambda said: said.replace("Hòa", "Hoà").replace("Thúy", "Thuý").replace(" ", " \u200b"),
    lambda said: f"Ông {said}",
    lambda said: f"{said} (Ba)",
)
NUMBERS: Final[Sequence[Way]] = (
    str,
    float,
    lambda said: f"'{said}",
    lambda said: f"{said[:3]} {said[3:6]} {said[6:]}",
    lambda said: f"{said[:4]}.{said[4:7]}.{said[7:]}",
)
BIRTHS: Final[Sequence[Callable[[int], Value]]] = (
    float,
    str,
    lambda year: f"01/01/{year}",
    lambda year: date(year, 1, 1),
    lambda year: f"5/{year}",
    lambda year: f"1-1-{year}",
    lambda year: f"{year}-01-01",
)
HEADINGS: Final = {
    "name": ("Họ và tên chủ hộ", "HỌ TÊN CHỦ HỘ", "Họ và tên\nchủ hộ", "Tên chủ hộ", "Chủ hộ"),
    "birth": ("Năm sinh", "Ngày, tháng, năm sinh", "Ngày sinh"),
    "identity": ("Số CCCD", "CCCD/CMND", "Số định danh cá nhân", "Số căn cước"),
    "phone": ("Điện thoại", "SĐT", "Số ĐT", "Số điện thoại"),
    "address": ("Địa chỉ", "Số nhà, đường", "Nơi ở"),
    "hamlet": ("Khu phố", "Khu phố/Ấp", "Thôn, tổ dân phố", "Địa bàn"),
}
TITLES: Final = (
    ("ỦY BAN NHÂN DÂN XÃ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (None, "DANH SÁCH HỘ GIA ĐÌNH ĐĂNG KÝ GIA ĐÌNH HỌC TẬP"),
    ("(Kèm theo Công văn số 12/CV-HKH ngày 5 tháng 3 năm 2025)",),
    (None, "Năm 2025"),
)
TOTALS: Final = ("Cộng", "Tổng cộng", "TỔNG SỐ", "Tổng số hộ: 5", "Cộng trang", "Tổng")
SIGNED: Final = (
    (None, None, None, "Ngày 5 tháng 3 năm 2025"),
    (None, "NGƯỜI LẬP BIỂU", None, "TM. BAN CHẤP HÀNH"),
    (None, "(Ký, ghi rõ họ tên)"),
    (None, "Nguyễn Văn Ký", None, "Trần Thị Duyệt"),
)


@dataclass(frozen=True)
class Layout:
    kind: str
    written: str
    places: str
    order: Sequence[str]
    headings: dict[str, str]
    titles: Sequence[tuple[Value, ...]]
    numbered: bool
    tall: bool
    again: bool
    total: str | None
    signed: bool
    ditto: str | None
    name: Way
    number: Way
    phone: Way
    birth: Callable[[int], Value]

    def sheets(self) -> list[Sheet]:
        if self.places == "sheets":
            hamlets = dict.fromkeys(home.hamlet for home in HOMES)
            return [
                self._sheet([h for h in HOMES if h.hamlet == n], f"{self.written}{n}")
                for n in hamlets
            ]
        return [self._sheet(HOMES, "DS")]

    def _sheet(self, homes: Sequence[Home], name: str) -> Sheet:
        lines: list[tuple[Value, ...]] = [*self.titles]
        heading = ("STT", *(self.headings[each] for each in self.order))
        merged: list[Span] = []
        top = len(lines) + 1
        lines.append(heading)
        if self.tall:
            lines.append((None, *(None for _ in self.order)))
            merged += [Span(top, top + 1, n, n) for n in range(1, len(heading) + 1)]
        if self.numbered:
            lines.append(tuple(float(n) for n in range(1, len(heading) + 1)))
        lines += self._rows(homes, heading)
        if self.total:
            lines.append((None, self.total))
        lines += SIGNED if self.signed else ()
        table = [
            Row(n, cells) for n, cells in enumerate(lines, 1) if any(c is not None for c in cells)
        ]
        return Sheet(name, table, merged=merged)

    def _rows(self, homes: Sequence[Home], heading: tuple[Value, ...]) -> list[tuple[Value, ...]]:
        lines: list[tuple[Value, ...]] = []
        above: Home | None = None
        for number, home in enumerate(homes, 1):
            if self.places == "sub-headings" and (above is None or above.hamlet != home.hamlet):
                lines.append((f"{self.written}{home.hamlet}",))
                above = None
            if self.again and number == 3:
                lines += [("Trang 2",), heading]
            lines.append((float(number), *(self._cell(each, home, above) for each in self.order)))
            above = home
        return lines

    def _cell(self, field: str, home: Home, above: Home | None) -> Value:
        match field:
            case "name":
                return self.name(home.name)
            case "birth":
                return self.birth(home.born)
            case "identity":
                return self.number(home.identity)
            case "phone":
                return self.phone(home.phone)
            case "hamlet":
                if self.ditto and above and above.hamlet == home.hamlet:
                    return self.ditto
                return f"{self.written}{home.hamlet}"
        same = self.ditto and above and above.address == home.address
        return self.ditto if same else home.address


@any_.composite
def layouts(draw: Any) -> Layout:
    kind = draw(any_.sampled_from([*KINDS]))
    places = draw(any_.sampled_from(["column", "sub-headings", "sheets"]))
    fields = [each for each in HEADINGS if each != "hamlet" or places == "column"]
    return Layout(
        kind=kind,
        written=draw(any_.sampled_from([f"{kind} ", *KINDS[kind]])),
        places=places,
        order=draw(any_.permutations(fields)),
        headings={each: draw(any_.sampled_from(HEADINGS[each])) for each in fields},
        titles=TITLES[: draw(any_.integers(0, len(TITLES)))],
        numbered=draw(any_.booleans()),
        tall=draw(any_.booleans()),
        again=draw(any_.booleans()),
        total=draw(any_.none() | any_.sampled_from(TOTALS)),
        signed=draw(any_.booleans()),
        ditto=draw(any_.sampled_from([None, '"', "nt", "-nt-", "Như trên"])),
        name=draw(any_.sampled_from(NAMES)),
        number=draw(any_.sampled_from(NUMBERS)),
        phone=draw(any_.sampled_from(NUMBERS)),
        birth=draw(any_.sampled_from(BIRTHS)),
    )


@settings(max_examples=60, deadline=None)
@given(layouts())
def test_the_same_families_come_out_of_every_layout(layout: Layout) -> None:
    hamlets = {new_id(): n for n in (1, 2, 3)}
    named = {id_: f"{layout.kind} {n}" for id_, n in hamlets.items()}
    lines = [line for each in understood(layout.sheets(), SHAPE) for line in each.lines]

    found = judged(lines, Context(new_id(), TODAY, TODAY, Hamlets(named)))

    right = [each for each in found if isinstance(each, FamilyRow)]
    said = [
        (sounded(each.name), each.birth.year, each.identity.number, each.phone) for each in right
    ]
    assert said == [(sounded(h.name), h.born, h.identity, h.phone) for h in HOMES]
    assert [hamlets[each.place_id] for each in right] == [home.hamlet for home in HOMES]
    assert len(found) == len(HOMES)
    addresses = [each.line.values["address"] for each in right]
    assert addresses == [home.address for home in HOMES]
