"""What happened to centres.

Stored for ever: fields are added with a default, never renamed, retyped or removed. `was`, `now`:
its spells before and after. `place_id`: where it is then, or was last.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.registry.bearers.spells import Spell, Spells


@dataclass(frozen=True)
class CentreEstablished:
    """Nobody said its name or its document of centres that were established before they had one."""

    TYPE: ClassVar[str] = "registry.centre-established.v1"
    centre_id: UUID
    place_id: UUID
    established_on: date
    name: str | None = None
    document_number: str | None = None


@dataclass(frozen=True)
class CentreRenamed:
    """By that document, from that day on; told again of the same day, it is called so instead."""

    TYPE: ClassVar[str] = "registry.centre-renamed.v1"
    place_id: UUID
    name: str
    renamed_on: date
    document_number: str


@dataclass(frozen=True)
class CentreCorrected:
    """Its establishment, its last move or its end was written wrongly."""

    TYPE: ClassVar[str] = "registry.centre-corrected.v1"
    place_id: UUID
    since: date
    established_on: date
    was: Spells
    now: Spells

    @classmethod
    def of(cls, was: Spells, now: Spells) -> Self:
        return cls(now[-1].place_id, now[-1].since, now[0].since, was, now)

    @property
    def ended_on(self) -> date | None:
        return self.now[-1].until


@dataclass(frozen=True)
class CentreMoved:
    TYPE: ClassVar[str] = "registry.centre-moved.v1"
    place_id: UUID
    moved_on: date
    was: Spells
    now: Spells


@dataclass(frozen=True)
class CentreMerged:
    """By that document it went on in another centre from that day on."""

    TYPE: ClassVar[str] = "registry.centre-merged.v1"
    place_id: UUID
    into_centre_id: UUID
    merged_on: date
    document_number: str
    was: Spells
    now: Spells


@dataclass(frozen=True)
class CentreEnded:
    """Dissolved by that document, from that day on."""

    TYPE: ClassVar[str] = "registry.centre-ended.v1"
    place_id: UUID
    ended_on: date
    document_number: str
    was: Spells
    now: Spells


@dataclass(frozen=True)
class CentreWithdrawn:
    """It never was; `place_id`: where the books had it. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.centre-withdrawn.v1"
    place_id: UUID
    was: Spells
    ground_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class RatingSpell(Spell):
    """In that band for that year, from a day on. Stored in facts."""

    band_code: str
    rating_year: int


RatingSpells = tuple[RatingSpell, ...]


@dataclass(frozen=True)
class CentreRated:
    """For a year in a band, by whoever rates, on that day. `was`, `now`: what its ratings of that
    year were and are, each from its day on; `place_id`: where it was in that year."""

    TYPE: ClassVar[str] = "registry.centre-rated.v1"
    place_id: UUID
    rating_year: int
    band_code: str
    rater_code: str
    rated_on: date
    score: int | None
    was: RatingSpells
    now: RatingSpells


@dataclass(frozen=True)
class CentreRatingWithdrawn:
    """It was not rated for that year. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.centre-rating-withdrawn.v1"
    place_id: UUID
    rating_year: int
    was: RatingSpells
    ground_code: str | None = None


@dataclass(frozen=True)
class Facility:
    """So many of a kind; 1 of what is not counted. Stored in facts."""

    facility_code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class FacilitySpell(Spell):
    """It has so many of that kind in that year, as is known from a day on. Stored in facts."""

    facility_code: str
    number: int
    equipped_year: int


FacilitySpells = tuple[FacilitySpell, ...]


@dataclass(frozen=True)
class CentreEquipped:
    """All that it has in a year, as was said on that day. `was`, `now`: what it was known to have
    in that year, and is, each from its day on; `place_id`: where it was in that year."""

    TYPE: ClassVar[str] = "registry.centre-equipped.v1"
    place_id: UUID
    equipped_year: int
    said_on: date
    facilities: tuple[Facility, ...]
    was: FacilitySpells
    now: FacilitySpells


@dataclass(frozen=True)
class CentreFacilitiesWithdrawn:
    """Nobody said what it has in that year. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.centre-facilities-withdrawn.v1"
    place_id: UUID
    equipped_year: int
    was: FacilitySpells
    ground_code: str | None = None


CentreFact = (
    CentreEstablished
    | CentreRenamed
    | CentreCorrected
    | CentreMoved
    | CentreMerged
    | CentreEnded
    | CentreWithdrawn
    | CentreRated
    | CentreRatingWithdrawn
    | CentreEquipped
    | CentreFacilitiesWithdrawn
)
