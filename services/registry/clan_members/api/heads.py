"""Who heads a clan (trưởng họ): a member, of age."""

from uuid import UUID

from services.registry.clan_members.api.reaching import (
    OfClan,
    States,
    clan_streams,
    reached,
    require_present,
    somebody,
)
from services.registry.clan_members.membership.facts import ClanHeadNamed, heads_id, membership_id
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clan_members.membership.membership import ClanMembership
from shared.eventstore.commands import Command, Decision
from shared.web.caller import Caller
from shared.web.values import Day, Form


class ClanHeadForm(Form):
    """A member, who heads the clan from that day on."""

    clan_id: UUID
    person_ref: UUID
    named_on: Day


def name_head(form: ClanHeadForm, by: Caller) -> Command:
    """From that day on a member heads the clan (trưởng họ); whoever did goes on as a member."""
    ref, heading = form.person_ref, heads_id(form.clan_id)
    stream = membership_id(ref)

    def decide(states: States) -> Decision:
        clan = reached(states, form.clan_id, by)
        heads: ClanHeads = states[heading]
        member: ClanMembership = states[stream]
        require_present(states, ref, form.named_on)
        asked = ClanHeadNamed(form.clan_id, ref, form.named_on)
        facts = heads.name(asked, clan, member.stays(form.clan_id), by.day)
        return Decision({heading: facts}, OfClan(form.clan_id, ref))

    known = {**clan_streams(form.clan_id), heading: ClanHeads, stream: ClanMembership}
    return Command(by.origin, known | somebody(ref), decide, by.key)
