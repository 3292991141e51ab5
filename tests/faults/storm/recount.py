"""The log read from its first fact to its last: what should be on Kafka, and what it adds up to.

Counted here by the meaning of the facts, without the code that counts in the rollups.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple
from uuid import UUID

from services.registry import outbox
from services.registry.application import Registry
from services.registry.domain.centre import ClassHeld
from services.registry.domain.family import FamilyRegistered
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper, StoredFact
from shared.eventstore.rows import COLUMNS, stored_fact
from shared.messaging.producer import Outgoing
from shared.messaging.relay import Outbox
from shared.messaging.relay.outgoing import records
from shared.vocabulary.calendar import civil_day
from tests.faults.storm.site import Site

MAPPER: Final = FactMapper(Registry.facts)


class Contribution(NamedTuple):
    """A row of `contributions`, in the order of its columns."""

    topic: str
    position: int
    measure: str
    place_id: UUID
    effective_on: Any
    recorded_on: Any
    value: int
    subject_id: UUID


@dataclass(frozen=True)
class Log:
    """Of the registry, as it stands when all is quiet again."""

    site: Site

    @cached_property
    def rows(self) -> list[StoredFact]:
        query = f"select {COLUMNS} from log order by position"
        return [stored_fact(row) for row in self.site.rows("registry", query)]

    @cached_property
    def facts(self) -> list[Recorded[Any]]:
        return [MAPPER.recorded(row) for row in self.rows]

    @cached_property
    def published(self) -> list[Outgoing]:
        """All that should be on Kafka, in the log's order."""
        ((log_id,),) = self.site.rows("registry", "select log_id from log_head")
        return records(Outbox("registry", MAPPER, outbox.translate), log_id, self.rows)

    def streams(self, type_: type[Any]) -> Counter[UUID]:
        """How many facts of a type each stream has."""
        return Counter(r.originator_id for r in self.facts if isinstance(r.fact, type_))

    def classes(self) -> Counter[UUID]:
        return Counter(r.fact.class_id for r in self.facts if isinstance(r.fact, ClassHeld))

    @cached_property
    def contributions(self) -> list[Contribution]:
        return sorted(row for recorded in self.facts for row in _counted(recorded))

    @cached_property
    def cells(self) -> Counter[tuple[Any, ...]]:
        """The sums by measure, place, effective day and recorded day."""
        sums: Counter[tuple[Any, ...]] = Counter()
        for row in self.contributions:
            sums[row.measure, row.place_id, row.effective_on, row.recorded_on] += row.value
        return sums


def _counted(recorded: Recorded[Any]) -> Iterator[Contribution]:
    fact, position = recorded.fact, recorded.position
    known, subject = civil_day(recorded.recorded_at), recorded.originator_id
    if isinstance(fact, FamilyRegistered):
        where, day = fact.hamlet_id, fact.registered_on
        families = ("registry.families", position, "families", where, day, known, 1, subject)
        yield Contribution(*families)
    if isinstance(fact, ClassHeld):
        where, day = fact.place_id, fact.held_on
        for measure, value in (("classes", 1), ("attendances", fact.attendances)):
            held = ("registry.centres", position, measure, where, day, known, value, subject)
            yield Contribution(*held)
