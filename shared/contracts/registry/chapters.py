"""What registry tells the world of chapters."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Spell


class ChapterSpell(Spell, frozen=True, kw_only=True):
    """A spell, with whom it is in it, and of which association."""

    host_kind: Code
    association_id: UUID


class ChapterEvent(Contract, frozen=True, kw_only=True):
    """Something about one chapter (chi hội) of an association, counted at its place by the kind of
    its host: agency, clan, fellow-countrymen, hamlet, school, unit. Its association may end before
    it does."""

    TOPIC: ClassVar[str] = "registry.chapters"
    SUBJECT: ClassVar[str] = "chapter_id"
    chapter_id: UUID
    place_id: UUID
    host_kind: Code
    association_id: UUID


class ChapterFoundedV1(ChapterEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.chapter-founded.v1"
    founded_on: date


class ChapterRestated(ChapterEvent, frozen=True, kw_only=True):
    """All spells, by what was known before and is known now."""

    was: tuple[ChapterSpell, ...]
    now: tuple[ChapterSpell, ...]


class ChapterCorrectedV1(ChapterRestated, frozen=True, kw_only=True):
    """Where, with whom, when or of which association it was founded or moved was written
    wrongly."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.chapter-corrected.v1"
    founded_on: date


class ChapterMovedV1(ChapterRestated, frozen=True, kw_only=True):
    """It is one of another association from `moved_on` on, with all its members."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.chapter-moved.v1"
    moved_on: date


class ChapterMergedV1(ChapterRestated, frozen=True, kw_only=True):
    """It went on in another chapter from `ended_on` on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.chapter-merged.v1"
    into_chapter_id: UUID
    ended_on: date


class ChapterEndedV1(ChapterRestated, frozen=True, kw_only=True):
    """Dissolved: there no more on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.chapter-ended.v1"
    ended_on: date


class ChapterWithdrawnV1(ChapterRestated, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty.
    `ground_code`: why, where not because it was written down by mistake (import-undone: the import
    that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.chapter-withdrawn.v1"
    ground_code: Code | None = None
