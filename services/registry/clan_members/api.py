"""The counter for members of clans: who joins one, leaves it, heads it; each said of one or of
many. People are named by reference: whoever joins a clan is on the books already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter

from services.registry.allocations.allocation.reaching import allocated, within_reach
from services.registry.allocations.allocation.subjects import allocation_stream
from services.registry.clan_members.membership.days import place_on
from services.registry.clan_members.membership.facts import (
    ClanHeadNamed,
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
from services.registry.clan_members.views import CLAN, MEMBERS, ClanFound, ClanMemberRow
from services.registry.clans.clan import Clan, ClanUnknown
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.people.person import Person
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import referred
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.calendar import require_come
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, Form

States = Mapping[UUID, Any]
Reader = Annotated[Caller, reads("registry.clan-member.read")]
OF_CLAN: Final = f"{ClanMemberRow.__doc__} Of today, unless `on` says another day."


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


class ClanHeadForm(Form):
    """A member, who heads the clan from that day on."""

    clan_id: UUID
    person_ref: UUID
    named_on: Day


@dataclass(frozen=True)
class OfClan:
    clan_id: UUID
    person_ref: UUID


@dataclass(frozen=True)
class Referred:
    """Around what names somebody new to a clan: within reach, and by the reference they go by."""

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[Any]]
    ) -> Sequence[Refusal | None]:
        return [None] * len(again)

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

    async def after(
        self, counter: Counter, asked: Sequence[Asked[Any]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        return outcomes


def join(form: ClanJoiningForm, by: Caller) -> Command:
    """From that day on somebody belongs to a clan, whichever others they belong to."""
    ref, stream = form.person_ref, membership_id(form.person_ref)

    def decide(states: States) -> Decision:
        clan = _reached(states, form.clan_id, by)
        member: ClanMembership = states[stream]
        _require_present(states, ref, form.joined_on)
        at = _place(clan, form.joined_on)
        asked = ClanMemberJoined(form.clan_id, at, ref, form.joined_on)
        return Decision({stream: member.join(asked, clan, by.day)}, OfClan(form.clan_id, ref))

    streams = {**_clan(form.clan_id), stream: ClanMembership, **_somebody(ref)}
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
        at = _place(clan, form.joined_on)
        asked = ClanMemberWithdrawn(form.clan_id, at, form.person_ref, form.joined_on)
        return member.withdraw(asked, heads)

    return _of_member(form, by, decided)


def name_head(form: ClanHeadForm, by: Caller) -> Command:
    """From that day on a member heads the clan (trưởng họ); whoever did goes on as a member."""
    ref, heading = form.person_ref, heads_id(form.clan_id)
    stream = membership_id(ref)

    def decide(states: States) -> Decision:
        clan = _reached(states, form.clan_id, by)
        heads: ClanHeads = states[heading]
        member: ClanMembership = states[stream]
        _require_present(states, ref, form.named_on)
        asked = ClanHeadNamed(form.clan_id, ref, form.named_on)
        facts = heads.name(asked, clan, member.stays(form.clan_id), by.day)
        return Decision({heading: facts}, OfClan(form.clan_id, ref))

    known = {**_clan(form.clan_id), heading: ClanHeads, stream: ClanMembership}
    return Command(by.origin, known | _somebody(ref), decide, by.key)


def _somebody(person_ref: UUID) -> dict[UUID, type[Any]]:
    """The streams that say whether a person is there to join or head anything."""
    return {person_ref: Person, belonging_id(person_ref): Belonging}


def _require_present(states: States, person_ref: UUID, day: date) -> None:
    """Raises of whoever is erased, goes by another reference, or died by that day."""
    states[person_ref].require_present()
    states[belonging_id(person_ref)].require_alive(day)


def _of_member(
    form: Any,
    by: Caller,
    decided: Callable[[Clan, ClanMembership, ClanHeads], Sequence[OfMember]],
) -> Command:
    clan_id, ref, stream = form.clan_id, form.person_ref, membership_id(form.person_ref)

    heading = heads_id(clan_id)

    def decide(states: States) -> Decision:
        clan = _reached(states, clan_id, by)
        facts = decided(clan, states[stream], states[heading])
        return Decision({stream: [*facts]}, OfClan(clan_id, ref))

    streams = {**_clan(clan_id), stream: ClanMembership, heading: ClanHeads}
    return Command(by.origin, streams, decide, by.key)


def _clan(clan_id: UUID) -> dict[UUID, type[Any]]:
    """The streams that say what a clan is and where it stands."""
    return dict([(clan_id, Clan), allocated(clan_id)])


def _reached(states: States, clan_id: UUID, by: Caller) -> Clan:
    """The clan of whose members something is said, in the caller's reach, and no alias."""
    if not isinstance(states[clan_id], Clan):  # its id was said to be the member's, too
        raise ClanUnknown
    clan: Clan = within_reach(by, "clan", lambda it: it)(
        states[clan_id], states[allocation_stream(clan_id)]
    )
    return clan


def _place(clan: Clan, day: date) -> UUID:
    """On whose books the clan was then, or was last."""
    assert clan.last_place is not None, "it is in reach, so it has one"
    return place_on(clan, day) if clan.spells else clan.last_place


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/clans", tags=["clan members"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)

    @router.get("/{clan_id}/members", description=OF_CLAN)
    async def members(
        clan_id: UUID, caller: Reader, page: Paging, on: Day | None = None
    ) -> PageOf[ClanMemberRow]:
        for clan in await counter.rows(ClanFound, CLAN, clan_id=clan_id):
            until = caller.sees(clan.place_id).until
            if clan.since > until:
                continue
            shown: dict[str, Any] = {
                "clan_id": clan.clan_id,
                "until": until,
                "on": min(on or caller.day, until),
            }
            return await counter.page(ClanMemberRow, MEMBERS, page, **shown)  # itself, of an alias
        raise ClanUnknown

    return [router]


def _rows(form: Any, commanding: Any, action: str = "record", around: Any = None) -> Rows[Any, Any]:
    return Rows(f"registry.clan-member.{action}", form, commanding, OfClan, around=around)


_RECORDED: Final[Mapping[str, Rows[Any, Any]]] = {
    "/members": _rows(ClanJoiningForm, join, around=Referred()),
    "/members/departures": _rows(ClanLeavingForm, leave),
    "/members/corrections": _rows(ClanMemberCorrectionForm, correct),
    "/members/withdrawals": _rows(ClanMemberWithdrawalForm, withdraw),
    "/heads": _rows(ClanHeadForm, name_head, "head", Referred()),
}
