"""The report on families (gia đình học tập): registered and recognised, each with its ratios."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.rollups.figures.ratios import Basis, Ratio
from services.rollups.figures.totals import Part, Total

FAMILIES = "families"
NEW = "registered-new"
RENEWED = "registered-renewed"
RECOGNISED = "recognised"
MEASURES = (FAMILIES, NEW, RENEWED, RECOGNISED)


@dataclass(frozen=True)
class FamiliesLine:
    """One place or one remainder. Registered and recognised are different things, and either is
    a share of all families; recognised is a share of those registered too."""

    part: Part | None
    place_id: UUID | None
    on: date
    families: int
    registered_new: int
    registered_renewed: int
    recognised: int

    @property
    def registered(self) -> int:
        return self.registered_new + self.registered_renewed

    @property
    def registered_of_families(self) -> Ratio:
        return Ratio(self.registered, self.families, Basis.TOTAL, self.on)

    @property
    def recognised_of_families(self) -> Ratio:
        return Ratio(self.recognised, self.families, Basis.TOTAL, self.on)

    @property
    def recognised_of_registered(self) -> Ratio:
        return Ratio(self.recognised, self.registered, Basis.REGISTERED, self.on)


@dataclass(frozen=True)
class FamiliesReport:
    """The place as a whole, and the lines that add up to it."""

    whole: FamiliesLine
    lines: tuple[FamiliesLine, ...]


def families_report(place_id: UUID | None, on: date, totals: Mapping[str, Total]) -> FamiliesReport:
    """`totals` by the names in MEASURES, all of one place on one day."""
    whole = FamiliesLine(None, place_id, on, *(totals[name].value for name in MEASURES))
    rows = {(row.part, row.place_id): None for name in MEASURES for row in totals[name].rows}
    lines = tuple(
        FamiliesLine(*row, on, *(totals[name].of(*row) for name in MEASURES)) for row in rows
    )
    return FamiliesReport(whole, lines)
