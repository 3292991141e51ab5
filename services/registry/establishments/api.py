"""The counter for establishments: register, correct, move, dissolve, withdraw, look them up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from services.registry.allocations.allocation.reaching import allocated, within_reach
from services.registry.bearers.spells import Site
from services.registry.bearers.withdrawing import ground_of
from services.registry.establishments.establishment import (
    Establishment,
    EstablishmentRegistered,
    EstablishmentUnknown,
)
from services.registry.establishments.views import ESTABLISHMENTS
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form, Text

EstablishmentKind = Annotated[Text, Field(max_length=64, examples=["school"])]
Name = Annotated[Text, Field(examples=["Trường THCS Lê Quý Đôn"])]


class EstablishmentForm(Form):
    """`kind`: agency, school, enterprise, religious or armed."""

    place_id: UUID
    kind: EstablishmentKind
    name: Name
    registered_on: Day


class EstablishmentNameForm(Form):
    establishment_id: UUID
    name: Name


class EstablishmentCorrectionForm(Form):
    """`of_day`: that of its registration or its last move, as the books have it. What that was at
    `place_id`, and on `day`, and of which `kind` it is."""

    establishment_id: UUID
    of_day: Day
    place_id: UUID
    day: Day
    kind: EstablishmentKind


class EstablishmentKindWithdrawalForm(Form):
    """That it is of `kind`, and not of `kind_was`, was corrected by mistake."""

    establishment_id: UUID
    kind_was: EstablishmentKind
    kind: EstablishmentKind


class EstablishmentMoveForm(Form):
    establishment_id: UUID
    place_id: UUID
    moved_on: Day


class EstablishmentDissolutionForm(Form):
    establishment_id: UUID
    ended_on: Day


class EstablishmentEndingForm(Form):
    """It ended on `ended_on`, and not on `of_day`, as the books have it; none: it never did."""

    establishment_id: UUID
    of_day: Day
    ended_on: Day | None = None


class EstablishmentWithdrawalForm(Form):
    establishment_id: UUID


@dataclass(frozen=True)
class Done:
    establishment_id: UUID


def register(form: EstablishmentForm, by: Caller) -> Command:
    """An establishment comes onto the books of the commune or the province that manages it."""
    id_ = new_id()
    asked = EstablishmentRegistered(form.place_id, form.kind, form.name, form.registered_on)

    def decide(establishment: Establishment) -> Decision:
        by.require(form.place_id)
        return Decision({id_: establishment.register(asked, by)}, Done(id_))

    return command(by, decide, (id_, Establishment))


def call(form: EstablishmentNameForm, by: Caller) -> Command:
    """Its name was written wrongly. Names are shown here and told nobody."""
    id_ = form.establishment_id

    def decide(establishment: Establishment) -> Decision:
        return Decision({id_: establishment.call(form.name)}, Done(id_))

    return _changing(id_, by, decide)


def correct(form: EstablishmentCorrectionForm, by: Caller) -> Command:
    """Its kind, or where and when it came onto the books or moved last, was written wrongly:
    figures follow, and as known before they stay."""
    id_ = form.establishment_id

    def decide(establishment: Establishment) -> Decision:
        by.require(form.place_id)
        right = Site(form.place_id, form.day)
        return Decision({id_: establishment.correct(form.of_day, right, form.kind, by)}, Done(id_))

    return _changing(id_, by, decide)


def give_back(form: EstablishmentKindWithdrawalForm, by: Caller) -> Command:
    """It is again of the kind that it was before a correction, which is taken back."""
    id_ = form.establishment_id

    def decide(establishment: Establishment) -> Decision:
        return Decision({id_: establishment.give_back(form.kind_was, form.kind)}, Done(id_))

    return _changing(id_, by, decide)


def move(form: EstablishmentMoveForm, by: Caller) -> Command:
    """From that day on it is on the books of another place, both of which the officer oversees."""
    id_ = form.establishment_id

    def decide(establishment: Establishment) -> Decision:
        by.require(form.place_id)
        facts = establishment.move(Site(form.place_id, form.moved_on), by)
        return Decision({id_: facts}, Done(id_))

    return _changing(id_, by, decide)


def dissolve(form: EstablishmentDissolutionForm, by: Caller) -> Command:
    """From that day on the establishment is on the books no more."""
    id_ = form.establishment_id

    def decide(establishment: Establishment) -> Decision:
        return Decision({id_: establishment.dissolve(form.ended_on, by)}, Done(id_))

    return _changing(id_, by, decide)


def correct_end(form: EstablishmentEndingForm, by: Caller) -> Command:
    """When it was dissolved was written wrongly, or that it was: figures follow, and as known
    before they stay."""
    id_ = form.establishment_id

    def decide(establishment: Establishment) -> Decision:
        return Decision({id_: establishment.correct_end(form.of_day, form.ended_on, by)}, Done(id_))

    return _changing(id_, by, decide)


def withdraw(form: EstablishmentWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""
    id_ = form.establishment_id

    def decide(establishment: Establishment) -> Decision:
        return Decision({id_: establishment.withdraw(ground_of(by))}, Done(id_))

    return _changing(id_, by, decide)


def _changing(id_: UUID, by: Caller, decide: Callable[[Establishment], Decision]) -> Command:
    reached = within_reach(by, "establishment", decide)
    return command(by, reached, (id_, Establishment), allocated(id_))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/establishments", tags=["establishments"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    read = "registry.establishment.read"
    looking_up(router, counter, ESTABLISHMENTS, read, EstablishmentUnknown)
    return [router]


def _rows(does: str, form: Any, commanding: Any) -> Rows[Any, Done]:
    return Rows(f"registry.establishment.{does}", form, commanding, Done)


_RECORDED: Mapping[str, Rows[Any, Done]] = {
    "": _rows("register", EstablishmentForm, register),
    "/names": _rows("call", EstablishmentNameForm, call),
    "/corrections": _rows("correct", EstablishmentCorrectionForm, correct),
    "/moves": _rows("move", EstablishmentMoveForm, move),
    "/dissolutions": _rows("dissolve", EstablishmentDissolutionForm, dissolve),
    "/dissolutions/corrections": _rows("correct", EstablishmentEndingForm, correct_end),
    "/withdrawals": _rows("withdraw", EstablishmentWithdrawalForm, withdraw),
}
