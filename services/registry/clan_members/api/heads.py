"""Who heads a clan (trưởng họ): a member, of age."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.registry.clan_members.api.reaching import (
    OfClan,
    Referred,
    States,
    clan_streams,
    reached,
    require_present,
    somebody,
)
from services.registry.clan_members.membership.facts import ClanHeadNamed, heads_id, membership_id
from services.registry.clan_members.membership.heads import ClanHeadAge, ClanHeads
from services.registry.clan_members.membership.membership import ClanMembership
from services.registry.clan_members.membership.refusals import ClanHeadUnderage
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import births
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.values import Day, Form


class ClanHeadForm(Form):
    """A member, who heads the clan from that day on."""

    clan_id: UUID
    person_ref: UUID
    named_on: Day


@dataclass(frozen=True)
class Heading(Referred):
    """Around what names a head: of age on that day, as far as the vault knows when they were
    born."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        ready = await super().before(counter, asked)
        refs = [each.person_ref for each in ready if not isinstance(each, Refusal)]
        born = await births(counter.has(Vault), refs, asked[0].by) if refs else {}
        years = counter.has(ClanHeadAge).years

        def of_age(form: Any) -> Any | Refusal:
            birth = None if isinstance(form, Refusal) else born.get(form.person_ref)
            if birth is None or birth.may_be_as_old(years, form.named_on):
                return form
            return ClanHeadUnderage(years=years)

        return [of_age(each) for each in ready]


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
