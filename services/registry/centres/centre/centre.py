"""Centre (trung tâm học tập cộng đồng): serves a place from a day on.

One centre a commune is the norm, not a rule: after mergers a commune inherits several.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.centres.centre.facts import CentreEstablished
from services.registry.centres.centre.refusals import CentreAlreadyEstablished, CentreUnknown
from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.places.siting import Circumstances, require_site


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
