"""What places state of a day, and corrections of what they stated before."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.importing.undoing.things.part import Kind, Part
from services.registry.populations import api
from services.registry.populations.population import (
    Population,
    PopulationCorrected,
    PopulationStated,
    PopulationWithdrawn,
    Which,
)
from shared.importing.trail import Came, Changed, Thing, Went
from shared.web.bulk import Rows

POPULATION, CORRECTION = "population", "population-correction"


def _thing(kind: str, fact: PopulationStated | PopulationCorrected | PopulationWithdrawn) -> Thing:
    which = Which(fact.place_id, fact.population_kind, fact.counted_on)
    return Thing(kind, which.stream, (which.place_id, which.kind, which.day))


def _stated(stream: UUID, fact: PopulationStated) -> Came:
    return Came(_thing(POPULATION, fact), frozenset({stream}))


def _withdrawn(_stream: UUID, fact: PopulationWithdrawn) -> Went:
    return Went(_thing(POPULATION, fact))


def _corrected(stream: UUID, fact: PopulationCorrected) -> Changed | Went:
    thing = _thing(CORRECTION, fact)
    return Went(thing, fact.TYPE) if fact.gives_back else Changed(thing, stream)


def _named(thing: Thing) -> Mapping[str, object]:
    place_id, kind, day = thing.said
    return {"place_id": place_id, "population_kind": kind, "counted_on": day}


POPULATIONS: Final = Part(
    {
        POPULATION: Kind(
            Population,
            Rows(
                "registry.population.withdraw",
                api.PopulationWithdrawalForm,
                api.withdraw,
                api.Done,
            ),
            _named,
        ),
        CORRECTION: Kind(
            Population,
            Rows(
                "registry.population.correct",
                api.PopulationWithdrawalForm,
                api.give_back,
                api.Done,
            ),
            _named,
        ),
    },
    {
        PopulationStated: _stated,
        PopulationWithdrawn: _withdrawn,
        PopulationCorrected: _corrected,
    },
)
