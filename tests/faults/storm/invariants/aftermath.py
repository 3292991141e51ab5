"""What is left when the storm is over, for every check to look at."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from tests.faults.storm.communes import announced_id
from tests.faults.storm.journal import Journal, Kind
from tests.faults.storm.kafka import OnKafka
from tests.faults.storm.logs import Log
from tests.faults.storm.site import SERVICES, Site

KEPT = (
    "select convert_from(answer, 'UTF8') from command_keys where split_part(key, '/', 1) = any(%s)"
)


@dataclass(frozen=True)
class Aftermath:
    site: Site
    journal: Journal

    @cached_property
    def logs(self) -> Mapping[str, Log]:
        """By service; rollups has none."""
        return {name: Log(self.site, name) for name in SERVICES if name != "rollups"}

    @cached_property
    def kafka(self) -> OnKafka:
        return OnKafka(self.site)

    @cached_property
    def _given_up(self) -> set[UUID]:
        """What came of the commands whose answer nobody waited for: one answer a key at most."""
        keys = list(self.journal.given_up)
        services = {command.service for command in self.journal.given_up.values()}
        rows = [json.loads(a) for name in services for (a,) in self.site.rows(name, KEPT, keys)]
        return {UUID(id_) for row in rows for id_ in _ids(row)}

    def once(self, recorded: Counter[UUID], *kinds: Kind) -> None:
        """I1, also of those that were given up: once at most."""
        answered = self.journal.ids(*kinds)
        twice = [each for counts in (recorded, answered) for each in counts if counts[each] > 1]
        assert not twice, f"{kinds}: twice: {twice[:5]}"
        assert not (lost := answered - recorded), f"{kinds}: {len(lost)} lost: {list(lost)[:5]}"
        unasked = set(recorded) - set(answered) - self._given_up
        assert not unasked, f"{kinds}: {len(unasked)} recorded that nobody asked for"

    def rows(self, service: str, query: str) -> list[tuple[Any, ...]]:
        return self.site.rows(service, query)


def _ids(answer: Any) -> list[str]:
    """What an answer names: a thing by its id, beside which it may say how that stands."""
    if not isinstance(answer, dict):
        return [answer]
    made = [each["place_id"] for each in answer.get("made", [])]
    if (number := answer.get("document_number")) is not None:
        made.append(str(announced_id(number)))
    return [*made, *(said for name, said in answer.items() if name.endswith(("_id", "_ref")))]


def difference(found: Mapping[Any, Any], expected: Mapping[Any, Any]) -> str:
    lost, new = expected.keys() - found.keys(), found.keys() - expected.keys()
    other = [key for key in found.keys() & expected.keys() if found[key] != expected[key]]
    return (
        f"{len(lost)} missing {list(lost)[:3]}, {len(new)} too many {list(new)[:3]}, "
        f"{len(other)} different {other[:3]}"
    )


def same(found: Mapping[Any, Any], expected: Mapping[Any, Any], what: str) -> None:
    assert found == expected, f"{what}: {difference(found, expected)}"
