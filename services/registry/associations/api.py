"""The counter for associations: found, correct, name, merge, dissolve, withdraw, look them up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from services.registry.allocations.allocation.reaching import (
    allocated,
    require_reached,
    within_reach,
)
from services.registry.allocations.allocation.subjects import allocation_stream
from services.registry.associations.association.association import Association, Founding
from services.registry.associations.association.handing_over import Handover
from services.registry.associations.association.refusals import AssociationUnknown
from services.registry.associations.views import ASSOCIATIONS
from services.registry.bearers.founding import Ending
from services.registry.bearers.withdrawing import ground_of
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form, NumberOfDocument, Text

Name = Annotated[Text, Field(examples=["Hội Khuyến học xã Lưu Vệ"])]

MOST_RECEIVERS: Final = 50
Receivers = Annotated[tuple[UUID, ...], Field(max_length=MOST_RECEIVERS)]


class AssociationForm(Form):
    """Of a province, a district of the past or a commune, called `name` from its first day on;
    founded by a document, if its number is known."""

    place_id: UUID
    name: Name
    founded_on: Day
    document_number: NumberOfDocument | None = None


class AssociationNameForm(Form):
    """`since`: the first day of the name; of a day on which it got one already, that one was
    written wrongly."""

    association_id: UUID
    name: Name
    since: Day


class AssociationCorrectionForm(Form):
    """Where, when and by which document it was founded."""

    association_id: UUID
    place_id: UUID
    founded_on: Day
    document_number: NumberOfDocument | None = None


class AssociationDissolutionForm(Form):
    """`ended_on`: the first day on which it is there no more."""

    association_id: UUID
    ended_on: Day
    document_number: NumberOfDocument | None = None


class AssociationEndingForm(Form):
    """It ended on `ended_on`, and not on `of_day`, as the books have it; none: it never did, nor
    went on in another one."""

    association_id: UUID
    of_day: Day
    ended_on: Day | None = None


class AssociationMergerForm(AssociationDissolutionForm):
    into_association_id: UUID


class HandoverForm(Form):
    """To whom its members go, and to whom its funds, by that document."""

    association_id: UUID
    announced_on: Day
    document_number: NumberOfDocument
    members_to: Receivers = ()
    funds_to: Receivers = ()


class AssociationWithdrawalForm(Form):
    association_id: UUID


@dataclass(frozen=True)
class Done:
    association_id: UUID


def found(form: AssociationForm, by: Caller) -> Command:
    """An association is founded in a province, a district of the past or a commune."""
    id_ = new_id()
    asked = Founding(form.place_id, form.founded_on, form.document_number)

    def decide(association: Association) -> Decision:
        by.require(form.place_id)
        return Decision({id_: association.found(asked, form.name, by)}, Done(id_))

    return command(by, decide, (id_, Association))


def call(form: AssociationNameForm, by: Caller) -> Command:
    """From that day on it has another name, or the name of that day was written wrongly. Names are
    shown here and told nobody."""
    id_ = form.association_id

    def decide(association: Association) -> Decision:
        return Decision({id_: association.call(form.name, form.since, by)}, Done(id_))

    return _of_one(id_, by, decide)


def correct(form: AssociationCorrectionForm, by: Caller) -> Command:
    """Where, when or by which document it was founded was written wrongly: figures follow, and as
    known before they stay."""
    id_ = form.association_id
    right = Founding(form.place_id, form.founded_on, form.document_number)

    def decide(association: Association) -> Decision:
        by.require(form.place_id)
        return Decision({id_: association.correct(right, by)}, Done(id_))

    return _of_one(id_, by, decide)


def merge(form: AssociationMergerForm, by: Caller) -> Command:
    """From that day on it goes on in another association; the officer oversees both."""
    id_, into = form.association_id, form.into_association_id
    end = Ending(form.ended_on, form.document_number)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        for each in (id_, into):
            require_reached(by, "association", states[each], states[allocation_stream(each)])
        return Decision({id_: states[id_].merge(into, states[into], end, by)}, Done(id_))

    streams = dict([(id_, Association), allocated(id_), (into, Association), allocated(into)])
    return Command(by.origin, streams, decide, by.key)


def dissolve(form: AssociationDissolutionForm, by: Caller) -> Command:
    """From that day on the association is there no more."""
    id_, end = form.association_id, Ending(form.ended_on, form.document_number)

    def decide(association: Association) -> Decision:
        return Decision({id_: association.dissolve(end, by)}, Done(id_))

    return _of_one(id_, by, decide)


def correct_end(form: AssociationEndingForm, by: Caller) -> Command:
    """When it was dissolved was written wrongly, or that it was, or that it went on in another one:
    figures follow, and as known before they stay."""
    id_ = form.association_id

    def decide(association: Association) -> Decision:
        return Decision({id_: association.correct_end(form.of_day, form.ended_on, by)}, Done(id_))

    return _of_one(id_, by, decide)


def hand_over(form: HandoverForm, by: Caller) -> Command:
    """It is there no more, and these others get its members and its funds; the officer oversees all
    of them. That moves nobody and nothing by itself."""
    id_ = form.association_id
    said = form.announced_on, form.document_number, form.members_to, form.funds_to
    handover = Handover(*said)
    ids = dict.fromkeys((id_, *handover.receivers))

    def decide(states: Mapping[UUID, Any]) -> Decision:
        for each in ids:
            require_reached(by, "association", states[each], states[allocation_stream(each)])
        return Decision({id_: states[id_].hand_over(id_, handover, states, by)}, Done(id_))

    streams: dict[UUID, type[Any]] = dict(map(allocated, ids))
    return Command(by.origin, streams | dict.fromkeys(ids, Association), decide, by.key)


def withdraw(form: AssociationWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""
    id_ = form.association_id

    def decide(association: Association) -> Decision:
        return Decision({id_: association.withdraw(ground_of(by))}, Done(id_))

    return _of_one(id_, by, decide)


def _of_one(id_: UUID, by: Caller, decide: Callable[[Association], Decision]) -> Command:
    reached = within_reach(by, "association", decide)
    return command(by, reached, (id_, Association), allocated(id_))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/associations", tags=["associations"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    looking_up(router, counter, ASSOCIATIONS, "registry.association.read", AssociationUnknown)
    return [router]


def _rows(does: str, form: Any, commanding: Any) -> Rows[Any, Done]:
    return Rows(f"registry.association.{does}", form, commanding, Done)


_RECORDED: Mapping[str, Rows[Any, Done]] = {
    "": _rows("found", AssociationForm, found),
    "/names": _rows("call", AssociationNameForm, call),
    "/corrections": _rows("correct", AssociationCorrectionForm, correct),
    "/mergers": _rows("merge", AssociationMergerForm, merge),
    "/dissolutions": _rows("dissolve", AssociationDissolutionForm, dissolve),
    "/dissolutions/corrections": _rows("correct", AssociationEndingForm, correct_end),
    "/handovers": _rows("hand-over", HandoverForm, hand_over),
    "/withdrawals": _rows("withdraw", AssociationWithdrawalForm, withdraw),
}
