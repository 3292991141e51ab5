"""What must hold in every committed snapshot of the rollups, looked at while the storm goes on."""

import threading
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg

from shared.eventstore.connections import connect

INTERVAL: Final = 0.3

SNAPSHOT: Final = """
select (select coalesce(sum(value), 0) from cells_v1),
    (select coalesce(sum(value), 0) from contributions_v1),
    (select coalesce(max(position), 0) from contributions_v1 where topic = 'registry.families'),
    (select coalesce(max(sequence), 0) from listener_marks
        where projection = 'cells' and topic = 'registry.families'),
    (select coalesce(json_object_agg(format('%s.v%s %s/%s', projection, version, topic, partition),
        array[record_offset, sequence]), '{}') from listener_marks)
"""


@dataclass
class Watching:
    """`wrong` is what was seen that must never be; `looks` how often it looked."""

    database: str
    wrong: list[str] = field(default_factory=list)
    looks: int = 0

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watching", daemon=True)
        self._marks: dict[str, list[int]] = {}

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        self._thread.join(10)

    def _watch(self) -> None:
        while not self._stop.wait(INTERVAL):
            try:
                with connect(self.database, "watching") as connection:
                    connection.autocommit = True
                    self._look_on(connection)
            except psycopg.OperationalError:
                continue  # the storm's own doing

    def _look_on(self, connection: psycopg.Connection[Any]) -> None:
        while not self._stop.wait(INTERVAL):
            row = connection.execute(SNAPSHOT).fetchone()
            assert row is not None
            self.looks += 1
            self._judge(*row)

    def _judge(
        self, cells: int, contributions: int, counted: int, marked: int, marks: dict[str, list[int]]
    ) -> None:
        if cells != contributions:
            self.wrong.append(f"cells add up to {cells}, contributions to {contributions}")
        if counted != marked:
            self.wrong.append(f"counted up to {counted}, marked up to {marked}")
        for name, mark in marks.items():
            before = self._marks.get(name, [-1, 0])
            if mark[0] < before[0] or mark[1] < before[1]:
                self.wrong.append(f"the mark {name} went back from {before} to {mark}")
        self._marks |= marks
