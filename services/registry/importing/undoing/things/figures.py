"""Corrections of what places stated before."""

from typing import Final
from uuid import UUID

from services.registry.importing.undoing.things.part import Kind, Part
from services.registry.populations import api
from services.registry.populations.population import Population, PopulationCorrected
from shared.importing.trail import Changed, Thing, Went
from shared.web.bulk import Rows

CORRECTION: Final = "population-correction"


def _corrected(stream: UUID, fact: PopulationCorrected) -> Changed | Went:
    which = (fact.place_id, fact.population_kind, fact.counted_on)
    thing = Thing(CORRECTION, stream, which)
    return Went(thing, fact.TYPE) if fact.gives_back else Changed(thing, stream)


def _named(thing: Thing) -> dict[str, object]:
    place_id, kind, counted_on = thing.said
    return {"place_id": place_id, "population_kind": kind, "counted_on": counted_on}


FIGURES: Final = Part(
    {
        CORRECTION: Kind(
            Population,
            Rows(
                "registry.population.correct",
                api.PopulationWithdrawalForm,
                api.give_back,
                api.Done,
            ),
            _named,
        )
    },
    {PopulationCorrected: _corrected},
)
