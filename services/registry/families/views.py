"""What officers look up: the families of a hamlet, by spell, with who belongs to them and heads
them (`families_by_place`). Aliases of families stand in `aliases`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.bearers.spells import Spells
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyEnded,
    FamilyHeadNamed,
    FamilyJoined,
    FamilyMemberCorrected,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyMemberWithdrawn,
    FamilyMoved,
    FamilyRegistered,
    FamilyWithdrawn,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, versioned
from shared.eventstore.views.writing import write_rows

_STOOD: Final = """(
    select spell.family_id, seat.place_id, head_ref, registered_on,
        greatest(spell.since, seat.since) as since, least(spell.until, seat.until) as until
    from families_by_place spell cross join lateral (
        select spell.place_id, null::date as since, min(said.since) as until
        from allocations said
        where (said.subject_id, said.place_id) = (spell.family_id, spell.place_id)
        union all
        select said.to_place_id, said.since, lead(said.since) over (order by said.since)
        from allocations said
        where (said.subject_id, said.place_id) = (spell.family_id, spell.place_id)) seat
    where coalesce(seat.until > spell.since, true) and coalesce(spell.until > seat.since, true)
        and {wanted}) family"""
"""A row for each spell, and for each part of a split hamlet that the family was allocated to in it,
which it then stood in."""
_OF_PLACE: Final = _STOOD.format(
    wanted="""spell.place_id = any(array(
        select place_id from allocations where to_place_id = %(place_id)s) || %(place_id)s::uuid)"""
)
_OF_FAMILY: Final = _STOOD.format(
    wanted="""spell.family_id = coalesce(
        (select survivor_id from aliases where alias_id = %(family_id)s), %(family_id)s)"""
)
_HEAD: Final = """coalesce((
    select named.head_ref from family_heads named
    where named.family_id = family.family_id and named.since <= %(day)s
    order by named.since desc limit 1), family.head_ref)"""
COLUMNS: Final = f"""
family.family_id, family.place_id, {_HEAD} as head_ref, family.registered_on, family.since,
case when family.until <= %(until)s then family.until end as until
"""
_WANTED: Final = """
family.place_id = %(place_id)s and family.since <= %(until)s and (%(on)s::date is null or (
    family.since <= %(on)s
    and coalesce(family.until > least(%(on)s, %(until)s), true)))
and not exists (select from aliases where alias_id = family.family_id)
"""
PAGE: Final = f"""
select distinct on (family.family_id) {COLUMNS} from {_OF_PLACE}
where {_WANTED} and family.family_id > %(after)s
order by family.family_id, family.since desc limit %(most)s
"""
"""Those on the books of `%(place_id)s` on the day `%(on)s` or, if there is none, ever, as far as is
seen until `%(until)s`, with who headed them on `%(day)s`."""
NUMBER: Final = f"select count(distinct family_id) from {_OF_PLACE} where {_WANTED}"
SPELLS: Final = f"""
select {COLUMNS} from {_OF_FAMILY} order by family.since desc
"""
"""Of an alias, those of the family it is."""

MEMBERS: Final = """
with those as (
    select person_ref, joined_on, left_on, relation_code from family_members
    where family_id = %(family_id)s
    union all
    select head_ref, registered_on, null, 'head' from families_by_place family
    where family_id = %(family_id)s and since = registered_on and not exists (
        select from family_members member
        where (member.family_id, member.person_ref) = (family.family_id, family.head_ref)
        and member.joined_on = family.registered_on)
), headed as (
    select coalesce((select head_ref from family_heads
        where family_id = %(family_id)s and since <= %(on)s order by since desc limit 1),
        (select head_ref from families_by_place where family_id = %(family_id)s limit 1)
    ) as head_ref
), ended as (
    select until from families_by_place where family_id = %(family_id)s order by since desc limit 1
)
select person_ref, joined_on,
    case when least(left_on, ended.until) <= %(until)s
        then least(left_on, ended.until) end as left_on,
    relation_code, person_ref = headed.head_ref as heads
from those, headed, ended
where joined_on <= %(on)s and coalesce(least(left_on, ended.until) > %(on)s, true)
    and person_ref > %(after)s
