"""Days in a clan: which of them may be."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.clan_members.membership.refusals import ClanMemberOutsideLife
from services.registry.clans.clan import Clan, ClanUnknown
from services.registry.families.family.belonging import meet
from services.registry.families.family.facts import Stay
from services.registry.families.family.refusals import MemberAlready


def place_on(clan: Clan, day: date) -> UUID:
    """On whose books the clan is on that day; before the first, its first place."""
    held = [each.place_id for each in clan.spells if each.since <= day]
    return held[-1] if held else clan.spells[0].place_id


def require_on_books(clan: Clan, days: Stay) -> None:
    """Raises unless the clan is on the books on all of these days; an end of its own ends them."""
    if clan.registered is None:
        raise ClanUnknown
    if not clan.spells:
        raise WithdrawnAlready
    since, until = clan.spells[0].since, clan.spells[-1].until or date.max
    if days.since < since or days.since >= until or (days.until or date.min) > until:
        raise ClanMemberOutsideLife(since=since, until=until)


def require_apart(stays: Iterable[Stay], wanted: Stay) -> None:
    for each in stays:
        if meet(each, wanted):
            raise MemberAlready(since=each.since)


def lasts(stay: Stay, day: date) -> bool:
    return stay.until is None and stay.since <= day


def holds(stay: Stay, days: Stay) -> bool:
    return stay.since <= days.since and (days.until or date.max) <= (stay.until or date.max)
