"""What a list of families looks like, and what each of its rows says: right, wrong or to ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.importing import people
from shared.importing.doubts import ListedTwice, ListedTwicePerhaps
from shared.importing.judging import Reader, are_mixed, first, read, where
from shared.importing.kinds import Context
from shared.importing.people import Birth, Identity
from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.vocabulary.folding import sounded

SHAPE: Final = Shape(
    "families",
    (
        Field("name", ("ho va ten chu ho", "ho ten chu ho", "ten chu ho", "chu ho",
                       "ho va ten chu ho gia dinh", "ho ten chu ho gia dinh")),
        Field("birth", ("ngay thang nam sinh", "ngay sinh", "nam sinh", "sinh ngay",
                        "ngay thang nam sinh chu ho", "nam sinh chu ho", "ngay sinh chu ho")),
        Field("sex", ("gioi tinh", "nam nu", "phai")),
        Field("identity", ("so cccd", "cccd", "so dinh danh", "so dinh danh ca nhan", "dinh danh",
                           "can cuoc cong dan", "so can cuoc", "can cuoc", "so can cuoc cong dan",
                           "cmnd", "so cmnd", "cccd cmnd", "cmnd cccd", "so cccd cmnd",
                           "so cmnd cccd")),
        Field("phone", ("dien thoai", "so dien thoai", "sdt", "so dt", "dt", "di dong",
                        "sdt chu ho", "dien thoai lien he",
                        "so dien thoai lien he", "dien thoai lien lac")),
        Field("hamlet", ("khu pho", "ap", "thon", "khu pho ap", "ap khu pho", "to dan pho", "khom",
                         "dia ban", "thuoc khu pho", "thuoc ap", "ten khu pho", "ten ap", "kp",
                         "thon ap", "thon to dan pho", "buon")),
        Field("address", ("dia chi", "so nha duong", "so nha", "noi o", "cho o",
                          "dia chi thuong tru", "noi cu tru", "dia chi cu tru")),
        Field("members", ("so nhan khau", "so nguoi", "so nk", "nhan khau", "so thanh vien",
                          "so khau", "tong so nhan khau")),
        Field("registered", ("dang ky gdht", "dang ky", "dang ky gia dinh hoc tap", "gdht")),
        Field("note", ("ghi chu",)),
    ),
    needs=("name",),
)  # fmt: skip


HEADINGS: Final = {each.name: each.headings for each in SHAPE.fields}
"""By field, for other lists that say the same of a person."""


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """What a right row says."""

    line: Line
    place_id: UUID
    name: str
    identity: Identity
    phone: str | None
    birth: Birth

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)


Judged = FamilyRow | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """What each row says by itself, and beside those before it."""
    mixed = are_mixed(line.values.get("birth") for line in lines)
    found = [_read(line, context, mixed=mixed) for line in lines]
    return [*_each_once(found)]


def _read(line: Line, context: Context, *, mixed: bool) -> Judged:
    readers: Mapping[str, Reader] = {
        "name": people.name,
        "identity": people.identity,
        "phone": people.phone,
        "birth": lambda value: people.birth(value, context.today, mixed=mixed),
        "hamlet": lambda value: context.hamlets.find(value if value is not None else line.place),
    }
    said, doubts = read(line, readers)
    if doubts:
        return Told(line, *first(doubts))
    return FamilyRow(line, said.pop("hamlet"), **said)


def _each_once(found: Iterable[Judged]) -> Iterator[Judged]:
    """Whoever stands there before is not taken again; whoever looks like it is asked about."""
    numbers: dict[str, Line] = {}
    looks: dict[tuple[str, Birth], FamilyRow] = {}
    for each in found:
        if not isinstance(each, FamilyRow):
            yield each
            continue
        number = each.identity.number or each.identity.old_number
        look = (sounded(each.name), each.birth)
        if number in numbers:
            yield Told(each.line, ListedTwice(**where(numbers[number])), "identity")
        elif (other := looks.get(look)) and _may_be_one(each, other):
            yield Told(each.line, ListedTwicePerhaps(**where(other.line)), "name")
        else:
            if number is not None:
                numbers[number] = each.line
            if each.birth != Birth():
                looks[look] = each
            yield each


def _may_be_one(one: FamilyRow, other: FamilyRow) -> bool:
    return Identity() in (one.identity, other.identity)
