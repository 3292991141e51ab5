"""Who joins a clan and who leaves it; each said of one or of many. People are named by reference:
whoever joins a clan is on the books already."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from services.registry.clan_members.api.reaching import (
    OfClan,
    States,
    clan_streams,
    place,
    reached,
    require_present,
    somebody,
)
from services.registry.clan_members.membership.facts import (
    ClanMemberJoined,
    ClanMemberWithdrawn,
    OfMember,
    heads_id,
    membership_id,
)
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clan_members.membership.membership import (
    ClanMembership,
    Correction,
    Leaving,
)
from services.registry.clans.clan import Clan
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.calendar import require_come
from shared.web.caller import Caller
from shared.web.values import Day, Form


class ClanJoiningForm(Form):
    clan_id: UUID
    person_ref: UUID
    joined_on: Day


class ClanLeavingForm(Form):
    clan_id: UUID
    person_ref: UUID
    left_on: Day


class ClanMemberCorrectionForm(Form):
    """Of whoever is written down as joined on `written_on`; `left_on` none: has not left."""

    clan_id: UUID
    person_ref: UUID
    written_on: Day
    joined_on: Day
    left_on: Day | None = None


class ClanMemberWithdrawalForm(Form):
    """Of whoever is written down as joined on that day."""

    clan_id: UUID
    person_ref: UUID
    joined_on: Day


def join(form: ClanJoiningForm, by: Caller) -> Command:
    """From that day on somebody belongs to a clan, whichever others they belong to."""
    ref, stream = form.person_ref, membership_id(form.person_ref)

    def decide(states: States) -> Decision:
        clan = reached(states, form.clan_id, by)
        member: ClanMembership = states[stream]
        require_present(states, ref, form.joined_on)
        at = place(clan, form.joined_on)
        asked = ClanMemberJoined(form.clan_id, at, ref, form.joined_on)
        return Decision({stream: member.join(asked, clan, by.day)}, OfClan(form.clan_id, ref))

    streams = {**clan_streams(form.clan_id), stream: ClanMembership, **somebody(ref)}
    return Command(by.origin, streams, decide, by.key)


def leave(form: ClanLeavingForm, by: Caller) -> Command:
    """From that day on somebody belongs to a clan no more."""

    def decided(clan: Clan, member: ClanMembership, heads: ClanHeads) -> Sequence[OfMember]:
        require_come(form.left_on, by.day)
        return member.leave(Leaving(**form.model_dump()), clan, heads)

    return _of_member(form, by, decided)


def correct(form: ClanMemberCorrectionForm, by: Caller) -> Command:
    """Days of a member were written wrongly, and have been these all the time."""

    def decided(clan: Clan, member: ClanMembership, heads: ClanHeads) -> Sequence[OfMember]:
        for day in filter(None, (form.joined_on, form.left_on)):
            require_come(day, by.day)
        return member.correct(Correction(**form.model_dump()), clan, heads)

    return _of_member(form, by, decided)


def withdraw(form: ClanMemberWithdrawalForm, by: Caller) -> Command:
    """Somebody never was a member: as if it had not been written down."""

    def decided(clan: Clan, member: ClanMembership, heads: ClanHeads) -> Sequence[OfMember]:
        at = place(clan, form.joined_on)
        asked = ClanMemberWithdrawn(form.clan_id, at, form.person_ref, form.joined_on)
        return member.withdraw(asked, heads)

    return _of_member(form, by, decided)


def _of_member(
    form: Any,
    by: Caller,
    decided: Callable[[Clan, ClanMembership, ClanHeads], Sequence[OfMember]],
) -> Command:
    clan_id, ref, stream = form.clan_id, form.person_ref, membership_id(form.person_ref)

    heading = heads_id(clan_id)

    def decide(states: States) -> Decision:
        clan = reached(states, clan_id, by)
        facts = decided(clan, states[stream], states[heading])
        return Decision({stream: [*facts]}, OfClan(clan_id, ref))

    streams = {**clan_streams(clan_id), stream: ClanMembership, heading: ClanHeads}
    return Command(by.origin, streams, decide, by.key)
