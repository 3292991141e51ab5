"""Families and clans, with those who belong to them: what is told of one of each, over and over."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from msgspec.structs import replace

from shared.contracts.envelope import Contract
from shared.contracts.fields import Spell
from shared.contracts.registry.clan_members import (
    ClanMemberCorrectedV1,
    ClanMemberJoinedV1,
    ClanMemberLeftV1,
    ClanMemberWithdrawnV1,
)
from shared.contracts.registry.families import (
    FamilyMemberCorrectedV1,
    FamilyMemberJoinedV1,
    FamilyMemberLeftV1,
    FamilyMemberWithdrawnV1,
)
from shared.vocabulary.identifiers import new_id
from tests.rollups import events

FAMILY, CLAN = new_id(), new_id()
NAMES: Final = {"family_id": "family-members", "clan_id": "clan-members"}
LEFT_AFTER: Final = timedelta(days=20)


def members(place_id: UUID, day: date = events.DAY, of: UUID = FAMILY) -> list[Contract]:
    """Of one each: joined on that day, left after twenty, is known to have come ten days later than
    was said and not to have left, never was."""
    told: dict[str, Any] = {"place_id": place_id, "person_ref": new_id(), "joined_on": day}
    left, late = day + LEFT_AFTER, day + LEFT_AFTER / 2
    was = (Spell(place_id=place_id, since=day, until=left),)
    now = (Spell(place_id=place_id, since=late),)
    right = {"written_on": day, "left_on": None, "was": was, "now": now} | {"joined_on": late}
    if of == CLAN:
        told |= {"clan_id": of}
        return [
            ClanMemberJoinedV1(**told),
            ClanMemberLeftV1(**told, left_on=left),
            ClanMemberCorrectedV1(**told | right),
            ClanMemberWithdrawnV1(**told, was=was),
        ]
    told |= {"family_id": of}
    return [
        FamilyMemberJoinedV1(**told),
        FamilyMemberLeftV1(**told, left_on=left),
        FamilyMemberCorrectedV1(**told | right),
        FamilyMemberWithdrawnV1(**told, was=was),
    ]


def told(place_id: UUID, day: date, to: UUID) -> list[Contract]:
    """Whatever may be told of the family and of the clan, and of their members."""
    families = [events.family(place_id, day), *events.family_restated(place_id, day, to)]
    clans: list[Any] = [events.clan(place_id, day), events.clan_ended(place_id, day)]
    clans += [events.clan_moved(place_id, day, to), events.clan_corrected(place_id, day)]
    clans += [events.clan_withdrawn(place_id, day), *events.bearers_merged(place_id, day)[:2]]
    return [
        *(replace(each, family_id=FAMILY) for each in families),
        *(replace(each, clan_id=CLAN) for each in clans),
        *members(place_id, day),
        *members(place_id, day, CLAN),
    ]


def said(event: Any) -> Iterator[tuple[date, int]]:
    """From which days on how many more belong to it, by the meaning of the event."""
    match event:
        case FamilyMemberJoinedV1() | ClanMemberJoinedV1():
            yield event.joined_on, 1
        case FamilyMemberLeftV1() | ClanMemberLeftV1():
            yield event.left_on, -1
        case _:
            for days, times in ((event.was, -1), (event.now, 1)):
                for each in days:
                    yield each.since, times
                    if each.until is not None:
                        yield each.until, -times
