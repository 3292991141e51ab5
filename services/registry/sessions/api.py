"""The counter for sessions: planned, held, corrected, cancelled and withdrawn, one or a thousand at
a time, and looked up by place and day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Self, cast
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field, model_validator

from services.registry.allocations.allocation.reaching import allocated, within_reach
from services.registry.allocations.allocation.subjects import (
    SUBJECTS,
    SubjectKind,
    allocation_stream,
)
from services.registry.associations.association.association import Association
from services.registry.associations.association.refusals import AssociationUnknown
from services.registry.sessions.session.facts import SessionHeld, SessionPlanned
from services.registry.sessions.session.organisers import (
    authority_id,
    is_authority,
    place_on,
    require_in_force,
    require_kind,
)
from services.registry.sessions.session.refusals import SessionUnknown
from services.registry.sessions.session.session import Session
from services.registry.sessions.views import SESSIONS
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.kinds import LONGEST_CODE, ORGANISER_KINDS
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form, Text, WholeNumber

States = Mapping[UUID, Any]
Kind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["centre"])]
Topic = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["law"])]


class OrganisedForm(Form):
    """By a centre, an association or an establishment, named by `organiser_id`; or by an authority
    of `place_id`, as its people's committee."""

    organiser_kind: Kind
    organiser_id: UUID | None = None
    place_id: UUID | None = None

    @model_validator(mode="after")
    def one_organiser(self) -> Self:
        known, authority = self.organiser_kind in ORGANISER_KINDS, is_authority(self.organiser_kind)
        named, placed = self.organiser_id is not None, self.place_id is not None
        if known and (named, placed) != (not authority, authority):
            raise ValueError("either organiser_id or, of an authority, place_id")
        return self


class SessionPlanForm(OrganisedForm):
    topic_code: Topic
    planned_on: Day


class SessionForm(OrganisedForm):
    """`session_id`: of one that was planned; `attendances` are lượt người."""

    session_id: UUID | None = None
    topic_code: Topic
    held_on: Day
    attendances: WholeNumber
    cost_dong: WholeNumber | None = None


class SessionCorrectionForm(SessionForm):
    """All of it, as it should stand; the organiser as it does."""

    session_id: UUID


class SessionCancellationForm(Form):
    session_id: UUID
    cancelled_on: Day


class SessionWithdrawalForm(Form):
    session_id: UUID


@dataclass(frozen=True)
class Done:
    session_id: UUID


def plan(form: SessionPlanForm, by: Caller) -> Command:
    """It is to be held on that day, by who is there then."""
    id_, whose = new_id(), _organised(form)

    def decide(states: States) -> Decision:
        place = whose.place(states, form.planned_on, by)
        asked = SessionPlanned(place, *whose.named, form.topic_code, form.planned_on)
        return Decision({id_: states[id_].plan(asked)}, Done(id_))

    return Command(by.origin, {id_: Session, **whose.streams}, decide, by.key)


def hold(form: SessionForm, by: Caller) -> Command:
    """It was held on that day, as was planned or without a plan, and counts where its organiser
    was."""
    id_ = form.session_id or new_id()

    def decided(session: Session, asked: SessionHeld) -> Decision:
        if form.session_id is not None:
            by.require(session.place_id, SessionUnknown)
        return Decision({id_: session.hold(asked, by.day)}, Done(id_))

    return _of_held(id_, form, by, decided)


def correct(form: SessionCorrectionForm, by: Caller) -> Command:
    """Of one that was held something was written wrongly: figures follow, and as known before they
    stay."""
    id_ = form.session_id

    def decided(session: Session, asked: SessionHeld) -> Decision:
        by.require(session.place_id, SessionUnknown)
        return Decision({id_: session.correct(asked, by.day)}, Done(id_))

    return _of_held(id_, form, by, decided)


