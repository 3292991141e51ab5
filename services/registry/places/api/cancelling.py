"""The counter for taking a document back that was announced, before its day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import status

from services.registry.places.territory.facts import TERRITORY_ID
from services.registry.places.territory.reorganisation.cancelling import Announced
from services.registry.places.territory.reorganisation.document import (
    DocumentUnknown,
    Reorganisation,
    stream_of,
)
from services.registry.places.territory.territory import Territory
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.documents import document_number
from shared.web.caller import Caller, commands
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import Form, NumberOfDocument


class CancellationForm(Form):
    """The document that is taken back; its number as people write it."""

    document_number: NumberOfDocument


@dataclass(frozen=True)
class CancellationAnswer:
    """`places`: so many are as if it had not been announced; none, if it was cancelled before."""

    document_number: str
    effective_on: date
    places: int


def cancelling(form: CancellationForm, by: Caller) -> Command:
    """What the document announced is not to be."""
    number = document_number(form.document_number)
    stream = stream_of(number)

    def decide(territory: Territory, known: Reorganisation) -> Decision:
        said = known.announced or known.cancelled
        if said is None:
            raise DocumentUnknown(document_number=number)
        announced = Announced(territory, number, said.effective_on)
        if not announced.is_within(reaches):
            raise DocumentUnknown(document_number=number)
        told = known.cancel(by.day)
        facts = announced.cancelled() if told else []
        answer = CancellationAnswer(number, said.effective_on, len(facts))
        return Decision({stream: told, TERRITORY_ID: facts} if told else {}, answer)

    def reaches(place_id: UUID | None) -> bool:
        return by.permit.allows(place_id, by.tree, by.day)

    return command(by, decide, (TERRITORY_ID, Territory), (stream, Reorganisation))


def cancelled(router: Router, counter: Counter) -> None:
    """Adds `POST /reorganisations/cancellations`."""

    @router.post("/reorganisations/cancellations", status_code=status.HTTP_201_CREATED)
    async def cancel(
        form: CancellationForm, caller: Annotated[Caller, commands("registry.place.reorganise")]
    ) -> CancellationAnswer:
        """A document is taken back before its day: places, figures and what waits for allocation
        are as if it had never been announced, and as known on a day before they stay. Refused once
        the day has come, and while a later document builds on it."""
        return await counter.transact(CancellationAnswer, cancelling(form, caller))
