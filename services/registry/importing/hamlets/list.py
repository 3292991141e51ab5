"""What a list of hamlets looks like, and what each of its rows says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shared.importing.amounts import count
from shared.importing.doubts import CountsContradict, CountWrong, ListedTwice
from shared.importing.hamlet_names import HamletName, hamlet_name, kind_over, usual_kind
from shared.importing.judging import Doubted, Reader, first, read, where
from shared.importing.kinds import Context
from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import sounded
from shared.vocabulary.kinds import MOST_STATED

_KINDS: Final = ("khu pho", "ap", "thon", "to dan pho", "khom", "buon", "ban", "lang", "xom", "khu",
                 "thon ap", "khu pho ap", "ap khu pho", "thon to dan pho", "khoi", "khu dan cu",
                 "thon buon", "thon xom", "khu pho to dan pho", "soc")  # fmt: skip
_NEW: Final = ("{}", "ten {}", "{} moi", "ten {} moi", "ten goi {}", "{} sau sap xep",
               "ten {} sau sap xep", "sau sap xep {}", "sau sap xep ten {}", "{} sau sap nhap",
               "sau sap nhap {}", "ten {} sau sap nhap")  # fmt: skip
_OLD: Final = ("{} cu", "ten {} cu", "truoc sap xep {}", "{} truoc sap xep", "truoc day {}",
               "truoc sap nhap {}", "{} truoc sap nhap", "ten {} truoc sap xep", "{} truoc day",
               "truoc sap xep ten {}", "so {} cu")  # fmt: skip
_COMMUNES: Final = ("phuong", "xa", "thi tran", "phuong xa", "xa phuong", "xa phuong thi tran")


def _said(ways: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(way.format(each) for each in words for way in ways)


SHAPE: Final = Shape(
    "hamlets",
    (
        Field("hamlet", (*_said(_NEW, _KINDS), "ten dia ban", "dia ban", "ten don vi")),
        Field("old_hamlet", _said(_OLD, _KINDS)),
        Field("old_commune", (*_said(_OLD, _COMMUNES), *_COMMUNES)),
        Field("households", ("so ho", "so ho dan", "so ho gia dinh", "tong so ho", "ho", "ho dan",
                             "tong so ho dan", "so luong ho", "tong so ho gia dinh", "so ho ho")),
        Field("population", ("dan so", "so dan", "so nhan khau", "nhan khau", "tong dan so",
                             "tong so nhan khau", "so nguoi", "so khau", "dan so nguoi", "so nk",
                             "tong so dan", "quy mo dan so", "khau")),
        Field("note", ("ghi chu",)),
    ),
    needs=("hamlet",),
)  # fmt: skip
FIGURES: Final = ("households", "population")


@dataclass(frozen=True)
class HamletRow:
    """`lines`: several where one cell names it beside several rows of what was before; `figures` by
    field, of all of them."""

    lines: tuple[Line, ...]
    hamlet: HamletName
    figures: Mapping[str, int]

    def adds(self, line: Line) -> Mapping[str, float]:
        """What one of its lines adds to the sums of the list."""
        return self.figures if line is self.lines[0] else {}


Judged = HamletRow | Told


def judged(lines: Sequence[Line], _context: Context) -> list[Judged]:
    """Each hamlet once. Its old number and ward are understood, and are no names of it."""
    usual = usual_kind(line.values.get("hamlet") for line in lines)
    names: dict[str, Line] = {}
    found: list[Judged] = []
    for line in lines:
        each = _read(line, usual)
        last = found[-1] if found else None
        if isinstance(each, Told):
            found.append(each)
        elif "hamlet" in line.covered and isinstance(last, HamletRow) and _is_one(last, each):
            found[-1] = _together(last, each)
        elif (before := names.get(key := sounded(each.hamlet.name))) is not None:
            found.append(Told(line, ListedTwice(**where(before)), "hamlet"))
        else:
            names[key] = line
            found.append(each)
    return found


def _read(line: Line, usual: str | None) -> Judged:
    kind = kind_over(line.headings.get("hamlet", "")) or usual
    readers: Mapping[str, Reader] = {
        "hamlet": lambda value: hamlet_name(value, kind),
        "households": _figure,
        "population": _figure,
    }
    said, doubts = read(line, readers)
    figures = {name: said[name] for name in FIGURES if said.get(name) is not None}
    if len(figures) == len(FIGURES) and figures["population"] < figures["households"]:
        doubts.append(Doubted(CountsContradict(), "population"))
    if doubts:
        return Told(line, *first(doubts))
    own = {name: each for name, each in figures.items() if name not in line.covered}
    return HamletRow((line,), said["hamlet"], own if "hamlet" in line.covered else figures)


def _figure(value: Value) -> int | None:
    number = count(value)
    if number is not None and number > MOST_STATED:
        raise CountWrong
    return number


def _is_one(one: HamletRow, other: HamletRow) -> bool:
    return one.hamlet == other.hamlet and one.lines[0].sheet == other.lines[0].sheet


def _together(one: HamletRow, other: HamletRow) -> HamletRow:
    figures = {
        name: one.figures.get(name, 0) + other.figures.get(name, 0)
        for name in FIGURES
        if name in one.figures or name in other.figures
    }
    return replace(one, lines=(*one.lines, *other.lines), figures=figures)
