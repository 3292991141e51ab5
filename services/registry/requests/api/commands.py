"""What is recorded of requests: forms, and the command of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from services.registry.people.person import Person, PersonUnknown
from services.registry.people.texts.reasons import attached
from services.registry.people.vault.keeping import Vault
from services.registry.requests.api.forms import (
    AcknowledgementForm,
    AnswerForm,
    ExtensionForm,
    OfRequest,
    PlacedForm,
    RequestForm,
    ResumptionForm,
)
from services.registry.requests.request.processing import (
    Processing,
    ProcessingRestricted,
    processing_id,
)
from services.registry.requests.request.request import (
    PersonNotErased,
    Request,
    RequestAnswered,
    RequestReceived,
    RequestUnknown,
    receive,
)
from services.registry.requests.request.terms import Terms
from shared.eventstore.commands import Cause, Command, Decision, command
from shared.eventstore.due.occurrence import Occurrence
from shared.eventstore.facts import Fact
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked
from shared.web.caller import Caller
from shared.web.counter import Counter

RESTRICTING = ("restriction", "objection")


@dataclass(frozen=True)
class Done:
    request_id: UUID


@dataclass(frozen=True)
class Resumed:
    person_ref: UUID


def received(form: RequestForm, by: Caller) -> Command:
    """A person asks for access, correction, deletion or restriction, or objects."""
    assert isinstance(form, PlacedForm), "the person is looked up first"
    request_id, said = new_id(), form.model_dump(exclude={"note"})
    asked = RequestReceived(**said, note_id=form.text_id)

    def decide(person: Person) -> Decision:
        by.require(asked.place_id, PersonUnknown)
        person.require_present()
        facts = receive(asked, by.day)
        return Decision(
            {request_id: facts, **attached(asked.note_id, request_id)}, Done(request_id)
        )

    return command(by, decide, (asked.person_ref, Person))


def acknowledge(form: AcknowledgementForm, by: Caller) -> Command:
    """Whoever asked was told that it is being dealt with."""

    def decide(request: Request) -> Decision:
        by.require(request.place_id, RequestUnknown)
        facts = request.acknowledge(form.acknowledged_on, by.day)
        return Decision({form.request_id: facts}, Done(form.request_id))

    return command(by, decide, (form.request_id, Request))


def extend(form: ExtensionForm, by: Caller) -> Command:
    """The day by which it is answered is put off, once."""

    def decide(request: Request) -> Decision:
        by.require(request.place_id, RequestUnknown)
        facts = request.extend(form.due_on, by.day, form.reason_id)
        why = attached(form.reason_id if facts else None, form.request_id)
        return Decision({form.request_id: facts, **why}, Done(form.request_id))

    return command(by, decide, (form.request_id, Request))


AForm = TypeVar("AForm", bound=OfRequest)


class Finding(Around[AForm]):
    """Whose request it is has to be known before it is decided: it is read with the person, and a
    reason is about them."""

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[AForm]]
    ) -> Sequence[Refusal | None]:
        return [None for _ in again]

    async def before(
        self, counter: Counter, asked: Sequence[Asked[AForm]]
    ) -> Sequence[AForm | Refusal]:
        wanted = [(row.form.request_id, Request) for row in asked]
        found = await counter.transactions.store.reader.read(wanted)
        return [_of_person(row, found[each].state) for row, each in zip(asked, wanted, strict=True)]


def _of_person(row: Asked[AForm], request: Request) -> AForm | Refusal:
    if request.received is None or not row.by.sees(request.place_id).is_something:
        return RequestUnknown()
    copy = row.form.model_copy()
    copy._person_ref = request.received.person_ref  # read back by `OfRequest.person_ref`
    return copy


def answer(form: AnswerForm, by: Caller) -> Command:
    """It is done, declined or withdrawn. A restriction or an objection that is done stops showing
    and notifying; a deletion is done once the person is erased."""
    person_ref, request_id, said = form.person_ref, form.request_id, form.answer()

    def decide(request: Request, person: Person, processing: Processing) -> Decision:
        by.require(request.place_id, RequestUnknown)
        facts = request.close(said, by.day)
        restricted: list[ProcessingRestricted] = []
        if facts and isinstance(said, RequestAnswered) and request.received is not None:
            kind, place_id = request.received.kind_code, request.received.place_id
            if kind == "deletion" and person.erased_on is None:
                raise PersonNotErased
            if kind in RESTRICTING:
                person.require_present()
                day = said.answered_on
                asked = ProcessingRestricted(person_ref, place_id, day, kind, request_id)
                restricted = processing.restrict(asked)
        decided: dict[UUID, Sequence[Fact]] = {
            request_id: facts,
            processing_id(person_ref): restricted,
            **attached(said.reason_id if facts else None, request_id),
        }
        return Decision(decided, Done(request_id))

    whose = (person_ref, Person)
    return command(
        by, decide, (request_id, Request), whose, (processing_id(person_ref), Processing)
    )


def resume(form: ResumptionForm, by: Caller) -> Command:
    """The restriction or the objection is lifted from a day on."""
    stream = processing_id(form.person_ref)

    def decide(processing: Processing) -> Decision:
        by.require(processing.place_id, PersonUnknown)
        facts = processing.resume(form.resumed_on, by.day)
        return Decision({stream: facts}, Resumed(form.person_ref))

    return command(by, decide, (stream, Processing))


class Receiving(Around[Any]):
    """Where the person is, and which terms hold, is looked up before a request is recorded."""

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[RequestForm]]
    ) -> Sequence[Refusal | None]:
        return [None for _ in again]

    async def before(
        self, counter: Counter, asked: Sequence[Asked[RequestForm]]
    ) -> Sequence[RequestForm | Refusal]:
        places = await counter.has(Vault).places(row.form.person_ref for row in asked)
        terms = counter.has(Terms)
        return [_placed(row.form, places.get(row.form.person_ref), terms) for row in asked]


def _placed(form: RequestForm, place_id: UUID | None, terms: Terms) -> PlacedForm | Refusal:
    if place_id is None:
        return PersonUnknown()
    kind, day = form.kind_code, form.received_on
    return PlacedForm.model_construct(
        **form.model_dump(),
        place_id=place_id,
        acknowledge_by=terms.acknowledge_by(day),
        due_on=terms.due_on(kind, day),
        latest_on=terms.latest_on(kind, day),
    )


def fall_due_to_acknowledge(occurrence: Occurrence, by: Cause) -> Command:
    """The day has come by which a request is to be acknowledged."""

    def decide(request: Request) -> Decision:
        facts = request.fall_due_to_acknowledge(occurrence.due_on)
        return Decision({occurrence.subject_id: facts})

    return command(by, decide, (occurrence.subject_id, Request))


def fall_due(occurrence: Occurrence, by: Cause) -> Command:
    """The due day of a request has come."""

    def decide(request: Request) -> Decision:
        return Decision({occurrence.subject_id: request.fall_due(occurrence.due_on)})

    return command(by, decide, (occurrence.subject_id, Request))
