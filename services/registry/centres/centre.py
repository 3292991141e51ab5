"""Centre (trung tâm học tập cộng đồng): serves a place from a day on.

One centre a commune is the norm, not a rule: after mergers a commune inherits several.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class CentreEstablished:
    TYPE: ClassVar[str] = "registry.centre-established.v1"
    centre_id: UUID
    place_id: UUID
    established_on: date


# Refusals.


class CentreUnknown(Refusal):
    code = "registry.centre-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such centre."


class CentreAlreadyEstablished(Refusal):
    code = "registry.centre-already-established"
    kind = Kind.CONFLICT
    sentence = "This centre was established at another place or on another day."


# The centre.


@dataclass(frozen=True)
class Centre:
    established: CentreEstablished | None = None

    def evolve(self, fact: CentreEstablished) -> Centre:
        return Centre(fact)

    def establish(self, asked: CentreEstablished, now: Circumstances) -> list[CentreEstablished]:
        require_site(now, asked.place_id, asked.established_on, COMMUNE, HAMLET)
        if self.established is None:
            return [asked]
        if self.established != asked:
            raise CentreAlreadyEstablished
        return []

    def require_established(self) -> CentreEstablished:
        if self.established is None:
            raise CentreUnknown
        return self.established
