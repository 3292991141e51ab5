"""What officers command of terms: forms, and for each a function from form to command. People are
named by reference: whoever leads is on the books already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.allocations.allocation.reaching import allocated, require_reached
from services.registry.allocations.allocation.subjects import (
    SUBJECTS,
    SubjectKind,
    allocation_stream,
)
from services.registry.associations.association.association import Association
from services.registry.associations.association.refusals import (
    AssociationNotThere,
)
from services.registry.bearers.founding import number_of
from services.registry.boards.board.board import Board
from services.registry.boards.board.refusals import BoardNotThere
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.refusals import CentreNotAtWork
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.chapters.chapter.refusals import ChapterNotThere
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import citizen_ref
from services.registry.committees.committee.committee import Committee
from services.registry.committees.committee.refusals import CommitteeNotThere
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.people.person import Person
from services.registry.people.vault.naming import require_one
from services.registry.terms.term.facts import Post, Term, TermFact, terms_id
from services.registry.terms.term.terms import Terms, chief
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.kinds import LONGEST_CODE
from shared.vocabulary.refusals import Refusal
from shared.web.caller import Caller
from shared.web.values import Day, Form, NumberOfDocument, Text

States = Mapping[UUID, Any]
PostCode = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["deputy"])]
Led = Association | Board | Centre | Chapter | Committee
BODIES: Final[tuple[SubjectKind, ...]] = ("association", "board", "centre", "chapter", "committee")


class OfBody(Form):
    """An association, a board, a centre, a chapter or a committee: one of them."""

    association_id: UUID | None = None
    board_id: UUID | None = None
    centre_id: UUID | None = None
    chapter_id: UUID | None = None
    committee_id: UUID | None = None

    @model_validator(mode="after")
    def one_body(self) -> Self:
        require_one(**{f"{kind}_id": getattr(self, f"{kind}_id") for kind in BODIES})
        return self

    @property
    def body(self) -> tuple[SubjectKind, UUID]:
        said = {kind: getattr(self, f"{kind}_id") for kind in BODIES}
        return next((kind, id_) for kind, id_ in said.items() if id_ is not None)


class TermForm(OfBody):
    """With its chair (`person_ref`), of a centre its director, elected or appointed for it.
    `until`: the first day no more, which may be to come, as of a term of five years; none: nobody
    says."""

    person_ref: UUID
    since: Day
    until: Day | None = None
    document_number: NumberOfDocument | None = None


class TermCorrectionForm(OfBody):
    """Of the term that is written down since `written_on`."""

    written_on: Day
    since: Day
    until: Day | None = None
    document_number: NumberOfDocument | None = None


class TermEndForm(OfBody):
    """Of the term since that day; `until`: the first day no more."""

    since: Day
    until: Day


class TermWithdrawalForm(OfBody):
    since: Day


class PostForm(OfBody):
    """`post_code`: chair, deputy or standing-member; of a centre director or deputy."""

    post_code: PostCode
    person_ref: UUID
    since: Day
    document_number: NumberOfDocument | None = None


class PostEndForm(OfBody):
    """`until`: the first day no more."""

    post_code: PostCode
    person_ref: UUID
    until: Day


class PostWithdrawalForm(OfBody):
    """Of whoever is written down as holding it since that day."""

    post_code: PostCode
    person_ref: UUID
    since: Day


@dataclass(frozen=True)
class Done:
    body_id: UUID


def start(form: TermForm, by: Caller) -> Command:
    """From that day on a body has a term, with its chair or director."""

    def decided(terms: Terms, states: States) -> Sequence[TermFact]:
        _require_there(form, states, form.since)
        _require_present(states, form.person_ref, form.since)
        number = number_of(form.document_number)
        posts = (Post(chief(form.body[0]), form.person_ref, form.since, None, number),)
        return terms.start(form.body, Term(form.since, form.until, number, posts), by.day)

    return _of_body(form, by, decided, _somebody(form.person_ref))


def correct(form: TermCorrectionForm, by: Caller) -> Command:
    """Days or document of a term were written wrongly."""

    def decided(terms: Terms, states: States) -> Sequence[TermFact]:
        _require_there(form, states, form.since)
        right = Term(form.since, form.until, number_of(form.document_number))
        return terms.correct(form.body, form.written_on, right, by.day)

    return _of_body(form, by, decided)


def end(form: TermEndForm, by: Caller) -> Command:
    """A term is over from that day on."""
    return _of_body(form, by, lambda terms, _: terms.end(form.body, form.since, form.until, by.day))


def withdraw(form: TermWithdrawalForm, by: Caller) -> Command:
    """It was written down by mistake: the term never was."""
    return _of_body(form, by, lambda terms, _: terms.withdraw(form.body, form.since))


def fill(form: PostForm, by: Caller) -> Command:
    """From that day on somebody holds a post within a term; a chair or a director instead of
    whoever did."""

    def decided(terms: Terms, states: States) -> Sequence[TermFact]:
        _require_there(form, states, form.since)
        _require_present(states, form.person_ref, form.since)
        number = number_of(form.document_number)
        asked = Post(form.post_code, form.person_ref, form.since, None, number)
        return terms.fill(form.body, asked, by.day)

    return _of_body(form, by, decided, _somebody(form.person_ref))


def vacate(form: PostEndForm, by: Caller) -> Command:
    """From that day on somebody holds a post no more."""
    post = (form.post_code, form.person_ref)
    return _of_body(form, by, lambda terms, _: terms.vacate(form.body, post, form.until, by.day))


def withdraw_post(form: PostWithdrawalForm, by: Caller) -> Command:
    """It was written down by mistake: they never held it."""
    post = (form.post_code, form.person_ref)
    return _of_body(form, by, lambda terms, _: terms.withdraw_post(form.body, post, form.since))


def _of_body(
    form: OfBody,
    by: Caller,
    decided: Callable[[Terms, States], Sequence[TermFact]],
    beside: Mapping[UUID, type[Any]] | None = None,
) -> Command:
    kind, body_id = form.body
    stream = terms_id(body_id)

    def decide(states: States) -> Decision:
        body = states[body_id]
        if not isinstance(body, SUBJECTS[kind].state):  # its id was said to be somebody's, too
            raise SUBJECTS[kind].unknown
        require_reached(by, kind, body, states[allocation_stream(body_id)])
        return Decision({stream: decided(states[stream], states)}, Done(body_id))

    streams: dict[UUID, type[Any]] = {body_id: SUBJECTS[kind].state, stream: Terms}
    streams |= dict([allocated(body_id)])
    return Command(by.origin, {**streams, **(beside or {})}, decide, by.key)


def _require_there(form: OfBody, states: States, day: date) -> None:
    kind, id_ = form.body
    not_there: Mapping[str, Refusal] = {
        "association": AssociationNotThere(association_id=id_, day=day),
        "board": BoardNotThere(board_id=id_, day=day),
        "centre": CentreNotAtWork(day=day),
        "chapter": ChapterNotThere(chapter_id=id_, day=day),
        "committee": CommitteeNotThere(committee_id=id_, day=day),
    }
    body: Led = states[id_]
    body.require_on(day, not_there[kind])


def _somebody(person_ref: UUID) -> dict[UUID, type[Any]]:
    streams: dict[UUID, type[Any]] = {person_ref: Person, belonging_id(person_ref): Belonging}
    return streams | {citizen_ref(person_ref): Citizen}


def _require_present(states: States, person_ref: UUID, day: date) -> None:
    """Raises of whoever is erased, goes by another reference, or died by that day."""
    states[person_ref].require_present()
    states[belonging_id(person_ref)].require_alive(day)
    citizen: Citizen = states[citizen_ref(person_ref)]
    citizen.require_alive(day)
