"""The places with all that was recorded of them: table `places_v1`, read back as a dated tree."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from psycopg import Cursor

from services.registry.places.territory.facts import TERRITORY_FACTS, entry
from shared.eventstore.facts import Recorded
from shared.places import PlaceTable
from shared.vocabulary.calendar import civil_day

TABLE = PlaceTable("places_v1", line="position")
"""Asked through `shared.places.PlaceCopy`."""


class PlacesView:
    """All places are on one stream: what a fact speaks of is its place."""

    name = "places"
    version = 1
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
