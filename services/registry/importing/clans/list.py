"""What a list of clans looks like, and what each of its rows says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.registry.importing.families.list import HEADINGS
from shared.importing import people
from shared.importing.amounts import count, money
from shared.importing.doubts import CountsContradict, ListedTwice
from shared.importing.judging import Doubted, Reader, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.naming import unit_name
from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import bare, sounded

SHAPE: Final = Shape(
    "clans",
    (
        Field("name", ("ten dong ho", "dong ho", "ten ho", "ho toc", "dong toc", "ten dong toc",
                       "ten dong ho hoc tap", "dong ho hoc tap", "ho", "ten dong ho chi ho")),
        Field("hamlet", (*HEADINGS["hamlet"], "ten thon", "thuoc thon")),
        Field("head", ("truong toc", "truong ho", "nguoi dai dien", "truong dong ho", "toc truong",
                       "ho va ten truong toc", "ho ten truong toc", "truong ban khuyen hoc",
                       "dai dien", "truong ban", "nguoi dung dau", "ho va ten truong ho",
                       "truong ban khuyen hoc dong ho", "ho va ten nguoi dai dien")),
        Field("phone", HEADINGS["phone"]),
        Field("households", ("so ho", "so gia dinh", "so ho gia dinh", "tong so ho", "ho gia dinh",
                             "so luong ho", "gia dinh")),
        Field("people", ("so nguoi", "so nhan khau", "nhan khau", "so thanh vien", "so khau",
                         "tong so nguoi", "tong so nhan khau", "so nhan dinh")),
        Field("board", ("co ban kh", "ban kh", "ban khuyen hoc", "co ban khuyen hoc")),
        Field("opening_balance", ("quy khuyen hoc", "so du quy", "quy", "so du quy khuyen hoc",
                                  "quy kh", "so du", "so tien quy", "so du dau ky", "quy hien co",
                                  "so du quy kh", "so tien")),
        Field("note", ("ghi chu",)),
    ),
    needs=("name",),
)  # fmt: skip


@dataclass(frozen=True)
class ClanRow:
    """`sums`: what the list says of it that the books do not hold."""

    line: Line
    place_id: UUID
    name: str
    sums: Mapping[str, int]

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        return {name: self.sums.get(name, 0) for name in SUMS}


SUMS: Final = ("households", "people", "opening_balance")
Judged = ClanRow | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """A clan is known by its name and its hamlet: of one name there may be one in each."""
    found = (_read(line, context) for line in lines)
    return [*each_once(found, _which, lambda *_: ListedTwice, "name")]


def _which(row: ClanRow) -> tuple[str, UUID]:
    return sounded(row.name), row.place_id


def _read(line: Line, context: Context) -> Judged:
    def place(value: Value) -> UUID:
        """Where no hamlets are said at all, it is a clan of the commune."""
        if "hamlet" not in line.values and line.place is None:
            return context.place_id
        return context.hamlets.find(value if value is not None else line.place)

    readers: Mapping[str, Reader] = {
        "name": clan_name,
        "hamlet": place,
        "head": _person_if_any,
        "phone": people.phone,
        "households": count,
        "people": count,
        "opening_balance": money,
    }
    said, doubts = read(line, readers)
    sums = {name: said[name] for name in SUMS if said.get(name) is not None}
    if sums.get("people", 0) < sums.get("households", 0) and "people" in sums:
        doubts.append(Doubted(CountsContradict(), "people"))
    if doubts:
        return Told(line, *first(doubts))
    return ClanRow(line, said["hamlet"], said["name"], sums)


def clan_name(value: Value) -> str:
    """With «Họ» before it, as clans are called."""
    said = unit_name(value)
    first_words = bare(said).split()[:2]
    if first_words[:1] == ["ho"] or first_words in (["dong", "ho"], ["toc", "ho"]):
        return said
    return f"Họ {said}"


def _person_if_any(value: Value) -> str | None:
    return None if value is None else people.name(value)
