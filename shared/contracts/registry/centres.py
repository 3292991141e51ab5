"""What registry tells the world of learning centres and their classes. Names stay at home."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Count, DocumentNumber, Spell, TitleYear


class CentreEvent(Contract, frozen=True, kw_only=True):
    """Something about one community learning centre (trung tâm học tập cộng đồng)."""

    TOPIC: ClassVar[str] = "registry.centres"
    SUBJECT: ClassVar[str] = "centre_id"
    centre_id: UUID
    place_id: UUID


class CentreEstablishedV1(CentreEvent, frozen=True, kw_only=True):
    """A centre serves a place from a day on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-established.v1"
    established_on: date


class CentreRenamedV1(CentreEvent, frozen=True, kw_only=True):
    """Under another name from `renamed_on` on, which registry shows."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-renamed.v1"
    renamed_on: date
    document_number: DocumentNumber


class CentreRestated(CentreEvent, frozen=True, kw_only=True):
    """Where it stood, spell by spell, by what was known before and is known now."""

    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class CentreCorrectedV1(CentreRestated, frozen=True, kw_only=True):
    """Its establishment, its last move or its end was written wrongly: `was` counted until now,
    `now` is right. `place_id`: where it is, or was last."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-corrected.v1"
    established_on: date


class CentreMovedV1(CentreRestated, frozen=True, kw_only=True):
    """At `place_id` from `moved_on` on; `was` and `now` are its spells before and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-moved.v1"
    moved_on: date


class CentreMergedV1(CentreRestated, frozen=True, kw_only=True):
    """It went on in another centre, by a document, and is on the books no more on `merged_on` and
    after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-merged.v1"
    into_centre_id: UUID
    merged_on: date
    document_number: DocumentNumber


class CentreEndedV1(CentreRestated, frozen=True, kw_only=True):
    """Dissolved by a document: on the books no more on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-ended.v1"
    ended_on: date
    document_number: DocumentNumber


class CentreWithdrawnV1(CentreRestated, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty.
    `place_id`: where the books had it. `ground_code`: why, where not because it was written down by
    mistake (import-undone: the import that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-withdrawn.v1"
    ground_code: Code | None = None


class RatingSpell(Spell, frozen=True, kw_only=True):
    """Rated so from `since` on for that year, in which the centre was at `place_id`."""

    band_code: Code
    rating_year: TitleYear


class CentreRatedV1(CentreEvent, frozen=True, kw_only=True):
    """Rated (xếp loại) for a year, on a day; the last one counts from its own day on. `was` counted
    of that year until now, `now` does."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-rated.v1"
    rating_year: TitleYear
    band_code: Code
    rater_code: Code
    rated_on: date
    score: Count | None
    was: tuple[RatingSpell, ...]
    now: tuple[RatingSpell, ...]


class CentreRatingWithdrawnV1(CentreEvent, frozen=True, kw_only=True):
    """It was not rated for that year: `now` is empty. `ground_code`: why, where not because it was
    written down by mistake (import-undone: the import that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-rating-withdrawn.v1"
    rating_year: TitleYear
    was: tuple[RatingSpell, ...]
    now: tuple[RatingSpell, ...]
    ground_code: Code | None = None


class Facility(Struct, frozen=True, kw_only=True):
    """So many of a kind of facility; 1 of what is not counted."""

    facility_code: Code
    number: Count


class FacilitySpell(Spell, frozen=True, kw_only=True):
    """It has so many of that kind in that year, as is known from `since` on; in that year it was at
    `place_id`."""

    facility_code: Code
    number: Count
    equipped_year: TitleYear


class CentreEquippedV1(CentreEvent, frozen=True, kw_only=True):
    """All that it has in a year (cơ sở vật chất), as was said on a day; the last one counts from
    its own day on. `was` counted of that year until now, `now` does."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-equipped.v1"
    equipped_year: TitleYear
    said_on: date
    facilities: tuple[Facility, ...]
    was: tuple[FacilitySpell, ...]
    now: tuple[FacilitySpell, ...]


class CentreFacilitiesWithdrawnV1(CentreEvent, frozen=True, kw_only=True):
    """Nobody said what it has in that year: `now` is empty. `ground_code`: why, where not because
    it was written down by mistake (import-undone: the import that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-facilities-withdrawn.v1"
    equipped_year: TitleYear
    was: tuple[FacilitySpell, ...]
    now: tuple[FacilitySpell, ...]
    ground_code: Code | None = None


class ClassHeldV1(CentreEvent, frozen=True, kw_only=True):
    """A class (lớp) was held, as its centre reported; `attendances` are lượt người, not people.
    What is put right of it later is told among classes of all organisers."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.class-held.v1"
    class_id: UUID
    held_on: date
    topic_code: Code
    attendances: Count
    organiser_kind: Code = "centre"
    programme_code: Code | None = None
