"""Who heads a clan (trưởng họ): a member, of age."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from pydantic import PrivateAttr

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import citizen_ref
from services.registry.clan_members.api.reaching import (
    OfClan,
    Referred,
    States,
    clan_streams,
    reached,
    require_present,
    somebody,
)
from services.registry.clan_members.membership.facts import (
    ClanHeadCorrected,
    ClanHeadNamed,
    heads_id,
    membership_id,
)
from services.registry.clan_members.membership.heads import ClanHeadAge, ClanHeads
from services.registry.clan_members.membership.membership import ClanMembership
from services.registry.clan_members.membership.refusals import ClanHeadUnderage
from services.registry.families.family.belonging import Belonging, belonging_id
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


class ClanHeadCorrectionForm(Form):
    """Whoever is written down as its head from `written_on` on has been from `named_on` on."""

    clan_id: UUID
    person_ref: UUID
    written_on: Day
    named_on: Day
    _heads: frozenset[UUID] = PrivateAttr(default_factory=frozenset)

    @property
    def heads(self) -> frozenset[UUID]:
        """Whoever heads it or did."""
        return self._heads

    def knowing(self, heads: frozenset[UUID]) -> Self:
        found = self.model_copy()
        found._heads = heads
        return found


@dataclass(frozen=True)
class Heading(Referred):
    """Around what names a head: of age on that day, as far as the vault knows when they were
    born."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        return await self._of_age(counter, asked, await super().before(counter, asked))

    async def _of_age(
        self, counter: Counter, asked: Sequence[Asked[Any]], ready: Sequence[Any | Refusal]
    ) -> Sequence[Any | Refusal]:
        refs = [each.person_ref for each in ready if not isinstance(each, Refusal)]
        born = await births(counter.has(Vault), refs, asked[0].by) if refs else {}
        years = counter.has(ClanHeadAge).years

        def of_age(form: Any) -> Any | Refusal:
            birth = None if isinstance(form, Refusal) else born.get(form.person_ref)
            if birth is None or birth.may_be_as_old(years, form.named_on):
                return form
            return ClanHeadUnderage(years=years)

        return [of_age(each) for each in ready]


@dataclass(frozen=True)
class HeadingCorrection(Heading):
    """The same of a day that is put right, of whoever heads it already; and who heads it or did."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        streams = {row.form.clan_id: heads_id(row.form.clan_id) for row in asked}
        wanted = [(each, ClanHeads) for each in streams.values()]
        found = await counter.transactions.store.reader.read(wanted) if wanted else {}
        known = {
            clan_id: found[stream, ClanHeads].state.head_refs for clan_id, stream in streams.items()
        }
        forms = [row.form.knowing(known[row.form.clan_id]) for row in asked]
        return await self._of_age(counter, asked, forms)


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


def correct_head(form: ClanHeadCorrectionForm, by: Caller) -> Command:
    """From when on a member heads the clan was written wrongly: whoever did before does until
    then."""
    ref, heading, clan_id = form.person_ref, heads_id(form.clan_id), form.clan_id
    asked = ClanHeadCorrected(clan_id, ref, form.written_on, form.named_on)

    def decide(states: States) -> Decision:
        clan = reached(states, clan_id, by)
        states[belonging_id(ref)].require_alive(form.named_on)
        states[citizen_ref(ref)].require_alive(form.named_on)
        heads: ClanHeads = states[heading]
        stays = {each: states[membership_id(each)].stays(clan_id) for each in form.heads}
        facts = heads.correct(asked, clan, stays, by.day)
        return Decision({heading: facts}, OfClan(clan_id, ref))

    known = {**clan_streams(clan_id), heading: ClanHeads, belonging_id(ref): Belonging}
    known[citizen_ref(ref)] = Citizen
    members = dict.fromkeys(map(membership_id, form.heads), ClanMembership)
    return Command(by.origin, known | members, decide, by.key)
