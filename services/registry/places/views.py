"""The places with all that was recorded of them: table `places`, read back as a dated tree."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from psycopg import Cursor

from services.registry.places.territory.facts import TERRITORY_FACTS, entry
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts
from shared.places import PlaceTable
from shared.vocabulary.calendar import civil_day

TABLE = PlaceTable("places", 1, line="position")
"""Asked through `shared.places.PlaceCopy`."""


class PlacesView(OfOwnFacts):
    """All places are on one stream: what a fact speaks of is its place."""

    name = "places"
    version = TABLE.version
    hears = TERRITORY_FACTS
    tables = (TABLE.name,)
    subject = "place_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        lines = [
            (
                recorded.position,
                replace(entry(recorded.fact), recorded_on=civil_day(recorded.recorded_at)),
            )
            for recorded in batch
            if isinstance(recorded.fact, TERRITORY_FACTS)
        ]
        TABLE.insert(cursor, lines)
