"""What officers look up: the chapters of a place (`chapters`), and those whose association is there
no more, which wait until somebody moves or ends them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import to_builtins
from psycopg.types.json import Jsonb

from services.registry.chapters.chapter.facts import (
    ChapterCorrected,
    ChapterEnded,
    ChapterFounded,
    ChapterMerged,
    ChapterMoved,
    ChapterRenamed,
    ChapterWithdrawn,
)
from shared.eventstore.facts import Fact
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class ChapterName:
    """What it is called `since` a day."""

    name: str
    since: date


@dataclass(frozen=True)
class ChapterAssociation:
    """To which association it belongs `since` a day."""

    association_id: UUID
    since: date


@dataclass(frozen=True)
class ChapterRow:
    """A chapter (chi hội) at a place, with a host of a kind, with all its names and the
    associations that it belonged to; once it is there no more, with the one that it went on in, if
    it did."""

    chapter_id: UUID
    place_id: UUID
    host_kind: str
    associations: Sequence[ChapterAssociation]
    names: Sequence[ChapterName]
    founded_on: date
    into_chapter_id: UUID | None = None
    ended_on: date | None = None


class Chapters(Things[ChapterRow]):
    """Names and associations are kept as lists."""

    def _said(self, fact: Fact) -> dict[str, object]:
        said = super()._said(fact)
        lists = {name: said[name] for name in ("names", "associations") if name in said}
        return said | {name: Jsonb(to_builtins(each)) for name, each in lists.items()}

    def as_seen(self, row: ChapterRow, until: date) -> ChapterRow | None:
        seen = super().as_seen(row, until)
        if seen is None:
            return None
        names = [ChapterName(each["name"], since) for each, since in _seen(row.names, until)]
        belonged = [
            ChapterAssociation(UUID(each["association_id"]), since)
            for each, since in _seen(row.associations, until)
        ]
        into = seen.into_chapter_id if seen.ended_on else None
        return replace(seen, names=names, associations=belonged, into_chapter_id=into)


def _seen(stored: Iterable[Any], until: date) -> list[tuple[Any, date]]:
    dated = [(each, date.fromisoformat(each["since"])) for each in stored]
    return [(each, since) for each, since in dated if since <= until]


CHAPTERS = Chapters(
    "chapters",
    1,
    ChapterRow,
    ChapterFounded,
    (ChapterCorrected, ChapterRenamed, ChapterMoved, ChapterMerged, ChapterEnded),
    "founded_on",
    "ended_on",
    ChapterWithdrawn,
    allocated=True,
)


@dataclass(frozen=True)
class WaitingChapter:
    """A chapter whose association is there no more `since` a day (none: it never was), and in which
    one that went on, if it did."""

    chapter_id: UUID
    place_id: UUID
    host_kind: str
    association_id: UUID
    since: date | None
    into_association_id: UUID | None


@dataclass(frozen=True)
class WaitingAt:
    """How many chapters of a place wait."""

    place_id: UUID
    chapters: int


_WAITING: Final = """
from (
    select chapter_id, host_kind, ended_on,
        (associations->-1->>'association_id')::uuid as association_id, coalesce((
            select to_place_id from allocations said
            where (said.subject_id, said.place_id) = (thing.chapter_id, thing.place_id)
            order by said.since desc limit 1), thing.place_id) as place_id
    from chapters thing) chapter
left join associations association using (association_id)
where coalesce(chapter.ended_on > %(on)s, true)
    and (association.association_id is null or association.ended_on <= %(on)s)
"""
"""On the day `%(on)s`, of associations that it belonged to last."""
WAITING: Final = f"""
select chapter_id, chapter.place_id, host_kind, association_id, association.ended_on as since,
    into_association_id {_WAITING} and chapter.place_id = %(place_id)s and chapter_id > %(after)s
order by chapter_id limit %(most)s
"""
NUMBER_WAITING: Final = f"select count(*) {_WAITING} and chapter.place_id = %(place_id)s"
WAITING_ANYWHERE: Final = f"select distinct chapter.place_id, 0 as chapters {_WAITING}"
WAITING_AT: Final = f"""
select chapter.place_id, count(*) as chapters {_WAITING}
    and chapter.place_id = any(%(places)s) and chapter.place_id > %(after)s
group by chapter.place_id order by chapter.place_id limit %(most)s
"""
NUMBER_WAITING_AT: Final = "select cardinality(%(places)s::uuid[])"
