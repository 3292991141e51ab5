"""All that belongs to counts of places."""

from typing import Any
from uuid import UUID

from services.registry.populations import api
from services.registry.populations.population import (
    PopulationCorrected,
    PopulationStated,
    PopulationWithdrawn,
)
from services.registry.populations.views import POPULATIONS
from shared.contracts.registry.populations import (
    PopulationCorrectedV1,
    PopulationStatedV1,
    PopulationWithdrawnV1,
)
from shared.web.card import Card


def _stated(_stream: UUID, fact: PopulationStated) -> PopulationStatedV1:
    return PopulationStatedV1(**_said(fact))


def _corrected(_stream: UUID, fact: PopulationCorrected) -> PopulationCorrectedV1:
    return PopulationCorrectedV1(**_said(fact))


def _withdrawn(_stream: UUID, fact: PopulationWithdrawn) -> PopulationWithdrawnV1:
    return PopulationWithdrawnV1(
        place_id=fact.place_id,
        population_kind=fact.population_kind,
        counted_on=fact.counted_on,
        ground_code=fact.ground_code,
    )


def _said(fact: PopulationStated | PopulationCorrected) -> dict[str, Any]:
    return {
        "place_id": fact.place_id,
        "population_kind": fact.population_kind,
        "counted_on": fact.counted_on,
        "number": fact.number,
        "source_code": fact.source_code,
        "document_number": fact.document_number,
    }


CARD = Card(
    name="populations",
    facts=(PopulationStated, PopulationCorrected, PopulationWithdrawn),
    told=(_stated, _corrected, _withdrawn),
    views=(POPULATIONS,),
    routes=api.routes,
    actions=(
        "registry.population.state",
        "registry.population.correct",
        "registry.population.withdraw",
        "registry.population.read",
    ),
)
