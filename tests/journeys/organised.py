"""What the movement's organisation adds up to, counted again from the log by hand."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.vocabulary.calendar import civil_day
from tests.journeys.deployment import Deployment, Officer
from tests.support.waiting import eventually

LOG = """
select stream_id, type, recorded_at, data from log where type like %s order by position
"""
CELLS = """
select dimensions, place_id, effective_on, recorded_on, value from cells_v2
where measure = %s and value <> 0
"""
CELLS_OF_SEVERAL = """
select measure, dimensions, place_id, effective_on, recorded_on, value from cells_v2
where measure = any(%s) and value <> 0
"""
Cells = Counter[tuple[str, UUID, date, date]]


@dataclass(frozen=True)
class Kept:
    """A kind of thing: how its facts begin (`registry.chapter-`), the one that puts it on the books
    and its day, by which field it is told apart, and which facts count nothing."""

    facts: str
    begins: str
    day: str
    by: str
    measure: str
    silent: tuple[str, ...] = ()

    def recounted(self, deployment: Deployment) -> Cells:
        """Each fact takes what its stream counted and adds what it counts now."""
        cells: Cells = Counter()
        known: dict[UUID, list[tuple[str, UUID, date, int]]] = {}
        for stream, type_, recorded_at, data in deployment.rows("registry", LOG, f"{self.facts}%"):
            name = type_.removeprefix(self.facts).removesuffix(".v1")
            if name in self.silent:
                continue
            now = list(self._meant(name, json.loads(bytes(data))))
            for times, counted in ((-1, known.get(stream, [])), (1, now)):
                for by, place, day, value in counted:
                    cells[by, place, day, civil_day(recorded_at)] += times * value
            known[stream] = now
        return Counter({cell: value for cell, value in cells.items() if value})

    def _meant(self, name: str, fact: Any) -> Iterator[tuple[str, UUID, date, int]]:
        """What a thing counts after this fact."""
        first = {"place_id": fact["place_id"], self.by: fact[self.by], "until": None}
        first |= {"since": fact.get(self.day)}
        for spell in [first] if name == self.begins else fact.get("now", []):
            by, place = spell[self.by], UUID(spell["place_id"])
            yield by, place, date.fromisoformat(spell["since"]), 1
            if spell["until"] is not None:
                yield by, place, date.fromisoformat(spell["until"]), -1

    def is_counted(self, deployment: Deployment) -> None:
        """Waits until the cells are what the log adds up to."""
        recount = self.recounted(deployment)

        def counted() -> bool:
            rows = deployment.rows("rollups", CELLS, self.measure)
            return Counter({tuple(row): n for *row, n in rows}) == recount

        eventually(counted, 60, f"the cells {recount}")

    def figures(self, officer: Officer, place_id: UUID, value: str, *days: str) -> list[int]:
        """How many with this value there are on each of the days."""
        asked = {"place_id": str(place_id), "measure": self.measure, "only": f"{self.by}:{value}"}
        found: list[Any] = [officer.get("/rollups/v1/figures", **asked, on=day) for day in days]
        return [int(each["figures"][0]["value"]) for each in found]


@dataclass(frozen=True)
class Held:
    """What is held (`registry.session-`): how its facts begin, and the measures of how many there
    were, of who came, of what it cost, and of how many say no cost."""

    facts: str
    number: str
    attendances: str
    cost: str
    cost_unsaid: str

    def recounted(self, deployment: Deployment) -> Counter[tuple[Any, ...]]:
        cells: Counter[tuple[Any, ...]] = Counter()
        for _, type_, recorded_at, data in deployment.rows("registry", LOG, f"{self.facts}%"):
            fact: Any = json.loads(bytes(data))
            for said, times in self._counted(type_.removeprefix(self.facts), fact):
                by = f"{said['topic_code']}/{fact.get('organiser_kind', 'centre')}"
                by += f"/{said.get('programme_code') or ''}"
                day = date.fromisoformat(said["held_on"])
                where = by, UUID(said["place_id"]), day, civil_day(recorded_at)
                cells[self.number, *where] += times
                cells[self.attendances, *where] += times * said["attendances"]
                cost = said.get("cost_dong")
                cells[self.cost, *where] += times * (cost or 0)
                cells[self.cost_unsaid, *where] += times * (cost is None)
        return Counter({cell: value for cell, value in cells.items() if value})

    def _counted(self, name: str, fact: Any) -> Iterator[tuple[Any, int]]:
        """What was held counts; corrected, it takes the place of what was; planned or cancelled, it
        counts nothing."""
        if name.startswith(("held.", "corrected.")):
            yield fact, 1
        if fact.get("was") is not None:
            yield fact["was"], -1

    def is_counted(self, deployment: Deployment) -> None:
        """Waits until the cells are what the log adds up to."""
        recount = self.recounted(deployment)

        def counted() -> bool:
            of = [self.number, self.attendances, self.cost, self.cost_unsaid]
            rows = deployment.rows("rollups", CELLS_OF_SEVERAL, of)
            return Counter({tuple(row): n for *row, n in rows}) == recount

        eventually(counted, 30, f"the cells of {self.number}")


CLASSES = Held("registry.class-", "classes", "attendances", "class-cost", "classes-cost-unsaid")
SESSIONS = Held(
    *("registry.session-", "sessions", "session-attendances"),
    *("session-cost", "sessions-cost-unsaid"),
)
ASSOCIATIONS = Kept(
    "registry.association-", "founded", "founded_on", "level", "associations", ("renamed",)
)
CHAPTERS = Kept("registry.chapter-", "founded", "founded_on", "host_kind", "chapters", ("renamed",))
BOARDS = Kept("registry.board-", "founded", "founded_on", "host_kind", "boards")
COMMITTEES = Kept(
    "registry.committee-", "founded", "founded_on", "level", "committees", ("place-reserved",)
)
MEMBERS = Kept(
    *("registry.membership-", "started", "joined_on", "host_kind", "members"),
    silent=("dues-paid", "reserved"),
)
