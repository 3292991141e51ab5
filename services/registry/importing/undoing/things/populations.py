"""What places state of a day."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.importing.undoing.things.part import Kind, Part
from services.registry.populations import api
from services.registry.populations.population import (
    Population,
    PopulationStated,
    PopulationWithdrawn,
    Which,
)
from shared.importing.trail import Came, Thing, Went
from shared.web.bulk import Rows

POPULATION: Final = "population"


def _thing(fact: PopulationStated | PopulationWithdrawn) -> Thing:
    which = Which(fact.place_id, fact.population_kind, fact.counted_on)
    return Thing(POPULATION, which.stream, (which.place_id, which.kind, which.day))


def _stated(stream: UUID, fact: PopulationStated) -> Came:
    return Came(_thing(fact), frozenset({stream}))


def _withdrawn(_stream: UUID, fact: PopulationWithdrawn) -> Went:
    return Went(_thing(fact))


def _population(thing: Thing) -> Mapping[str, object]:
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
            _population,
        )
    },
    {PopulationStated: _stated, PopulationWithdrawn: _withdrawn},
)
