"""What officers look up: who belongs to a clan, and who heads it (`clan_members`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.clan_members.membership.facts import (
    ClanHeadCorrected,
    ClanHeadNamed,
    ClanMemberCorrected,
    ClanMemberJoined,
    ClanMemberLeft,
    ClanMemberWithdrawn,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, versioned

CLAN: Final = """
select clan_id, coalesce(seat.to_place_id, clan.place_id) as place_id,
    greatest(clan.since, seat.since) as since
from clans clan join lateral (
    select to_place_id, since from allocations said
    where (said.subject_id, said.place_id) = (clan.clan_id, clan.place_id)
    union all select null, null) seat on true
where clan_id = coalesce(
    (select survivor_id from aliases where alias_id = %(clan_id)s), %(clan_id)s)
order by seat.since desc nulls last
"""
"""Of an alias, the clan it is. Where it stands; after that, where it was before that."""
MEMBERS: Final = """
with headed as (
    select head_ref from clan_heads where clan_id = %(clan_id)s and since <= %(on)s
    order by since desc limit 1
)
select person_ref, joined_on,
    case when least(left_on, ended_on) <= %(until)s then least(left_on, ended_on) end as left_on,
    coalesce(person_ref = (select head_ref from headed), false) as heads
from clan_members join clans using (clan_id)
where clan_id = %(clan_id)s and joined_on <= %(on)s and registered_on <= %(on)s
    and coalesce(least(left_on, ended_on) > %(on)s, true) and person_ref > %(after)s
order by person_ref limit %(most)s
"""
"""Who belongs to the clan on the day `%(on)s`, as far as is seen until `%(until)s`."""

JOIN: Final = "insert into {members} values (%s, %s, %s, %s)"
LEAVE: Final = """
update {members} set left_on = %s where (clan_id, person_ref, joined_on) = (%s, %s, %s)
"""
LEAVE_NOT: Final = "delete from {members} where (clan_id, person_ref, joined_on) = (%s, %s, %s)"
NAME_HEAD: Final = "insert into {heads} values (%s, %s, %s)"
HEAD_SINCE: Final = "update {heads} set since = %s where (clan_id, head_ref, since) = (%s, %s, %s)"


@dataclass(frozen=True)
class ClanFound:
    """Where a clan stands, and since when."""

    clan_id: UUID
    place_id: UUID
    since: date


@dataclass(frozen=True)
class ClanMemberRow:
    """Somebody who belongs to a clan (dòng họ) on a day: since and until when, and whether they
    head it on that day."""

    person_ref: UUID
    joined_on: date
    left_on: date | None
    heads: bool


class ClanMembers(OfOwnFacts):
    name = "clan_members"
    version = 2
    hears = (
        ClanMemberJoined,
        ClanMemberLeft,
        ClanMemberCorrected,
        ClanMemberWithdrawn,
        ClanHeadNamed,
        ClanHeadCorrected,
    )
    tables = ("clan_members", "clan_heads")
    subject = "clan_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        for each in batch:
            self._tell(cursor, each.fact)

    def _tell(self, cursor: Cursor[Any], fact: Any) -> None:
        if isinstance(fact, ClanHeadNamed):
            named = (fact.clan_id, fact.head_ref, fact.named_on)
            cursor.execute(self._asked(NAME_HEAD), named)
            return
        if isinstance(fact, ClanHeadCorrected):
            was = (fact.clan_id, fact.head_ref, fact.written_on)
            cursor.execute(self._asked(HEAD_SINCE), (fact.named_on, *was))
            return
        whose = (fact.clan_id, fact.person_ref)
        match fact:
            case ClanMemberJoined():
                cursor.execute(self._asked(JOIN), (*whose, fact.joined_on, None))
            case ClanMemberLeft():
                cursor.execute(self._asked(LEAVE), (fact.left_on, *whose, fact.joined_on))
            case ClanMemberCorrected():
                cursor.execute(self._asked(LEAVE_NOT), (*whose, fact.written_on))
                cursor.execute(self._asked(JOIN), (*whose, fact.joined_on, fact.left_on))
            case ClanMemberWithdrawn():
                cursor.execute(self._asked(LEAVE_NOT), (*whose, fact.joined_on))

    def _asked(self, statement: str) -> bytes:
        members, heads = (versioned(each, self.version) for each in self.tables)
        return statement.format(members=members, heads=heads).encode()


CLAN_MEMBERS: Final = ClanMembers()
