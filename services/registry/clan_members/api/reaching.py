"""What is said of a clan and somebody: both in reach, and there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.registry.allocations.allocation.reaching import allocated, within_reach
from services.registry.allocations.allocation.subjects import allocation_stream
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import citizen_ref
from services.registry.clan_members.membership.days import place_on
from services.registry.clans.clan import Clan, ClanUnknown
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.people.person import Person
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import referred
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked
from shared.web.caller import Caller
from shared.web.counter import Counter

States = Mapping[UUID, Any]


@dataclass(frozen=True)
class OfClan:
    clan_id: UUID
    person_ref: UUID


@dataclass(frozen=True)
class Referred(Around[Any]):
    """Around what names somebody new to a clan: within reach, and by the reference they go by."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        if not asked:
            return []
        refs = [row.form.person_ref for row in asked]
        found = await referred(counter.has(Vault), refs, asked[0].by)

        def ready(row: Asked[Any], ref: UUID | Refusal) -> Any | Refusal:
            is_no = isinstance(ref, Refusal)
            return ref if is_no else row.form.model_copy(update={"person_ref": ref})

        return [ready(row, ref) for row, ref in zip(asked, found, strict=True)]


def somebody(person_ref: UUID) -> dict[UUID, type[Any]]:
    """The streams that say whether a person is there to join or head anything."""
    streams: dict[UUID, type[Any]] = {person_ref: Person, belonging_id(person_ref): Belonging}
    return streams | {citizen_ref(person_ref): Citizen}


def require_present(states: States, person_ref: UUID, day: date) -> None:
    """Raises of whoever is erased, goes by another reference, or died by that day, as a member of a
    family or as a citizen."""
    states[person_ref].require_present()
    states[belonging_id(person_ref)].require_alive(day)
    citizen: Citizen = states[citizen_ref(person_ref)]
    citizen.require_alive(day)


def clan_streams(clan_id: UUID) -> dict[UUID, type[Any]]:
    """The streams that say what a clan is and where it stands."""
    return dict([(clan_id, Clan), allocated(clan_id)])


def reached(states: States, clan_id: UUID, by: Caller) -> Clan:
    """The clan of whose members something is said, in the caller's reach, and no alias."""
    if not isinstance(states[clan_id], Clan):  # its id was said to be the member's, too
        raise ClanUnknown
    clan: Clan = within_reach(by, "clan", lambda it: it)(
        states[clan_id], states[allocation_stream(clan_id)]
    )
    return clan


def place(clan: Clan, day: date) -> UUID:
    """On whose books the clan was then, or was last."""
    assert clan.last_place is not None, "it is in reach, so it has one"
    return place_on(clan, day) if clan.spells else clan.last_place
