"""What must hold in every committed snapshot of a service, looked at while the storm goes on."""

import threading
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg

from shared.postgres.connections import connect

INTERVAL: Final = 0.3

MARKS: Final = """
select format('%s.v%s %s/%s', projection, version, topic, partition), record_offset, sequence
from listener_marks
union all select format('view %s.v%s', view, version), position, 0 from view_marks
"""
SUMS: Final = """
select (select coalesce(sum(value), 0) from cells_v2),
    (select coalesce(sum(value), 0) from contributions_v2)
"""
COUNTED: Final = """
select topic, (select coalesce(max(position), 0) from contributions_v2 c where c.topic = m.topic),
    max(sequence)
from listener_marks m where projection = 'cells' and topic = 'registry.families' group by topic
"""


@dataclass
class Watching:
    """`wrong` is what was seen that must never be; `looks` how often it looked."""

    service: str
    database: str
    wrong: list[str] = field(default_factory=list)
    looks: int = 0

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watching", daemon=True)
        self._marks: dict[str, tuple[int, int]] = {}

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        self._thread.join(10)

    def _watch(self) -> None:
        while not self._stop.wait(INTERVAL):
            try:
                with connect(self.database, "watching") as connection:
                    self._look_on(connection)
            except psycopg.OperationalError:
                continue  # the storm's own doing

    def _look_on(self, connection: psycopg.Connection[Any]) -> None:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        while not self._stop.wait(INTERVAL):
            with connection.transaction():
                marks = connection.execute(MARKS).fetchall()
                if self.service == "rollups":
                    self._look_at_the_sums(connection)
            self.looks += 1
            self._judge({name: (first, second) for name, first, second in marks})

    def _look_at_the_sums(self, connection: psycopg.Connection[Any]) -> None:
        for cells, contributions in connection.execute(SUMS):
            if cells != contributions:
                self.wrong.append(f"cells add up to {cells}, contributions to {contributions}")
        for topic, counted, marked in connection.execute(COUNTED):
            if counted != marked:
                self.wrong.append(f"{topic}: counted up to {counted}, marked up to {marked}")

    def _judge(self, marks: dict[str, tuple[int, int]]) -> None:
        for name, mark in marks.items():
            before = self._marks.get(name, (-1, 0))
            if mark[0] < before[0] or mark[1] < before[1]:
                self.wrong.append(
                    f"{self.service}: the mark {name} went back from {before} to {mark}"
                )
        self._marks |= marks
