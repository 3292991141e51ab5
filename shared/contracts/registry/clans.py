"""What registry tells the world of clans (dòng họ)."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Spell


class ClanEvent(Contract, frozen=True, kw_only=True):
    """Something about one clan (dòng họ), counted at the place on whose books it is."""

    TOPIC: ClassVar[str] = "registry.clans"
    SUBJECT: ClassVar[str] = "clan_id"
    clan_id: UUID
    place_id: UUID


class ClanRegisteredV1(ClanEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-registered.v1"
    registered_on: date


class ClanRestated(ClanEvent, frozen=True, kw_only=True):
    """Where it stood, spell by spell, by what was known before and is known now."""

    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class ClanCorrectedV1(ClanRestated, frozen=True, kw_only=True):
    """Its registration, its last move or its end was written wrongly: `was` counted until now,
    `now` is right, and goes on where it never ended. `place_id`: where it is, or was last."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-corrected.v1"
    registered_on: date


class ClanMovedV1(ClanRestated, frozen=True, kw_only=True):
    """At `place_id` from `moved_on` on; `was` and `now` are its spells before and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-moved.v1"
    moved_on: date


class ClanEndedV1(ClanEvent, frozen=True, kw_only=True):
    """On the books no more on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-ended.v1"
    ended_on: date


class ClanWithdrawnV1(ClanRestated, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty.
    `place_id`: where the books had it. `ground_code`: why, where not because it was written down by
    mistake (import-undone: the import that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-withdrawn.v1"
    ground_code: Code | None = None