def cancel(form: SessionCancellationForm, by: Caller) -> Command:
    """What was planned is not held."""
    id_ = form.session_id

    def decide(session: Session) -> Decision:
        by.require(session.place_id, SessionUnknown)
        return Decision({id_: session.cancel(form.cancelled_on, by.day)}, Done(id_))

    return command(by, decide, (id_, Session))


def withdraw(form: SessionWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""
    id_ = form.session_id

    def decide(session: Session) -> Decision:
        by.require(session.place_id, SessionUnknown)
        return Decision({id_: session.withdraw()}, Done(id_))

    return command(by, decide, (id_, Session))


def _of_held(
    id_: UUID, form: SessionForm, by: Caller, decided: Callable[[Session, SessionHeld], Decision]
) -> Command:
    whose = _organised(form)

    def decide(states: States) -> Decision:
        session = states[id_]
        if not isinstance(session, Session):  # its id was said to be the organiser's, too
            raise SessionUnknown
        place = whose.place(states, form.held_on, by)
        number, cost = form.attendances, form.cost_dong
        asked = SessionHeld(place, *whose.named, form.topic_code, form.held_on, number, cost)
        return decided(session, asked)

    return Command(by.origin, {id_: Session, **whose.streams}, decide, by.key)


@dataclass(frozen=True)
class Organised:
    """By whom, the streams that say where that is, and its place on a day: refused of one that is
    out of reach as of one that is not there."""

    named: tuple[str, UUID]
    streams: Mapping[UUID, Any]
    place: Callable[[States, date, Caller], UUID]


def _organised(form: OrganisedForm) -> Organised:
    kind, id_, at = form.organiser_kind, form.organiser_id, form.place_id
    if at is not None:
        return Organised((kind, authority_id(kind, at)), {}, _of_authority(kind, at))
    if id_ is None or kind not in ORGANISER_KINDS:
        return Organised((kind, new_id()), {}, _of_none(kind))
    if kind == "association":
        return Organised((kind, id_), {id_: Association}, _of_association(id_))
    subject = cast(SubjectKind, kind)  # a centre or an establishment: nothing else is left
    streams = dict([(id_, SUBJECTS[subject].state), allocated(id_)])
    return Organised((kind, id_), streams, _of_subject(subject, id_))


def _of_none(kind: str) -> Callable[[States, date, Caller], UUID]:
    def place(_states: States, _day: date, _by: Caller) -> UUID:
        require_kind(kind)
        raise SessionUnknown

    return place


def _of_authority(kind: str, at: UUID) -> Callable[[States, date, Caller], UUID]:
    def place(_states: States, day: date, by: Caller) -> UUID:
        require_kind(kind)
        by.require(at)
        return require_in_force(at, day, by)

    return place


def _of_association(id_: UUID) -> Callable[[States, date, Caller], UUID]:
    def place(states: States, day: date, by: Caller) -> UUID:
        association: Association = states[id_]
        by.require(association.last_place, AssociationUnknown)
        return place_on(association, day)

    return place


def _of_subject(kind: SubjectKind, id_: UUID) -> Callable[[States, date, Caller], UUID]:
    """A centre or an establishment, whichever part of a split place it belongs to."""

    def place(states: States, day: date, by: Caller) -> UUID:
        found = within_reach(by, kind, lambda it: it)(states[id_], states[allocation_stream(id_)])
        return place_on(found, day)

    return place


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/sessions", tags=["sessions"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    looking_up(router, counter, SESSIONS, "registry.session.read", SessionUnknown)
    return [router]


def _rows(does: str, form: Any, commanding: Any) -> Rows[Any, Done]:
    return Rows(f"registry.session.{does}", form, commanding, Done)


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": _rows("hold", SessionForm, hold),
    "/plans": _rows("plan", SessionPlanForm, plan),
    "/corrections": _rows("correct", SessionCorrectionForm, correct),
    "/cancellations": _rows("cancel", SessionCancellationForm, cancel),
    "/withdrawals": _rows("withdraw", SessionWithdrawalForm, withdraw),
}
