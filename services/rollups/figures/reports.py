"""Reports as data: what stands in each column, and the one kind of line that all of them have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.rollups.figures.ratios import Basis, Ratio
from services.rollups.figures.totals import Part, Total
from services.rollups.measures.asking import measure
from shared.vocabulary.refusals import Refusal


class ReportMisdescribed(TypeError):
    """A report says what cannot be drawn up: the service must not start like this."""


@dataclass(frozen=True)
class Number:
    """What a measure counts, only with these values of its dimensions, as
    `(("registration", "new"),)`."""

    measure: str
    only: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Share:
    """One number over another, which counts all there are of the basis."""

    numerator: Number
    denominator: Number
    basis: Basis


@dataclass(frozen=True)
class Column:
    """`label` names it in the answer, for ever."""

    label: str
    says: Number | Share


@dataclass(frozen=True)
class Report:
    """Of a place on a day, of a title of a year. `name` stands in its address; `meaning` says in a
    sentence what it is."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        labels = [column.label for column in self.columns]
        for label in labels:
            if labels.count(label) > 1:
                raise ReportMisdescribed(f"{label} stands twice in the report on {self.name}")
        for number in self.numbers:
            try:
                measure(number.measure, "family", 2022, number.only)
            except Refusal as refusal:
                raise ReportMisdescribed(f"the report on {self.name}: {refusal}") from None

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All that has to be counted for it, each once."""
        return tuple(dict.fromkeys(self._numbers()))

    def _numbers(self) -> Iterable[Number]:
        for column in self.columns:
            match column.says:
                case Share(numerator, denominator):
                    yield from (numerator, denominator)
                case number:
                    yield number


@dataclass(frozen=True)
class Line:
    """One place or one remainder (`part` None: the place as a whole), and what each column says of
    it, by label."""

    part: Part | None
    place_id: UUID | None
    said: Mapping[str, int | Ratio]


@dataclass(frozen=True)
class Drawn:
    """A report of a place: the place as a whole, and the lines that add up to it."""

    whole: Line
    lines: tuple[Line, ...]


def drawn(report: Report, place_id: UUID | None, on: date, totals: Mapping[Number, Total]) -> Drawn:
    """`totals` of all that the report counts, of one place on one day."""
    values = {number: totals[number].value for number in report.numbers}
    whole = Line(None, place_id, _said(report, values, on))
    rows = {(row.part, row.place_id): None for number in values for row in totals[number].rows}
    return Drawn(whole, tuple(_line(report, *row, on, totals) for row in rows))


def _line(
    report: Report, part: Part, place_id: UUID | None, on: date, totals: Mapping[Number, Total]
) -> Line:
    values = {number: totals[number].of(part, place_id) for number in report.numbers}
    return Line(part, place_id, _said(report, values, on))


def _said(report: Report, values: Mapping[Number, int], on: date) -> dict[str, int | Ratio]:
    return {column.label: _says(column.says, values, on) for column in report.columns}


def _says(says: Number | Share, values: Mapping[Number, int], on: date) -> int | Ratio:
    match says:
        case Share(numerator, denominator, basis):
            return Ratio(values[numerator], values[denominator], basis, on)
        case number:
            return values[number]
