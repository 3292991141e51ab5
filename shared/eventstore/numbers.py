"""Numbers that the database of a service knows by the civil day, asked while they are scraped."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from math import nan
from typing import Any, Final

import psycopg
from prometheus_client import Metric

from shared.postgres.connections import Timeouts, connect
from shared.telemetry.metrics import Asked
from shared.vocabulary.calendar import Clock, civil_day

TIMEOUTS: Final = Timeouts(connect=2)
Labels = tuple[str, ...]


class Numbers:
    """Collector of one gauge: of each set of its labels a question for a number, which may name
    today as `%(day)s`. So it is seen although no worker runs."""

    def __init__(
        self, gauge: Asked, dsn: str, clock: Clock, questions: Mapping[Labels, str]
    ) -> None:
        self._gauge, self._dsn = gauge, dsn
        self._clock, self._questions = clock, questions

    def collect(self) -> Iterator[Metric]:
        yield self._gauge.family(self._numbers())

    def _numbers(self) -> list[tuple[Labels, float]]:
        try:
            with closing(connect(self._dsn, self._gauge.name, TIMEOUTS)) as connection:
                return [(each, self._number(connection, each)) for each in self._questions]
        except psycopg.Error:
            return [(each, nan) for each in self._questions]

    def _number(self, connection: psycopg.Connection[Any], labels: Labels) -> float:
        asked = {"day": civil_day(self._clock())}
        found = connection.execute(self._questions[labels].encode(), asked).fetchone()
        return nan if found is None else float(found[0])

    def close(self) -> None:
        """Each scrape has a connection of its own."""
