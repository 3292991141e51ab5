"""Which association and which chapters the books have, for a list of its members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.registry.associations.views import ASSOCIATIONS, AssociationRow
from services.registry.importing.members.chapters import Chapters
from services.registry.importing.members.doubts import AssociationDoubtful, AssociationMissing
from shared.importing.kinds import Run
from shared.vocabulary.folding import sounded
from shared.web.counter import BEGINNING, Counter

MOST: Final = 1_000
ASSOCIATION: Final = "association"
"""The question whose answer names one, where a place has several."""
CHAPTERS: Final = """
select chapter_id as host_id, place_id, names, founded_on from chapters
where (associations->-1->>'association_id')::uuid = %(association_id)s
    and founded_on <= %(on)s and coalesce(ended_on > %(on)s, true)
order by chapter_id
"""


@dataclass(frozen=True)
class HostSaid:
    """Of what somebody is a member: a chapter, or the association itself, there since a day."""

    host_id: UUID
    place_id: UUID
    names: Sequence[Any]
    founded_on: date
    is_chapter: bool = True

    def form(self) -> dict[str, str]:
        return {("chapter_id" if self.is_chapter else "association_id"): str(self.host_id)}


@dataclass(frozen=True)
class Books:
    """An association with its chapters, by the names of the day."""

    itself: HostSaid
    by_id: Mapping[UUID, HostSaid]
    chapters: Chapters[UUID]

    @property
    def hosts(self) -> Mapping[UUID, HostSaid]:
        return {self.itself.host_id: self.itself, **self.by_id}

    def host(self, chapter: str | None) -> HostSaid:
        """Raises the Doubt of a chapter. A list that says no chapter is one of the association."""
        if chapter is None:
            return self.itself
        return self.by_id[self.chapters.find(chapter)]


async def books(counter: Counter, run: Run) -> Books:
    """Raises the Doubt of an association; one out of reach is as if it were not there."""
    found = await _associations(counter, run) if run.by.reaches(run.place_id) else []
    itself = _the_one(found, run)
    asked = {"association_id": itself.host_id, "on": run.on}
    chapters = await counter.rows(HostSaid, CHAPTERS, **asked)
    reached = {each.host_id: each for each in chapters if run.by.reaches(each.place_id)}
    named = {id_: name_on(each.names, run.on) for id_, each in reached.items()}
    return Books(itself, reached, Chapters(named))


async def _associations(counter: Counter, run: Run) -> list[AssociationRow]:
    asked = {"place_id": run.place_id, "on": run.on, "until": date.max}
    asked |= {"after": BEGINNING, "most": MOST}
    return await counter.rows(AssociationRow, ASSOCIATIONS.at_place, **asked)


def _the_one(found: Sequence[AssociationRow], run: Run) -> HostSaid:
    if not found:
        raise AssociationMissing
    said = run.answers.get(ASSOCIATION, "")
    if said:
        meant = sounded(said)
        found = [
            each
            for each in found
            if meant in (sounded(name_on(each.names, run.on)), sounded(str(each.association_id)))
        ]
    if len(found) != 1:
        raise AssociationDoubtful
    (one,) = found
    host = one.association_id, one.place_id, one.names, one.founded_on
    return HostSaid(*host, is_chapter=False)


def name_on(names: Sequence[Any], day: date) -> str:
    """What it is called on a day; before its first name, by that."""
    said = sorted((each["since"], each["name"]) for each in names)
    called = [name for since, name in said if date.fromisoformat(since) <= day]
    return str(called[-1] if called else said[0][1] if said else "")