order by person_ref limit %(most)s
"""
"""Who belongs to the family on the day `%(on)s`."""

REGISTER: Final = """
insert into {families} (family_id, place_id, head_ref, registered_on, since)
select *, day from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::date[]) as new (f, p, h, day)
"""
FORGET: Final = "delete from {families} where family_id = %s returning head_ref, registered_on"
RESTATE: Final = "insert into {families} values (%s, %s, %s, %s, %s, %s)"
HEAD_SINCE: Final = """
update {members} set joined_on = %s where (family_id, person_ref, joined_on) = (%s, %s, %s)
"""
NAME_HEAD: Final = "insert into {heads} (family_id, head_ref, since) values (%s, %s, %s)"
JOIN: Final = """
insert into {members} (family_id, person_ref, joined_on, left_on, relation_code)
values (%s, %s, %s, %s, %s)
"""
LEAVE: Final = """
insert into {members} as known (family_id, person_ref, joined_on, left_on, relation_code)
values (%s, %s, %s, %s, 'head')
on conflict (family_id, person_ref, joined_on) do update set left_on = excluded.left_on
"""
"""Whoever it was registered under has no row of their own before."""
LEAVE_NOT: Final = "delete from {members} where (family_id, person_ref, joined_on) = (%s, %s, %s)"
FORGET_MEMBERS: Final = "delete from {members} where family_id = %s"
FORGET_HEADS: Final = "delete from {heads} where family_id = %s"

Restating = FamilyCorrected | FamilyMoved | FamilyEnded | FamilyWithdrawn | FamilyJoined
OfMember = FamilyMemberJoined | FamilyMemberLeft | FamilyMemberCorrected | FamilyMemberWithdrawn
HEARD: Final = (
    FamilyRegistered,
    FamilyCorrected,
    FamilyMoved,
    FamilyEnded,
    FamilyWithdrawn,
    FamilyJoined,
    FamilyHeadNamed,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyMemberCorrected,
    FamilyMemberWithdrawn,
)


@dataclass(frozen=True)
class FamilyRow:
    """A family (gia đình) on the books of a hamlet, and who heads it. `since` and `until`: the days
    between which it was on those of this hamlet, where it may have come from another one."""

    family_id: UUID
    place_id: UUID
    head_ref: UUID
    registered_on: date
    since: date
    until: date | None


@dataclass(frozen=True)
class MemberRow:
    """Somebody who belongs to a family on a day: since and until when, how to whoever headed it
    when they joined, and whether they head it on that day."""

    person_ref: UUID
    joined_on: date
    left_on: date | None
    relation_code: str
    heads: bool


class FamiliesByPlace(OfOwnFacts):
    """Members without a row of their own are those under whom a family was registered."""

    name = "families_by_place"
    version = 2
    hears = HEARD
    tables = ("families_by_place", "family_members", "family_heads")

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        for kind, run in groupby(batch, lambda recorded: type(recorded.fact)):
            if issubclass(kind, FamilyRegistered):
                write_rows(cursor, self._said(REGISTER), [*_registered(run)])
            else:
                for each in run:
                    self._tell(cursor, each.originator_id, each.fact)

    def _tell(self, cursor: Cursor[Any], family_id: UUID, fact: Any) -> None:
        match fact:
            case FamilyHeadNamed(head_ref, named_on):
                cursor.execute(self._asked(NAME_HEAD), (family_id, head_ref, named_on))
            case (
                FamilyCorrected()
                | FamilyMoved()
                | FamilyEnded()
                | FamilyJoined()
                | FamilyWithdrawn()
            ):
                self._restate(cursor, family_id, fact.now)
            case _:
                self._tell_of_member(cursor, family_id, fact)

    def _restate(self, cursor: Cursor[Any], family_id: UUID, spells: Spells) -> None:
        known = cursor.execute(self._asked(FORGET), (family_id,)).fetchone()
        if known is None:
            return
        head_ref, registered_on = known
        if not spells:
            cursor.execute(self._asked(FORGET_MEMBERS), (family_id,))
            cursor.execute(self._asked(FORGET_HEADS), (family_id,))
            return
        first = spells[0].since
        rows = [(family_id, s.place_id, head_ref, first, s.since, s.until) for s in spells]
        cursor.executemany(self._asked(RESTATE), rows)
        if first != registered_on:
            cursor.execute(self._asked(HEAD_SINCE), (first, family_id, head_ref, registered_on))

    def _tell_of_member(self, cursor: Cursor[Any], family_id: UUID, fact: OfMember) -> None:
        person_ref, joined_on = fact.person_ref, fact.joined_on
        match fact:
            case FamilyMemberJoined():
                new = (family_id, person_ref, joined_on, None, fact.relation_code)
                cursor.execute(self._asked(JOIN), new)
            case FamilyMemberLeft():
                cursor.execute(self._asked(LEAVE), (family_id, person_ref, joined_on, fact.left_on))
            case FamilyMemberCorrected():
                cursor.execute(self._asked(LEAVE_NOT), (family_id, person_ref, fact.written_on))
                row = (family_id, person_ref, joined_on, fact.left_on, fact.relation_code)
                cursor.execute(self._asked(JOIN), row)
            case FamilyMemberWithdrawn():
                cursor.execute(self._asked(LEAVE_NOT), (family_id, person_ref, joined_on))

    def _said(self, statement: str) -> str:
        families, members, heads = (versioned(each, self.version) for each in self.tables)
        return statement.format(families=families, members=members, heads=heads)

    def _asked(self, statement: str) -> bytes:
        return self._said(statement).encode()


def _registered(run: Iterator[Recorded[Any]]) -> Iterator[tuple[object, ...]]:
    for each in run:
        fact: FamilyRegistered = each.fact
        yield each.originator_id, fact.place_id, fact.head_ref, fact.registered_on


FAMILIES: Final = FamiliesByPlace()
