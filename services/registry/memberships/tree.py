"""Who carries the movement in a place on a day: its associations, their chapters, and how many
members each has."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.vocabulary.places import Tree

_SEAT: Final = """coalesce((
    select to_place_id from allocations said
    where (said.subject_id, said.place_id) = ({0}, thing.place_id) and said.since <= %(on)s
    order by said.since desc limit 1), thing.place_id)"""
"""Where it stands on the day `%(on)s`: an allocated one in its part."""
_THERE: Final = "founded_on <= %(on)s and coalesce(ended_on > %(on)s, true)"
PLACES: Final = f"""
select {_SEAT.format("association_id")} as place_id from associations thing where {_THERE}
union
select {_SEAT.format("chapter_id")} from chapters thing where {_THERE}
"""
"""Where any stands on the day `%(on)s`."""
_BOOKS: Final = """thing.place_id = any(array(
    select place_id from allocations where to_place_id = any(%(places)s)) || %(places)s::uuid[])"""
HOSTS: Final = f"""
with host as (
    select association_id as host_id, association_id, {_SEAT.format("association_id")} as place_id,
        level, null as host_kind, names
    from associations thing where {_BOOKS} and {_THERE}
    union all
    select chapter_id, (
        select (belonged->>'association_id')::uuid from jsonb_array_elements(associations) belonged
        where (belonged->>'since')::date <= %(on)s order by (belonged->>'since')::date desc limit 1
    ), {_SEAT.format("chapter_id")}, null, host_kind, names
    from chapters thing where {_BOOKS} and {_THERE}
)
select host_id, association_id, place_id, level, host_kind, (
    select called->>'name' from jsonb_array_elements(names) called
    where (called->>'since')::date <= %(on)s order by (called->>'since')::date desc limit 1
) as name, coalesce(members, 0) as members
from host left join (
    select host_id, sum(change)::bigint as members from members_by_day
    where host_id = any(array(select host_id from host)) and day <= %(on)s group by host_id
) counted using (host_id)
where place_id = any(%(places)s) order by name, host_id
"""
"""In the places `%(places)s` on the day `%(on)s`. Members of all hosts are added up in one pass:
host by host took twice as long."""


@dataclass(frozen=True)
class Books:
    place_id: UUID


@dataclass(frozen=True)
class HostRow:
    """An association of a `level`, or a chapter with its kind of host, as it is on a day."""

    host_id: UUID
    association_id: UUID
    place_id: UUID
    level: str | None
    host_kind: str | None
    name: str
    members: int


@dataclass(frozen=True)
class ChapterInTree:
    """With its kind of host, and how many members it has."""

    chapter_id: UUID
    association_id: UUID
    place_id: UUID
    host_kind: str
    name: str
    members: int


@dataclass(frozen=True)
class AssociationInTree:
    """`within`: the association of the nearest place around its own that has one, if that lies in
    the place asked for. `members` are its own and those of its chapters, `direct_members` its
    own."""

    association_id: UUID
    within: UUID | None
    place_id: UUID
    level: str
    name: str
    members: int
    direct_members: int
    chapters: Sequence[ChapterInTree]


@dataclass(frozen=True)
class Organisation:
    """`members` of all of it, each counted once. `other_chapters`: of an association that is
    elsewhere, or there no more."""

    place_id: UUID
    on: date
    members: int
    associations: Sequence[AssociationInTree]
    other_chapters: Sequence[ChapterInTree]


def lies_in(tree: Tree, place_id: UUID, top_id: UUID, on: date) -> bool:
    """Whether a place, or what it went on in by the day, is `top_id` or lies in it."""
    found = tree.place_on(place_id, on).place_id
    return found is not None and tree.reaches(top_id, found, on)


def organisation(tree: Tree, place_id: UUID, on: date, hosts: Sequence[HostRow]) -> Organisation:
    there = {host.place_id: host.host_id for host in hosts if host.level is not None}
    chapters: dict[UUID, list[ChapterInTree]] = defaultdict(list)
    for host in hosts:
        if host.host_kind is not None:
            chapters[host.association_id].append(_chapter(host, host.host_kind))
    associations = [
        _association(host, host.level, _within(tree, there, host.place_id, on), chapters)
        for host in hosts
        if host.level is not None
    ]
    known = {each.association_id for each in associations}
    return Organisation(
        place_id,
        on,
        sum(host.members for host in hosts),
        associations,
        [each for of, found in chapters.items() if of not in known for each in found],
    )


def _chapter(host: HostRow, kind: str) -> ChapterInTree:
    of = (host.host_id, host.association_id, host.place_id)
    return ChapterInTree(*of, kind, host.name, host.members)


def _association(
    host: HostRow, level: str, within: UUID | None, chapters: dict[UUID, list[ChapterInTree]]
) -> AssociationInTree:
    own = chapters.get(host.host_id, [])
    members = host.members + sum(each.members for each in own)
    of = (host.host_id, within, host.place_id, level, host.name)
    return AssociationInTree(*of, members, host.members, own)


def _within(tree: Tree, there: dict[UUID, UUID], place_id: UUID, on: date) -> UUID | None:
    at = tree.place_on(place_id, on).place_id
    above = () if at is None else tree.ancestors(at, on)
    return next((there[each] for each in above if each in there), None)
