"""The counter for memberships: start, move, correct, end, withdraw them, dues of a year, and look
them up. People are named by reference, or nobody is named where the list names nobody."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Self
from uuid import UUID

import msgspec
from fastapi import APIRouter, Response
from pydantic import Field, PrivateAttr, model_validator

from services.registry.allocations.allocation.reaching import allocated, require_reached
from services.registry.allocations.allocation.subjects import (
    Allocation,
    SubjectKind,
    allocation_stream,
)
from services.registry.associations.association.association import Association
from services.registry.bearers.withdrawing import ground_of
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.memberships.membership.facts import MembershipFact, memberships_id
from services.registry.memberships.membership.hosts import Host
from services.registry.memberships.membership.membership import Membership
from services.registry.memberships.membership.person import PersonsMemberships
from services.registry.memberships.membership.refusals import (
    MembershipChangedMeanwhile,
    MembershipUnknown,
)
from services.registry.memberships.tree import (
    HOSTS,
    PLACES,
    Books,
    HostRow,
    Organisation,
    lies_in,
    organisation,
)
from services.registry.memberships.views import MEMBERSHIPS
from services.registry.people.person import Person
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import referred, require_one
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.calendar import require_come
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked, Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form, Text, WholeNumber

Ground = Annotated[Text, Field(max_length=40, examples=["moved-away"])]
States = Mapping[UUID, Any]
Reader = Annotated[Caller, reads("registry.membership.read")]


class OfHost(Form):
    """A chapter or, where there is none, an association: one of the two."""

    chapter_id: UUID | None = None
    association_id: UUID | None = None

    @model_validator(mode="after")
    def one_host(self) -> Self:
        require_one(chapter_id=self.chapter_id, association_id=self.association_id)
        return self

    @property
    def host(self) -> tuple[UUID, type[Any]]:
        if self.chapter_id is not None:
            return self.chapter_id, Chapter
        assert self.association_id is not None, "one of the two is said"
        return self.association_id, Association


class OfMembership(Form):
    membership_id: UUID
    _person_ref: UUID | None = PrivateAttr(None)
    _host_id: UUID | None = PrivateAttr(None)

    @property
    def person_ref(self) -> UUID | None:
        """Who that is, as its stream says; None: it names nobody."""
        return self._person_ref

    @property
    def of_host(self) -> UUID:
        """Of which host it is or was last, as its stream says; its own id, if there is no such
        membership."""
        return self._host_id or self.membership_id


class MembershipForm(OfHost):
    """`person_ref`: who, on the books already; none: the list names nobody."""

    person_ref: UUID | None = None
    joined_on: Day


class MembershipMoveForm(OfHost, OfMembership):
    """`moved_on`: the first day in the other host."""

    moved_on: Day


class MembershipCorrectionForm(OfHost, OfMembership):
    """Of the beginning or the last move, whichever is `written_on` that day: it was on the day
    `since`, to that host. `left_on` none: it lasts."""

    written_on: Day
    since: Day
    left_on: Day | None = None


class MembershipEndingForm(OfMembership):
    """`left_on`: the first day no more."""

    left_on: Day
    ground_code: Ground


class MembershipWithdrawalForm(OfMembership):
    pass


class MembershipDuesForm(OfMembership):
    """Of which year, and when they were handed over."""

    year: Annotated[WholeNumber, Field(ge=1990, le=2200, examples=[2025])]
    paid_on: Day


@dataclass(frozen=True)
class Done:
    membership_id: UUID


def start(form: MembershipForm, by: Caller) -> Command:
    """From that day on somebody is a member, whichever else they are one of."""
    id_, ref, (host_id, kind) = new_id(), form.person_ref, form.host

    def decide(states: States) -> Decision:
        host = _host(states, host_id, by)
        if ref is not None:
            states[ref].require_present()
            states[belonging_id(ref)].require_alive(form.joined_on)
        membership: Membership = states[id_]
        facts = membership.start(host, ref, form.joined_on, by)
        return _decided(id_, membership, facts, states)

    streams: dict[UUID, type[Any]] = {id_: Membership, host_id: kind, **_of_person(ref)}
    streams |= dict([allocated(host_id)])
    if ref is not None:
        streams |= {ref: Person, belonging_id(ref): Belonging}
    return Command(by.origin, streams, decide, by.key)


def move(form: MembershipMoveForm, by: Caller) -> Command:
    """From that day on it is a membership of another host; the officer oversees both."""
    host_id, kind = form.host

    def decided(membership: Membership, states: States) -> Sequence[MembershipFact]:
        return membership.move(_host(states, host_id, by), form.moved_on, by)

    return _of_membership(form, by, decided, dict([(host_id, kind), allocated(host_id)]))


def correct(form: MembershipCorrectionForm, by: Caller) -> Command:
    """Its host or its days were written wrongly: figures follow, and as known before they stay."""
    host_id, kind = form.host

    def decided(membership: Membership, states: States) -> Sequence[MembershipFact]:
        host, days = _host(states, host_id, by), (form.since, form.left_on)
        return membership.correct(form.written_on, host, days, by)

    return _of_membership(form, by, decided, dict([(host_id, kind), allocated(host_id)]))


def end(form: MembershipEndingForm, by: Caller) -> Command:
    """From that day on it is no more: counted until then."""

    def decided(membership: Membership, _: States) -> Sequence[MembershipFact]:
        return membership.end(form.left_on, form.ground_code, by)

    return _of_membership(form, by, decided)


def withdraw(form: MembershipWithdrawalForm, by: Caller) -> Command:
    """It was written down by mistake: it never was, and counts on no day."""

    def decided(membership: Membership, _: States) -> Sequence[MembershipFact]:
        return membership.withdraw(ground_of(by))

    return _of_membership(form, by, decided)


def pay(form: MembershipDuesForm, by: Caller) -> Command:
    """Dues of a year were handed over; that is told nobody."""

    def decided(membership: Membership, _: States) -> Sequence[MembershipFact]:
        return membership.pay(form.year, form.paid_on, by)

    return _of_membership(form, by, decided)


def _of_membership(
    form: OfMembership,
    by: Caller,
    decided: Callable[[Membership, States], Sequence[MembershipFact]],
    host: Mapping[UUID, type[Any]] | None = None,
) -> Command:
    id_ = form.membership_id

    def decide(states: States) -> Decision:
        membership = states[id_]
        if not isinstance(membership, Membership):  # its id was said to be its host's, too
            raise MembershipUnknown
        if membership.person_ref != form.person_ref:  # it was not there when that was looked up
            raise MembershipUnknown
        allocation: Allocation = states[_of_its_host(membership, form, states)]
        by.require(allocation.place_of(membership.last_place), MembershipUnknown)
        return _decided(id_, membership, decided(membership, states), states)

    streams: dict[UUID, type[Any]] = {id_: Membership, **(host or {})}
    streams |= {**_of_person(form.person_ref), **dict([allocated(form.of_host)])}
    return Command(by.origin, streams, decide, by.key)


def _of_its_host(membership: Membership, form: OfMembership, states: States) -> UUID:
    """The stream that says where its host stands, which another host's may have become since that
    was looked up."""
    host_id = membership.last_host or form.of_host
    if (stream := allocation_stream(host_id)) not in states:
        raise MembershipChangedMeanwhile
    return stream


def _decided(
    id_: UUID, before: Membership, facts: Sequence[MembershipFact], states: States
) -> Decision:
    """What was decided, and the days that the person has by it, who has none of them twice."""
    after = before
    for fact in facts:
        after = after.evolve(fact)
    told: dict[UUID, Sequence[Any]] = {id_: facts}
    if after.person_ref is not None and after.spells != before.spells:
        stream = memberships_id(after.person_ref)
        told[stream] = states[stream].reserve(id_, after.spells)
    return Decision(told, Done(id_))


def _host(states: States, host_id: UUID, by: Caller) -> Host:
    state = states[host_id]
    if not isinstance(state, Chapter | Association):
        raise MembershipUnknown
    kind: SubjectKind = "chapter" if isinstance(state, Chapter) else "association"
    require_reached(by, kind, state, states[allocation_stream(host_id)])
    return Host(host_id, state)


def _of_person(person_ref: UUID | None) -> dict[UUID, type[Any]]:
    return {} if person_ref is None else {memberships_id(person_ref): PersonsMemberships}


@dataclass(frozen=True)
class Referred(Around[Any]):
    """Whoever is named is within reach, and goes by the reference they go by."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[MembershipForm]]
    ) -> Sequence[MembershipForm | Refusal]:
        refs = [row.form.person_ref for row in asked if row.form.person_ref is not None]
        named = await referred(counter.has(Vault), refs, asked[0].by) if refs else []
        found = iter(named)

        def ready(form: MembershipForm) -> MembershipForm | Refusal:
            if form.person_ref is None:
                return form
            ref = next(found)
            return ref if isinstance(ref, Refusal) else form.model_copy(update={"person_ref": ref})

        return [ready(row.form) for row in asked]


