"""The counter for reorganisations: one document with its rows, recorded whole or not at all."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from services.registry.places.api.cancelling import cancelled
from services.registry.places.territory.facts import TERRITORY_ID
from services.registry.places.territory.reorganisation.decision import Reorganised, reorganise
from services.registry.places.territory.reorganisation.document import (
    MOST_ROWS,
    Document,
    Reorganisation,
    Row,
    RowHow,
)
from services.registry.places.territory.territory import Territory
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.caller import Caller, commands
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import DayOfPlaces, Form, NumberOfDocument, Text

Reference = Annotated[Text, Field(min_length=2, max_length=36, examples=["28159"])]
Word = Annotated[
    Text, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_CODE, examples=["xa"])
]


class PlaceRow(Form):
    """What becomes of a place. `how`: `whole`, `part`, `renamed`, `retyped` (with a `successor`;
    or, if the place stays, with `name`, `kind` or `code`), `moved` (`parent`), `made` (`level`,
    `kind`, `name`, `parent` and `code` or `handle`), `ended`.

    A place is named by its code, its id, or the `handle` of the row that makes it. The code of a
    `predecessor` is that of the day before, all others are of the day itself."""

    how: Annotated[RowHow, Field(examples=["whole"])]
    predecessor: Reference | None = None
    successor: Reference | None = None
    handle: Annotated[
        Text | None, Field(pattern=r"^[a-z][a-z0-9-]{1,29}$", examples=["tay-ninh"])
    ] = None
    level: Annotated[Word | None, Field(examples=["commune"])] = None
    kind: Annotated[Word | None, Field(examples=["xa"])] = None
    name: Annotated[Text | None, Field(min_length=1, examples=["Xã Cần Giuộc"])] = None
    code: Annotated[Text | None, Field(pattern=r"^[0-9]{2,5}$", examples=["28159"])] = None
    parent: Annotated[Reference | None, Field(examples=["80"])] = None


class ReorganisationForm(Form):
    """The document, its day, which may be to come, and its rows, numbered from 1."""

    document_number: NumberOfDocument
    effective_on: DayOfPlaces
    rows: Annotated[list[PlaceRow], Field(min_length=1, max_length=MOST_ROWS)]

    def document(self) -> Document:
        rows = tuple(Row(**row.model_dump()) for row in self.rows)
        return Document.made_of(self.document_number, self.effective_on, rows)


@dataclass(frozen=True)
class Made:
    """The place that a row made."""

    row: int
    place_id: UUID


@dataclass(frozen=True)
class ReorganisationAnswer:
    """`changes`: how many facts it made, none the second time. `announced`: its day is to come.
    Hamlets either go with their commune or, of a divided one, are unallocated until somebody says
    where they belong."""

    document_number: str
    effective_on: date
    announced: bool
    changes: int
    hamlets_moved: int
    hamlets_unallocated: int
    made: list[Made]


def reorganising(document: Document, by: Caller) -> Command:
    """Places change on a day by one document."""

    def decide(territory: Territory, known: Reorganisation) -> Decision:
        told = known.announce(document)
        done = reorganise(territory, document, reaches) if told else Reorganised()
        facts = {document.stream: told, TERRITORY_ID: done.facts} if told else {}
        return Decision(facts, _answer(document, done, by))

    def reaches(place_id: UUID | None) -> bool:
        return by.permit.allows(place_id, by.tree, by.day)

    return command(by, decide, (TERRITORY_ID, Territory), (document.stream, Reorganisation))


def _answer(document: Document, done: Reorganised, by: Caller) -> ReorganisationAnswer:
    return ReorganisationAnswer(
        document_number=document.document_number,
        effective_on=document.effective_on,
        announced=document.effective_on > by.day,
        changes=len(done.facts),
        hamlets_moved=done.hamlets_moved,
        hamlets_unallocated=done.hamlets_unallocated,
        made=[Made(row, place_id) for row, place_id in document.made.items()],
    )


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/places", tags=["places"])

    @router.post("/reorganisations", status_code=status.HTTP_201_CREATED)
    async def enact(
        form: ReorganisationForm, caller: Annotated[Caller, commands("registry.place.reorganise")]
    ) -> ReorganisationAnswer:
        """Places change by one document on its day: all rows, or none if one is wrong; then each
        wrong row is named in `errors`. The same document again changes nothing."""
        return await counter.transact(ReorganisationAnswer, reorganising(form.document(), caller))

    cancelled(router, counter)
    return [router]
