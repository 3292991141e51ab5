"""Clan (dòng họ): families of one descent that promote learning together, on the books of a
commune or a hamlet from a day on, until it is ended."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from shared.vocabulary.calendar import require_come
from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class ClanRegistered:
    TYPE: ClassVar[str] = "registry.clan-registered.v1"
    place_id: UUID
    registered_on: date


@dataclass(frozen=True)
class ClanEnded:
    TYPE: ClassVar[str] = "registry.clan-ended.v1"
    place_id: UUID
    ended_on: date


# Refusals.


class ClanUnknown(Refusal):
    code = "registry.clan-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such clan."


class ClanOtherwise(Refusal):
    code = "registry.clan-otherwise"
    kind = Kind.CONFLICT
    sentence = "This clan is on the books otherwise: look it up, and compare place and days."


# The clan.


@dataclass(frozen=True)
class Clan:
    registered: ClanRegistered | None = None
    ended: ClanEnded | None = None

    def evolve(self, fact: ClanRegistered | ClanEnded) -> Self:
        match fact:
            case ClanRegistered():
                return replace(self, registered=fact)
            case ClanEnded():
                return replace(self, ended=fact)

    def register(self, asked: ClanRegistered, now: Circumstances) -> list[ClanRegistered]:
        require_site(now, asked.place_id, asked.registered_on, COMMUNE, HAMLET)
        if self.registered not in (None, asked):
            raise ClanOtherwise
        return [] if self.registered else [asked]

    def dissolve(self, day: date, now: Circumstances) -> list[ClanEnded]:
        require_come(day, now.day)
        if self.registered is None:
            raise ClanUnknown
        asked = ClanEnded(self.registered.place_id, day)
        if day < self.registered.registered_on or self.ended not in (None, asked):
            raise ClanOtherwise
        return [] if self.ended else [asked]
