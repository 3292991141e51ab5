"""What registry tells the world of citizens."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Spell


class CitizenSpell(Spell, frozen=True, kw_only=True):
    """A spell, and as one of which group the citizen counts in it."""

    group_code: Code


class CitizenEvent(Contract, frozen=True, kw_only=True):
    """Something about one citizen (công dân), counted at the place on whose books they are, as one
    of a group: officer, pupil (also of students), resident, worker. A person is one citizen."""

    TOPIC: ClassVar[str] = "registry.citizens"
    SUBJECT: ClassVar[str] = "citizen_ref"
    citizen_ref: UUID
    place_id: UUID
    group_code: Code


class CitizenRegisteredV1(CitizenEvent, frozen=True, kw_only=True):
    """Whoever was ended before may be registered again, as the same citizen: from that day on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.citizen-registered.v1"
    person_ref: UUID
    registered_on: date


class CitizenRestated(CitizenEvent, frozen=True, kw_only=True):
    """All spells, by what was known before and is known now."""

    was: tuple[CitizenSpell, ...]
    now: tuple[CitizenSpell, ...]


class CitizenCorrectedV1(CitizenRestated, frozen=True, kw_only=True):
    """The registration, the last move or the end was written wrongly. Both spells are the same
    where why they ended was, of which nobody is told."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.citizen-corrected.v1"
    registered_on: date


class CitizenMovedV1(CitizenRestated, frozen=True, kw_only=True):
    """At `place_id` as one of `group_code` from `moved_on` on: one of both may be as before."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.citizen-moved.v1"
    moved_on: date


class CitizenEndedV1(CitizenRestated, frozen=True, kw_only=True):
    """On the books no more on `ended_on` and after. Why, nobody is told."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.citizen-ended.v1"
    ended_on: date


class CitizenWithdrawnV1(CitizenRestated, frozen=True, kw_only=True):
    """They never were: what `was` counted is taken back on its own days, and `now` is empty.
    `ground_code`: why, where not because they were written down by mistake (import-undone: the
    import that brought them was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.citizen-withdrawn.v1"
    ground_code: Code | None = None


class CitizenMergedV1(CitizenRestated, frozen=True, kw_only=True):
    """This person is on the books as the citizen `survivor_ref` on the same days: what `was`
    counted is taken back on its own days, and `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.citizen-merged.v1"
    survivor_ref: UUID
    merged_on: date


class CitizenUnmergedV1(CitizenRestated, frozen=True, kw_only=True):
    """They were two people after all: `now` is what it counted before, and `was` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.citizen-unmerged.v1"
    survivor_ref: UUID
    unmerged_on: date
