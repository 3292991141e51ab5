"""The logs read from the first fact to the last, in no other way than anybody may read them: as
rows of a table, whose data are JSON. Nothing of the services' own code takes part."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from tests.faults.storm.site import Site

VIETNAM: Final = timedelta(hours=7)
IMPORT: Final = "import:"
ROWS: Final = """
select position, stream_id, version, type, convert_from(data, 'UTF8'), recorded_at, actor
from log order by position
"""


@dataclass(frozen=True)
class Fact:
    """`name` is its type without version: `registry.family-registered`."""

    position: int
    stream: UUID
    version: int
    name: str
    said: Mapping[str, Any]
    recorded_at: datetime
    actor: str

    @property
    def by_import(self) -> UUID | None:
        """The import that acted for its officer; None: somebody did it."""
        return UUID(self.actor[len(IMPORT) :]) if self.actor.startswith(IMPORT) else None

    @property
    def recorded_on(self) -> date:
        """The civil day in Vietnam, which is seven hours ahead of UTC since 1975."""
        return (self.recorded_at.replace(tzinfo=None) - _offset(self.recorded_at) + VIETNAM).date()

    def id(self, name: str) -> UUID:
        return UUID(self.said[name])

    def day(self, name: str) -> date:
        return date.fromisoformat(self.said[name])


def _offset(instant: datetime) -> timedelta:
    return instant.utcoffset() or timedelta(0)


@dataclass(frozen=True)
class Log:
    """Of one service, as it stands when all is quiet again."""

    site: Site
    service: str

    @cached_property
    def facts(self) -> list[Fact]:
        return [
            Fact(position, stream, version, type_.rpartition(".")[0], json.loads(data), *of)
            for position, stream, version, type_, data, *of in self.site.rows(self.service, ROWS)
        ]

    def of(self, *names: str) -> list[Fact]:
        """The facts of these names, said without the service's."""
        wanted = {f"{self.service}.{name}" for name in names}
        return [fact for fact in self.facts if fact.name in wanted]

    def streams(self, name: str) -> Counter[UUID]:
        """How many facts of a name each stream has."""
        return Counter(fact.stream for fact in self.of(name))

    def alone(self, *names: str) -> list[Fact]:
        """Those of them that no list brought."""
        return [fact for fact in self.of(*names) if fact.by_import is None]

    def named(self, name: str, field: str) -> Counter[UUID]:
        """How many facts of a name tell of each id."""
        return Counter(fact.id(field) for fact in self.of(name))

    def counted(self) -> str:
        names = Counter(fact.name.partition(".")[2] for fact in self.facts)
        return f"{self.service} {len(self.facts)} ({', '.join(f'{n} {names[n]}' for n in names)})"
