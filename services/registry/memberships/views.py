"""What officers look up: the memberships of a place (`memberships`), and by how many the members
of a host change on a day (`members_by_day`). In `membership_spells` stands what memberships say of
the chapters that they are of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.memberships.membership.facts import (
    MembershipCorrected,
    MembershipDuesPaid,
    MembershipEnded,
    MembershipFact,
    MembershipMoved,
    MembershipSite,
    MembershipSpells,
    MembershipStarted,
    MembershipWithdrawn,
)
from services.registry.memberships.membership.hosts import ITSELF
from shared.eventstore.facts import Fact, Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.things import Things
from shared.eventstore.views.writing import write_rows


@dataclass(frozen=True)
class MembershipRow:
    """A membership (hội viên) of a host `since` a day, a chapter by its kind or an association
    itself, or last; of whom, if the list said it, and of which years dues were paid."""

    membership_id: UUID
    place_id: UUID
    host_kind: str
    host_id: UUID
    person_ref: UUID | None
    since: date
    years: Sequence[int] | None
    joined_on: date
    ended_on: date | None = None


class Memberships(Things[MembershipRow]):
    def _said(self, fact: Fact) -> dict[str, object]:
        said = super()._said(fact)
        return said | ({"years": list(fact.years)} if isinstance(fact, MembershipDuesPaid) else {})


MEMBERSHIPS = Memberships(
    "memberships",
    1,
    MembershipRow,
    MembershipStarted,
    (MembershipMoved, MembershipCorrected, MembershipEnded, MembershipDuesPaid),
    "since",
    "ended_on",
    MembershipWithdrawn,
    allocated=True,
    with_whom="host_id",
)


CHANGE_ON_DAYS: Final = """
insert into {table} as known (host_id, day, change)
select * from unnest(%s::uuid[], %s::date[], %s::bigint[])
on conflict (host_id, day) do update set change = known.change + excluded.change
"""


class MembersByDay(OfOwnFacts):
    """By how many the members of a host change on a day."""

    name = "members_by_day"
    version = 1
    hears = (
        MembershipStarted,
        MembershipMoved,
        MembershipCorrected,
        MembershipEnded,
        MembershipWithdrawn,
    )
    tables = ("members_by_day",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        changes: dict[tuple[UUID, date], int] = defaultdict(int)
        for recorded in batch:
            for host_id, day, change in _changes(recorded.fact):
                changes[host_id, day] += change
        # Also what adds up to nothing: a rebuild has the same rows, whatever came in one batch.
        rows = [(*key, change) for key, change in changes.items()]
        write_rows(cursor, CHANGE_ON_DAYS.format(table=table(self, self.name)), rows)


def _changes(fact: MembershipFact) -> Iterator[tuple[UUID, date, int]]:
    match fact:
        case MembershipStarted():
            yield fact.host_id, fact.joined_on, 1
        case MembershipMoved() | MembershipCorrected() | MembershipEnded():
            yield from _stayed(fact.was, -1)
            yield from _stayed(fact.now, 1)
        case MembershipWithdrawn():
            yield from _stayed(fact.was, -1)


def _stayed(spells: MembershipSpells, number: int) -> Iterator[tuple[UUID, date, int]]:
    for spell in spells:
        yield spell.host_id, spell.since, number
        if spell.until is not None:
            yield spell.host_id, spell.until, -number


MEMBERS_BY_DAY: Final = MembersByDay()

FORGET_SPELLS: Final = "delete from {table} where membership_id = any(%s::uuid[])"
WRITE_SPELLS: Final = """
insert into {table} (membership_id, since, host_id, place_id, host_kind)
select * from unnest(%s::uuid[], %s::date[], %s::uuid[], %s::uuid[], %s::text[])
"""


class SpellsOfMemberships(OfOwnFacts):
    """Of each membership the chapters that it was one of, as the books have it."""

    name = "membership_spells"
    version = 1
    hears = MembersByDay.hears
    tables = ("membership_spells",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        last: dict[UUID, MembershipSpells] = {}
        for recorded in batch:
            if isinstance(recorded.fact, self.hears):
                last[recorded.originator_id] = _spells(recorded.fact)
        spells = table(self, self.name)
        cursor.execute(FORGET_SPELLS.format(table=spells).encode(), ([*last],))
        rows = [
            (membership_id, each.since, each.host_id, each.place_id, each.host_kind)
            for membership_id, known in last.items()
            for each in known
            if each.host_kind != ITSELF
        ]
        write_rows(cursor, WRITE_SPELLS.format(table=spells), rows)


def _spells(fact: Any) -> MembershipSpells:
    match fact:
        case MembershipStarted(place_id=place_id, host_kind=kind, host_id=host_id, joined_on=day):
            return (MembershipSite(place_id, day, kind, host_id).spell(),)
        case MembershipWithdrawn():
            return ()
        case _:
            spells: MembershipSpells = fact.now
            return spells


MEMBERSHIP_SPELLS: Final = SpellsOfMemberships()
