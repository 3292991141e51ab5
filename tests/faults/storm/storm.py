"""A storm from beginning to end, and what is told of it."""

import threading
import time
from dataclasses import dataclass, field
from typing import Final

import psycopg

from shared.messaging.brokers import KafkaAway
from tests.faults.storm.calm import behind
from tests.faults.storm.communes import OFFICERS
from tests.faults.storm.doors import Doors
from tests.faults.storm.invariants import CHECKS, Aftermath
from tests.faults.storm.journal import SERVICE_OF, Journal
from tests.faults.storm.site import SERVICES, Site
from tests.faults.storm.watching import Watching
from tests.faults.storm.weather import Weather
from tests.faults.storm.writers import Writer
from tests.support.waiting import eventually

MAY_END: Final = "ListenerFenced"
"""A listener whose client gave up for good cannot be helped but by a new process."""
RECOVERED_WITHIN: Final = 60.0
"""Seconds from the end of the last fault to lag 0 (I10)."""


@dataclass
class Storm:
    """`wrong` is every invariant that did not hold."""

    site: Site
    seed: int
    seconds: float
    journal: Journal = field(default_factory=Journal)
    wrong: list[str] = field(default_factory=list)
    recovered_in: float = 0.0
    repeats: int = 0
    counted: str = ""

    def __post_init__(self) -> None:
        self._enough, self._broken_off = threading.Event(), threading.Event()
        self._watching = [Watching(name, self.site.database(name)) for name in SERVICES]
        self._behind: list[str] = []
        self._writers: list[Writer] = []
        self._weather = Weather(self.seed, self.site, self._broken_off)

    def rage(self) -> None:
        """Faults under load, then calm, then every invariant."""
        for watching in self._watching:
            watching.start()
        try:
            self._blow()
            self._recover()
        finally:
            for watching in self._watching:
                watching.end()
            for writer in self._writers:
                writer.end()
            self._weather.close()
        self.wrong += [wrong for watching in self._watching for wrong in watching.wrong[:5]]
        self.wrong += [end for end in self._ends() if MAY_END not in end]
        self._check()

    def _blow(self) -> None:
        self._writers = [self._writer(number) for number in range(OFFICERS)]
        for writer in self._writers:
            writer.start()
        end = time.monotonic() + self.seconds
        try:
            while not (self._weather.spares_nobody and time.monotonic() > end):
                self._weather.gust()
                self.site.tend()
                if self.journal.faults:
                    break
        finally:
            self._enough.set()

    def _writer(self, number: int) -> Writer:
        urls = {service: self.site.doors(service) for service in SERVICES}
        doors = Doors(urls, self.site.signed)
        return Writer(f"{self.seed}/{number}", doors, self.journal, self._enough)

    def _recover(self) -> None:
        calm = time.monotonic()
        try:
            for writer in self._writers:
                writer.join(RECOVERED_WITHIN)
            self.wrong += map(str, self.journal.faults)
            eventually(self._caught_up, within=RECOVERED_WITHIN, message="lag 0")
        except AssertionError as late:
            self._caught_up()
            late.add_note(f"still behind: {self._behind}")
            raise
        self.recovered_in = time.monotonic() - calm

    def _caught_up(self) -> bool:
        self.site.tend()
        try:
            self._behind = behind(self.site)
        except (KafkaAway, psycopg.OperationalError) as away:
            self._behind = [str(away)]
        return not self._behind

    def _check(self) -> None:
        after = Aftermath(self.site, self.journal)
        self.repeats = after.kafka.repeats(after.logs)
        self.counted = "; ".join(log.counted() for log in after.logs.values())
        done = {command.kind for command, _ in self.journal.acknowledged.values()}
        if idle := SERVICE_OF.keys() - done:
            self.wrong.append(f"nobody asked for {idle}")
        for check in CHECKS:
            try:
                check(after)
            except AssertionError as broken:
                self.wrong.append(f"{check.__name__}: {broken}")

    def _ends(self) -> list[str]:
        """Of processes that ended by themselves."""
        return [f"{p.name}: {end}" for p in self.site.processes.values() for end in p.ends]

    def __str__(self) -> str:
        journal = self.journal
        return (
            f"storm of {self.seconds:g} s, seed {self.seed}: "
            f"{len(self._weather.faults)} faults ({self._weather.counted()}); "
            f"{len(journal.acknowledged)} commands ({journal.counted()}), "
            f"{journal.sent_again} sent again, "
            f"{journal.sent_twice} sent twice, {len(journal.given_up)} given up; "
            f"facts: {self.counted}; {self.repeats} records repeated; "
            f"{sum(each.looks for each in self._watching)} looks at the tables; "
            f"lag 0 after {self.recovered_in:.1f} s; "
            f"processes that ended by themselves: {'; '.join(self._ends()) or 'none'}"
        )
