"""Merging clans and establishments, by what their streams say of where they are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.registry.allocations.allocation.reaching import allocated
from services.registry.allocations.allocation.subjects import Allocation
from services.registry.clan_members.membership.facts import heads_id
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clans.clan import Clan, ClanUnknown
from services.registry.duplicates.api.forms import Merged, Unmerged
from services.registry.duplicates.api.placing import (
    Beside,
    Company,
    FoundUnmerge,
    PlacedMerge,
    Way,
)
from services.registry.duplicates.api.same import same
from services.registry.duplicates.api.standing import require_both, standing
from services.registry.duplicates.merging import bearers
from services.registry.duplicates.merging.bearers import KnownBearer
from services.registry.duplicates.merging.facts import (
    BearerMerged,
    ClanMerged,
    EstablishmentMerged,
)
from services.registry.establishments.establishment import Establishment, EstablishmentUnknown
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.refusals import Refusal
from shared.web.caller import Caller
from shared.web.counter import Counter

State = Clan | Establishment
Asking = Callable[[PlacedMerge, Any, Any], BearerMerged]
"""The fact that a form asks for, of the bearer that is to be an alias, and of the survivor; it says
on whose books they are."""


def _said(form: PlacedMerge, merged: State, survivor: State) -> dict[str, Any]:
    """What is said of each merge; the spells are found where it is decided."""
    return {
        "place_id": merged.last_place or form.place_id,
        "survivor_id": form.survivor_id,
        "survivor_place_id": survivor.last_place or form.survivor_place_id,
        "merged_on": form.merged_on,
        "ground_code": form.ground_code,
        "was": (),
    }


def _of_clan(form: PlacedMerge, clan: Clan, survivor: Clan) -> ClanMerged:
    return ClanMerged(**_said(form, clan, survivor))


def _of_establishment(
    form: PlacedMerge, establishment: Establishment, survivor: Establishment
) -> EstablishmentMerged:
    return EstablishmentMerged(**_said(form, establishment, survivor), kind=establishment.kind)


def _known(bearer_id: UUID, state: State) -> KnownBearer:
    return KnownBearer(bearer_id, state.spells, state.alias)


async def _nobody(_: Counter, __: Sequence[UUID]) -> Mapping[UUID, Company]:
    """No person is known of establishments."""
    return {}


async def _heads(counter: Counter, clan_ids: Sequence[UUID]) -> Mapping[UUID, Company]:
    """Whoever heads each clan, and of an alias the clan it is, or did, by every reference: what is
    said of it may be about them."""
    reader = counter.transactions.store.reader
    clans = await reader.read([(each, Clan) for each in dict.fromkeys(clan_ids)])
    into = {
        clan_id: each.state.alias.survivor_id
        for (clan_id, _), each in clans.items()
        if isinstance(each.state.alias, BearerMerged)
    }
    wanted = {each: (heads_id(each), ClanHeads) for each in {*clan_ids, *into.values()}}
    found = await reader.read([*wanted.values()])
    heads: dict[UUID, frozenset[UUID]] = {
        clan_id: found[each].state.head_refs for clan_id, each in wanted.items()
    }
    refs = {each: heads[each] | heads[into.get(each, each)] for each in clan_ids}
    named = await same(counter, frozenset().union(*refs.values()))
    return {
        clan_id: Company(same=frozenset().union(*(named[each] for each in headed)))
        for clan_id, headed in refs.items()
    }


def _way(
    state: type[State], unknown: type[Refusal], asking: Asking, beside: Beside = _nobody
) -> Way:
    """Of bearers whose streams add up to that, and that nothing else is decided upon with."""

    async def known(counter: Counter, ids: Sequence[UUID]) -> Mapping[UUID, State]:
        reader = counter.transactions.store.reader
        found = await reader.read([(each, state) for each in dict.fromkeys(ids)])
        return {bearer_id: each.state for (bearer_id, _), each in found.items()}

    async def places(counter: Counter, ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        found = await known(counter, ids)
        books = {each: bearer.last_place for each, bearer in found.items() if bearer.last_place}
        return await standing(counter, books)

    async def survivors(counter: Counter, ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        aliases = {each: bearer.alias for each, bearer in (await known(counter, ids)).items()}
        return {k: v.survivor_id for k, v in aliases.items() if isinstance(v, BearerMerged)}

    def merge(form: PlacedMerge, by: Caller) -> Command:
        def decide(merged: State, survivor: State) -> Decision:
            two = _known(form.merged_id, merged), _known(form.survivor_id, survivor)
            facts = bearers.merge(*two, asking(form, merged, survivor), by.day)
            return Decision({form.merged_id: facts}, Merged(*form.ids))

        return command(by, decide, *((each, state) for each in form.ids))

    def unmerge(form: FoundUnmerge, by: Caller) -> Command:
        survivor_id = form.survivor_id or form.merged_id

        def decide(merged: State, at: Allocation, survivors: Allocation) -> Decision:
            told = merged.alias
            require_both(by, told, at, survivors)
            facts = bearers.unmerge(told, form.unmerged_on, by.day)
            return Decision({form.merged_id: facts}, Unmerged(form.merged_id))

        both = allocated(form.merged_id), allocated(survivor_id)
        return command(by, decide, (form.merged_id, state), *both)

    return Way(unknown, places, beside, merge, survivors, unmerge)


CLANS: Final = _way(Clan, ClanUnknown, _of_clan, _heads)
ESTABLISHMENTS: Final = _way(Establishment, EstablishmentUnknown, _of_establishment)
