"""How figures are shown: every row with its place, every ratio with what it is a share of."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from pydantic import BaseModel, create_model

from services.rollups.api.shares import Shares, ShareShown
from services.rollups.figures.ratios import Basis, Ratio
from services.rollups.figures.reports import Line, Report, Share
from services.rollups.figures.totals import Part, Row, Total
from services.rollups.measures.asking import AskedMeasure
from services.rollups.measures.catalogue import BY_NAME
from services.rollups.measures.dimensions import NOT_SAID, Values, read
from services.rollups.measures.measure import Nature
from services.rollups.views.answers import Question
from services.rollups.views.contributions import Lineage
from shared.vocabulary.places import Tree

_PARTS = (Part.OWN, Part.CHILD, Part.UNALLOCATED, Part.UNKNOWN)


class PlaceShown(BaseModel):
    place_id: UUID
    code: str | None
    name: str
    level: str
    kind: str


class RatioShown(BaseModel):
    """`percent` to two decimals; none when there is nothing to divide by."""

    numerator: int
    denominator: int
    basis: Basis
    denominator_on: date
    percent: str | None


class RowShown(BaseModel):
    """`share`, of a population: where one was asked for, and the row is a place's. `of_base`, of
    what the base counts in that row: where one was asked for."""

    part: Part
    place: PlaceShown | None
    value: int
    share: ShareShown | None = None
    of_base: RatioShown | None = None


class FigureShown(BaseModel):
    """`value` is the sum of the rows. `since` belongs to what happens in a period. `dimensions`: by
    which values it was asked apart; none where nobody said one."""

    measure: str
    dimensions: dict[str, str | None]
    nature: Nature
    since: date | None
    on: date
    value: int
    share: ShareShown | None = None
    of_base: RatioShown | None = None
    rows: list[RowShown]


class FiguresShown(BaseModel):
    """`data_as_of`: when the latest fact counted was recorded. `rebuild_wanted`: it was counted
    another way than is counted now, and nothing later is, until it is rebuilt."""

    place: PlaceShown | None
    on: date
    as_of: date | None
    boundary: date | None
    data_as_of: datetime | None
    rebuild_wanted: bool
    figures: list[FigureShown]


class LineShown(BaseModel):
    """`part` is none for the place as a whole."""

    part: Part | None
    place: PlaceShown | None


class ReportShown(BaseModel):
    """`places_until`: what was decreed later of official places is not in their list."""

    title: str
    year: int
    on: date
    as_of: date | None
    boundary: date | None
    data_as_of: datetime | None
    rebuild_wanted: bool
    places_until: date | None
    whole: LineShown
    lines: list[LineShown]


class ReportModels(NamedTuple):
    """How a report is shown: each column of it under its label."""

    line: type[LineShown]
    report: type[ReportShown]


def models_of(report: Report) -> ReportModels:
    said: dict[str, Any] = {
        column.label: (RatioShown if isinstance(column.says, Share) else int, ...)
        for column in report.columns
    }
    name = report.name.title().replace("-", "")
    line = create_model(f"{name}LineShown", __base__=LineShown, __doc__=LineShown.__doc__, **said)
    lines: Any = list[line]
    shown = create_model(
        f"{name}ReportShown",
        __base__=ReportShown,
        __doc__=ReportShown.__doc__,
        whole=(line, ...),
        lines=(lines, ...),
    )
    return ReportModels(line, shown)


class LineageShown(BaseModel):
    """One contribution, and the event that made it: its topic and position (ce_sequence).
    `subject_id`: of whom it is counted; of a candidacy its bearer."""

    topic: str
    position: int
    measure: str
    dimensions: dict[str, str | None]
    place: PlaceShown | None
    place_id: UUID
    effective_on: date
    recorded_on: date
    value: int
    subject_id: UUID


ReportRow = TypeVar("ReportRow", RowShown, LineShown)


class Shown:
    """Puts names to places, as they were on the day whose tree was asked for."""

    def __init__(
        self, tree: Tree, on: date, shares: Shares | None = None, base: Total | None = None
    ) -> None:
        self._tree = tree
        self._on = on
        self._shares = shares
        self._base = base

    def place(self, place_id: UUID | None) -> PlaceShown | None:
        """None for the whole deployment and for a place not heard of."""
        found = self._tree.place(place_id) if place_id is not None else None
        if found is None:
            return None
        said = found.attributes_on(self._on) or found.last
        return PlaceShown(
            place_id=found.place_id,
            code=said.code,
            name=said.name,
            level=said.level,
            kind=said.kind,
        )

    def figure(
        self, measure: AskedMeasure, values: Values, question: Question, total: Total
    ) -> FigureShown:
        return FigureShown(
            measure=measure.name,
            dimensions=_dimensions(measure.apart, values),
            nature=measure.nature,
            since=question.since if measure.nature is Nature.FLOW else None,
            on=question.on,
            value=total.value,
            share=self._share(total.value, question.place_id),
            of_base=self._of_base(total.value, question.on),
            rows=in_order(self._row(row, question.on) for row in total.rows),
        )

    def _row(self, row: Row, on: date) -> RowShown:
        share = self._share(row.value, row.place_id) if row.part is Part.CHILD else None
        place, of_base = self.place(row.place_id), self._of_base(row.value, on, row)
        return RowShown(part=row.part, place=place, value=row.value, share=share, of_base=of_base)

    def _of_base(self, value: int, on: date, row: Row | None = None) -> RatioShown | None:
        """Of the same row of the base; of all of it, without one."""
        base = self._base
        if base is None:
            return None
        whole = base.value if row is None else base.of(row.part, row.place_id)
        return _ratio(Ratio(value, whole, Basis.TOTAL, on))

    def _share(self, value: int, place_id: UUID | None) -> ShareShown | None:
        return None if self._shares is None else self._shares.of(value, place_id)

    def line(self, line: Line, model: type[LineShown]) -> LineShown:
        said = {label: _said(value) for label, value in line.said.items()}
        return model(part=line.part, place=self.place(line.place_id), **said)

    def lineage(self, source: Lineage) -> LineageShown:
        by = BY_NAME[source.measure].by
        dimensions = _dimensions(by, read(source.dimensions, by))
        told = vars(source) | {"dimensions": dimensions}
        return LineageShown(**told, place=self.place(source.place_id))


def in_order(lines: Iterable[ReportRow]) -> list[ReportRow]:
    """The own level, then places by code and name, then what nobody could place."""
    return sorted(lines, key=_order)


def _order(line: RowShown | LineShown) -> tuple[Any, ...]:
    part = _PARTS.index(line.part) if line.part else -1
    if line.place is None:
        return part, "", []
    return part, line.place.code or "", _natural(line.place.name)


def _natural(name: str) -> list[tuple[int, str]]:
    """So that Khu phố 2 comes before Khu phố 10."""
    return [
        (int(piece), "") if piece.isdecimal() else (-1, piece.casefold())
        for piece in re.split(r"(\d+)", name)
    ]


def _dimensions(names: Iterable[str], values: Values) -> dict[str, str | None]:
    said = zip(names, values, strict=True)
    return {name: None if value == NOT_SAID else value for name, value in said}


def _said(said: int | Ratio) -> Any:
    match said:
        case Ratio():
            return _ratio(said)
        case number:
            return number


def _ratio(ratio: Ratio) -> RatioShown:
    return RatioShown(
        numerator=ratio.numerator,
        denominator=ratio.denominator,
        basis=ratio.basis,
        denominator_on=ratio.denominator_on,
        percent=None if ratio.percent is None else str(ratio.percent),
    )