@dataclass(frozen=True)
class Whose(Around[Any]):
    """Whose membership it is, which no later fact changes, and of which host."""

    async def before(self, counter: Counter, asked: Sequence[Asked[Any]]) -> Sequence[Any]:
        reader = counter.transactions.store.reader
        ids = dict.fromkeys(row.form.membership_id for row in asked)
        found = await reader.read([(each, Membership) for each in ids]) if ids else {}
        for row in asked:
            state = found[row.form.membership_id, Membership].state
            row.form._person_ref = state.person_ref  # read back by `OfMembership.person_ref`
            row.form._host_id = state.last_host
        return [row.form for row in asked]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/memberships", tags=["memberships"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    _organisation(router, counter)
    looking_up(router, counter, MEMBERSHIPS, "registry.membership.read", MembershipUnknown)
    return [router]


def _organisation(router: APIRouter, counter: Counter) -> None:
    @router.get("/organisation", response_model=Organisation)
    async def organised(place_id: UUID, caller: Reader, on: Day | None = None) -> Response:
        """The associations of a place and of all in it on a day, with their chapters, and how many
        members each has; today's without `on`."""
        day = on or caller.day
        require_come(day, caller.day)
        if caller.tree.place(place_id) is None or not caller.sees(place_id).is_something:
            raise caller.unknown(place_id)
        books = await counter.rows(Books, PLACES, on=day)
        places = [
            each.place_id
            for each in books
            if lies_in(caller.tree, each.place_id, place_id, day)
            and caller.sees(each.place_id).until >= day
        ]
        hosts = await counter.rows(HostRow, HOSTS, places=places, on=day)
        found = organisation(caller.tree, place_id, day, hosts)
        return Response(msgspec.json.encode(found), media_type="application/json")


def _rows(does: str, form: Any, commanding: Any, around: Any = None) -> Rows[Any, Done]:
    around = Whose() if around is None else around
    return Rows(f"registry.membership.{does}", form, commanding, Done, around=around)


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": _rows("start", MembershipForm, start, Referred()),
    "/moves": _rows("move", MembershipMoveForm, move),
    "/corrections": _rows("correct", MembershipCorrectionForm, correct),
    "/endings": _rows("end", MembershipEndingForm, end),
    "/withdrawals": _rows("withdraw", MembershipWithdrawalForm, withdraw),
    "/dues": _rows("pay", MembershipDuesForm, pay),
}
