"""Request (yêu cầu): what a person asks about their own data, from the day it is received until it
is answered, declined or withdrawn."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from shared.vocabulary.calendar import require_come
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `reason_id`: the text that says why in own words, if one was said; it is read with `texts`.


@dataclass(frozen=True)
class RequestReceived:
    """`place_id` is on whose books the person was. The terms are those of the day it came;
    `latest_on` is the last day that an extension may reach; `note_id`: the text that says what the
    person asked, in own words."""

    TYPE: ClassVar[str] = "registry.request-received.v1"
    person_ref: UUID
    place_id: UUID
    kind_code: str
    channel_code: str
    received_on: date
    acknowledge_by: date
    due_on: date
    latest_on: date
    note_id: UUID | None = None


@dataclass(frozen=True)
class RequestAcknowledged:
    TYPE: ClassVar[str] = "registry.request-acknowledged.v1"
    acknowledged_on: date


@dataclass(frozen=True)
class RequestExtended:
    TYPE: ClassVar[str] = "registry.request-extended.v1"
    due_on: date
    extended_on: date
    reason_id: UUID | None = None


@dataclass(frozen=True)
class RequestAnswered:
    """What was asked for is done."""

    TYPE: ClassVar[str] = "registry.request-answered.v1"
    outcome_code: ClassVar[str] = "done"
    answered_on: date
    reason_id: UUID | None = None


@dataclass(frozen=True)
class RequestDeclined:
    TYPE: ClassVar[str] = "registry.request-declined.v1"
    outcome_code: ClassVar[str] = "declined"
    answered_on: date
    ground_code: str
    reason_id: UUID | None = None


@dataclass(frozen=True)
class RequestWithdrawn:
    """The person asks no longer."""

    TYPE: ClassVar[str] = "registry.request-withdrawn.v1"
    outcome_code: ClassVar[str] = "withdrawn"
    answered_on: date
    reason_id: UUID | None = None


@dataclass(frozen=True)
class RequestDue:
    """The due day has come, and it is not answered."""

    TYPE: ClassVar[str] = "registry.request-due.v1"
    place_id: UUID
    kind_code: str
    due_on: date


@dataclass(frozen=True)
class RequestAcknowledgementDue:
    """The day has come by which it is to be acknowledged, and it is neither that nor answered."""

    TYPE: ClassVar[str] = "registry.request-acknowledgement-due.v1"
    place_id: UUID
    kind_code: str
    acknowledge_by: date


Answer = RequestAnswered | RequestDeclined | RequestWithdrawn
Term = RequestAcknowledgementDue | RequestDue
RequestFact = RequestReceived | RequestAcknowledged | RequestExtended | Answer | Term

# Refusals.


class RequestUnknown(Refusal):
    code = "registry.request-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such request."


class RequestOtherwise(Refusal):
    code = "registry.request-otherwise"
    kind = Kind.CONFLICT
    sentence = "This request is on the books otherwise: look it up, and compare its days."


class RequestClosed(Refusal):
    code = "registry.request-closed"
    kind = Kind.CONFLICT
    sentence = "This request was answered on {answered_on}; a new request is received anew."


class ExtensionNotAllowed(Refusal):
    code = "registry.extension-not-allowed"
    kind = Kind.CONFLICT
    sentence = (
        "A request is extended once, by its due day {due_on}, to a later day no later than"
        " {latest_on}."
    )


class PersonNotErased(Refusal):
    code = "registry.person-not-erased"
    kind = Kind.CONFLICT
    sentence = "The person's data are still kept: erase them first, then answer that it is done."


class WordsAboutErased(Refusal):
    code = "registry.words-about-erased"
    kind = Kind.CONFLICT
    sentence = (
        "The data of whose request this is were erased, and nothing is kept about them in own words"
        " any more: send it without a reason."
    )


# The request.


@dataclass(frozen=True)
class Request:
    received: RequestReceived | None = None
    acknowledged: RequestAcknowledged | None = None
    extended: RequestExtended | None = None
    answer: Answer | None = None
    acknowledgement_due: RequestAcknowledgementDue | None = None
    due: tuple[date, ...] = ()

    def evolve(self, fact: RequestFact) -> Self:
        match fact:
            case RequestReceived():
                return replace(self, received=fact)
            case RequestAcknowledged():
                return replace(self, acknowledged=fact)
            case RequestExtended():
                return replace(self, extended=fact)
            case RequestAnswered() | RequestDeclined() | RequestWithdrawn():
                return replace(self, answer=fact)
            case RequestAcknowledgementDue():
                return replace(self, acknowledgement_due=fact)
            case RequestDue():
                return replace(self, due=(*self.due, fact.due_on))

    @property
    def place_id(self) -> UUID | None:
        return self.received.place_id if self.received else None

    @property
    def due_on(self) -> date:
        return self.extended.due_on if self.extended else self._known.due_on

    @property
    def _known(self) -> RequestReceived:
        if self.received is None:
            raise RequestUnknown
        return self.received

    def acknowledge(self, day: date, today: date) -> list[RequestFact]:
        self._require_after(day, today)
        asked = RequestAcknowledged(day)
        if self.acknowledged == asked:
            return []
        self._require_open()
        if self.acknowledged is not None:
            raise RequestOtherwise
        return [asked]

    def extend(self, due_on: date, today: date, reason_id: UUID | None = None) -> list[RequestFact]:
        known = self._known
        if self.extended is not None and self.extended.due_on == due_on:
            return []
        self._require_open()
        may = self.extended is None and today <= known.due_on
        if not (may and known.due_on < due_on <= known.latest_on):
            raise ExtensionNotAllowed(due_on=known.due_on, latest_on=known.latest_on)
        return [RequestExtended(due_on, today, reason_id)]

    def close(self, answer: Answer, today: date) -> list[RequestFact]:
        self._require_after(answer.answered_on, today)
        if self.answer and self.answer == replace(answer, reason_id=self.answer.reason_id):
            return []
        self._require_open()
        return [answer]

    def fall_due_to_acknowledge(self, day: date) -> list[RequestFact]:
        """Nothing where it was acknowledged or answered meanwhile."""
        received, done = self.received, self.acknowledged or self.answer
        if received is None or done or self.acknowledgement_due or received.acknowledge_by != day:
            return []
        return [RequestAcknowledgementDue(received.place_id, received.kind_code, day)]

    def fall_due(self, day: date) -> list[RequestFact]:
        """Nothing where it was answered or put off meanwhile."""
        if self.received is None or self.answer is not None or self.due_on != day:
            return []
        return [RequestDue(self.received.place_id, self.received.kind_code, day)]

    def _require_after(self, day: date, today: date) -> None:
        require_come(day, today)
        if day < self._known.received_on:
            raise RequestOtherwise

    def _require_open(self) -> None:
        if self.answer is not None:
            raise RequestClosed(answered_on=self.answer.answered_on)


def receive(asked: RequestReceived, today: date) -> list[RequestFact]:
    require_come(asked.received_on, today)
    return [asked]
