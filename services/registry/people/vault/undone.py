"""Streams that say of somebody what an import brought, and that it never was: by them nobody is on
the books. What an officer withdraws, whoever withdrew it may say anew by reference: that stays."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import CitizenRegistered, CitizenWithdrawn
from services.registry.families.family.belonging import Belonging
from services.registry.families.family.facts import (
    FamilyHeadReleased,
    FamilyHeadReserved,
    FamilyMemberReserved,
)
from services.registry.memberships.membership.facts import MembershipReserved
from services.registry.memberships.membership.person import PersonsMemberships
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.mapper import FactMapper
from shared.eventstore.reading.endings import all_said, ended_by
from shared.importing.acting import IMPORTS

OF_PERSON: Final = (FamilyHeadReserved, FamilyHeadReleased, FamilyMemberReserved)
BEFORE: Final[Mapping[Any, Any]] = {
    **dict.fromkeys(OF_PERSON, Belonging()),
    MembershipReserved: PersonsMemberships(),
    **dict.fromkeys((CitizenRegistered, CitizenWithdrawn), Citizen()),
}
"""Of each fact what its stream is before any."""
MAPPER: Final = FactMapper(BEFORE)
KNOWN: Final = frozenset(each.TYPE for each in BEFORE)
LAST: Final = (FamilyMemberReserved, FamilyHeadReleased, MembershipReserved, CitizenWithdrawn)


async def undone(line: SteadyConnection, streams: Collection[UUID]) -> set[UUID]:
    """Those of the streams that say nothing more since an import took back what it said."""
    types = [each.TYPE for each in LAST]
    ended = await ended_by(line, streams, types, IMPORTS)
    states: dict[UUID, Any] = {}
    other: set[UUID] = set()
    for stream, type_, data in await all_said(line, ended):
        if type_ not in KNOWN:
            other.add(stream)
            continue
        fact = MAPPER.decode(type_, data)
        states[stream] = states.get(stream, BEFORE[type(fact)]).evolve(fact)
    return {stream for stream, state in states.items() if stream not in other and _is_empty(state)}


def _is_empty(state: Any) -> bool:
    match state:
        case Belonging(families, heads, died_on):
            stays = [stay for each in families for stay in each.stays]
            return not stays and heads is None and died_on is None
        case PersonsMemberships(known):
            return not any(known.values())
        case Citizen():
            return not state.spells and state.merged is None
    return False
