"""What must be true when the storm is over. The numbers are those of the design's invariants."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final
from uuid import UUID

import httpx2
import msgspec

from services.registry.domain.centre import CentreEstablished
from services.registry.domain.family import FamilyHeadReserved, FamilyRegistered
from services.registry.views import CentresByPlace, FamiliesByHamlet
from services.rollups.main import HEARERS, rebuild_cells
from services.rollups.settings import Settings
from shared.contracts.catalogue import topics_of
from shared.eventstore.connections import connect
from shared.eventstore.rebuild import rebuild
from shared.vocabulary.calendar import civil_day, system_clock
from shared.web.progress import progress_of, readers
from tests.faults.storm.recount import MAPPER, Contribution, Log
from tests.faults.storm.site import Site
from tests.faults.storm.writers import Journal, Kind
from tests.support.reading import Published, read_topic
from tests.support.waiting import eventually

CONTRIBUTIONS: Final = "select * from contributions_v1"
CELLS: Final = "select measure, place_id, effective_on, recorded_on, value from cells_v1"
MARKS: Final = """
select projection, topic, partition, record_offset, sequence from listener_marks
"""
VIEWS: Final = (
    (FamiliesByHamlet(), "families_by_hamlet_v1"),
    (CentresByPlace(), "centres_by_place_v1"),
)


@dataclass(frozen=True)
class Invariants:
    """Each check raises AssertionError with what it found."""

    site: Site
    journal: Journal
    log: Log

    def all(self) -> list[Callable[[], None]]:
        return [
            self.commands_are_in_the_log_once,
            self.kafka_holds_the_log,
            self.marks_stand_at_the_ends,
            self.tables_equal_a_recount,
            self.figures_equal_a_recount,
            self.places_are_all_known,
            self.nothing_is_parked,
            self.rebuilt_views_equal_the_live_ones,
            self.rebuilt_tables_equal_the_live_ones,
        ]

    def commands_are_in_the_log_once(self) -> None:
        """I1, also of those that were given up: once at most."""
        families = self.log.streams(FamilyRegistered)
        self._once(families, "family", "families")
        self._once(self.log.streams(CentreEstablished), "centre")
        self._once(self.log.classes(), "class")
        heads = self.log.streams(FamilyHeadReserved)
        assert len(heads) == len(families), "a family without its head, or the reverse"

    def _once(self, recorded: Counter[UUID], *kinds: Kind) -> None:
        answered = Counter(self.journal.ids(*kinds))
        twice = [each for counts in (recorded, answered) for each in counts if counts[each] > 1]
        assert not twice, f"{kinds}: twice: {twice[:5]}"
        assert not (lost := answered - recorded), f"{kinds}: {len(lost)} lost: {list(lost)[:5]}"
        unasked = set(recorded) - set(answered) - self._given_up
        assert not unasked, f"{kinds}: {len(unasked)} recorded that nobody asked for"

    @cached_property
    def _given_up(self) -> set[UUID]:
        """What came of the commands whose answer nobody waited for: one answer a key at most."""
        query = "select answer from command_keys where split_part(key, '/', 1) = any(%s)"
        rows = self.site.rows("registry", query, list(self.journal.given_up))
        return {msgspec.json.decode(answer, type=UUID) for (answer,) in rows}

    def kafka_holds_the_log(self) -> None:
        """I2: every fact at least once, in order per subject, and nothing else."""
        for topic, published in self._on_kafka.items():
            expected = {
                record.sequence: (dict(record.headers)["ce_id"].decode(), record.value)
                for record in self.log.published
                if record.topic == topic
            }
            found = {each.stamp.sequence: (each.stamp.id, each.value) for each in published}
            assert len({(e.stamp.sequence, e.stamp.id, e.value) for e in published}) == len(found)
            assert found == expected, f"{topic}: {_difference(found, expected)}"
            heard = _heard(published)
            assert heard == sorted(expected), f"{topic}: heard {len(heard)} of {len(expected)}"

    def repeats(self) -> int:
        """Records on Kafka beyond the first of each fact."""
        return sum(map(len, self._on_kafka.values())) - len(self.log.published)

    @cached_property
    def _on_kafka(self) -> dict[str, list[Published]]:
        names = [topic.name for topic in topics_of("registry")]
        return {name: list(read_topic(self.site.brokers, name)) for name in names}

    def marks_stand_at_the_ends(self) -> None:
        """I5 and I8: all was handled, and the marks say just that."""
        ends: dict[tuple[str, int], tuple[int, int]] = {}
        for topic, published in self._on_kafka.items():
            for each in published:
                _, highest = ends.get((topic, each.partition), (-1, 0))
                last = max(highest, each.stamp.sequence)
                ends[topic, each.partition] = (each.offset, last)
        marks = self.site.rows("rollups", MARKS)
        for projection, topic, partition, *mark in marks:
            end = ends.get((topic, partition), (-1, 0))
            assert tuple(mark) == end, f"{projection} {topic}/{partition}: {mark}, not {end}"

    def tables_equal_a_recount(self) -> None:
        """I3."""
        rows = sorted(Contribution(*row) for row in self.site.rows("rollups", CONTRIBUTIONS))
        assert rows == self.log.contributions, (
            f"{len(rows)} contributions, {len(self.log.contributions)} in the log"
        )
        cells = {tuple(key): value for *key, value in self.site.rows("rollups", CELLS)}
        assert cells == self.log.cells, f"cells: {_difference(cells, self.log.cells)}"

    def figures_equal_a_recount(self) -> None:
        """I3, as an officer sees it, whomever of the two is asked."""
        expected: Counter[str] = Counter()
        for row in self.log.contributions:
            expected[row.measure] += row.value
        for name in ("rollups-1", "rollups-2"):
            ask = partial(self._figures, name, list(expected))
            found = eventually(ask, 30, f"an answer of {name}")
            assert found == expected, name

    def _figures(self, name: str, measures: list[str]) -> dict[str, int] | None:
        """None while the process does not answer."""
        self.site.tend()
        today = civil_day(system_clock()).isoformat()
        asked = {"on": today, "since": "2000-01-01", "measure": measures}
        url = f"{self.site.url(name)}/rollups/v1/figures"
        try:
            answer = httpx2.get(url, params=asked, headers=self.site.signed, timeout=10)
        except httpx2.TransportError:
            return None
        return {each["measure"]: each["value"] for each in answer.json()["figures"]}

    def places_are_all_known(self) -> None:
        known = self.site.rows("rollups", "select position from place_entries_v1")
        told = [record.sequence for record in self.log.published if "places" in record.topic]
        assert sorted(position for (position,) in known) == told

    def nothing_is_parked(self) -> None:
        letters = self.site.rows("rollups", "select reason, detail from dead_letters limit 3")
        assert not letters, f"parked: {letters}"

    def rebuilt_views_equal_the_live_ones(self) -> None:
        """I3 and I6, of the registry's own views."""
        with connect(self.site.database("registry"), "storm") as connection:
            connection.autocommit = True
            for view, table in VIEWS:
                (rebuilt,) = rebuild(connection, MAPPER, view, [table])
                assert rebuilt.before == rebuilt.after, rebuilt

    def rebuilt_tables_equal_the_live_ones(self) -> None:
        """I6. The live projection goes on meanwhile."""
        told: dict[str, Any] = {
            "database": self.site.database("rollups"),
            "kafka": self.site.kafka.bootstrap,
            "identity_issuer": self.site.issuer.name,
            "identity_keys": self.site.issuer.keys(),
            "member": "rebuild",
        }
        asyncio.run(rebuild_cells(Settings(**told)))
        self.tables_equal_a_recount()
        self.marks_stand_at_the_ends()


def caught_up(site: Site) -> bool:
    """Lag 0: everything recorded is on Kafka, in the views, and handled by every projection."""
    ((behind,),) = site.rows(
        "registry",
        "select (select position from log_head) - (select position from relay_mark)"
        " + (select sum(h.position - v.position) from view_marks v, log_head h)",
    )
    progress = progress_of("rollups", site.database("rollups"), site.brokers, readers(HEARERS, ()))
    told = [each.records for topics in progress.behind().values() for each in topics.values()]
    progress.close()
    return behind == 0 and not any(told)


def _heard(published: list[Published]) -> list[int]:
    """What a listener applies, who drops whatever is not above its mark."""
    marks: dict[int, int] = {}
    heard = []
    for each in published:
        if each.stamp.sequence > marks.get(each.partition, 0):
            marks[each.partition] = each.stamp.sequence
            heard.append(each.stamp.sequence)
    return sorted(heard)


def _difference(found: dict[Any, Any], expected: dict[Any, Any]) -> str:
    lost, new = expected.keys() - found.keys(), found.keys() - expected.keys()
    other = [key for key in found.keys() & expected.keys() if found[key] != expected[key]]
    return f"{len(lost)} missing, {len(new)} too many, {len(other)} different: {other[:3]}"
