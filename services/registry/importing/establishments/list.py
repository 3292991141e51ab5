"""What a list of establishments looks like, and what each of its rows says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.registry.importing.establishments.saying import in_full, kind_said
from services.registry.importing.families.list import HEADINGS
from shared.importing import people
from shared.importing.amounts import count
from shared.importing.doubts import (
    CountDoubtful,
    Doubt,
    KindMissing,
    ListedOtherwisePerhaps,
    ListedTwice,
)
from shared.importing.judging import Reader, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.naming import unit_name
from shared.importing.people import text
from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import sounded

SHAPE: Final = Shape(
    "establishments",
    (
        Field("name", ("ten co quan don vi", "ten don vi", "co quan don vi", "don vi", "ten co so",
                       "ten co quan", "ten to chuc", "ten co quan don vi to chuc", "co quan",
                       "ten doanh nghiep", "ten truong", "ten co quan to chuc don vi")),
        Field("kind", ("loai hinh", "loai don vi", "loai hinh don vi", "nhom", "loai", "khoi",
                       "loai co quan", "nhom don vi")),
        Field("head", ("thu truong", "nguoi dung dau", "lanh dao", "thu truong don vi",
                       "nguoi dai dien", "hieu truong", "dai dien")),
        Field("phone", HEADINGS["phone"]),
        Field("address", HEADINGS["address"]),
        Field("staff", ("so cb cc vc nld", "so cbcc vc nld", "so cbccvc nld", "so can bo",
                        "so luong can bo", "so cb", "so cbccvc", "so nguoi", "so nguoi lao dong",
                        "so cbcnv", "so lao dong", "so cb gv nv", "tong so cb cc vc nld")),
        Field("registered", ("dang ky", "dang ky dvht", "dang ky don vi hoc tap", "dvht")),
        Field("note", ("ghi chu",)),
    ),
    needs=("name",),
)  # fmt: skip


@dataclass(frozen=True)
class EstablishmentRow:
    """`kind_code`: agency, school, enterprise, religious or armed."""

    line: Line
    name: str
    kind_code: str
    staff: int | None

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        """What it adds to the sums of the list; the books hold no staff of an establishment."""
        return {"staff": self.staff or 0} if "staff" in self.line.values else {}


Judged = EstablishmentRow | Told


def judged(lines: Sequence[Line], _context: Context) -> list[Judged]:
    """Each once; one that is perhaps another, written short, is asked about."""
    found = (_read(line) for line in lines)
    return [*each_once(found, lambda row: in_full(row.name), _again, "name")]


def _again(one: EstablishmentRow, other: EstablishmentRow) -> type[Doubt]:
    same = sounded(one.name) == sounded(other.name)
    return ListedTwice if same else ListedOtherwisePerhaps


def _read(line: Line) -> Judged:
    def kind(value: Value) -> str:
        found = kind_said(text(value)) or kind_said(line.group or "")
        if found is None:
            raise KindMissing
        return found

    def staff(value: Value) -> int | None:
        """A formula whose result nobody stored stands there as nothing."""
        number = count(value)
        if number is None and "staff" in line.values:
            raise CountDoubtful
        return number

    readers: Mapping[str, Reader] = {
        "name": unit_name,
        "kind": kind,
        "phone": people.phone,
        "staff": staff,
    }
    said, doubts = read(line, readers)
    if doubts:
        return Told(line, *first(doubts))
    return EstablishmentRow(line, said["name"], said["kind"], said["staff"])
