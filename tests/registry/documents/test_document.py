"""A document is issued under a number, corrected and withdrawn; its issuer has a number once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.documents.document.document import Document, NumberOfYear
from services.registry.documents.document.facts import (
    DocumentCorrected,
    DocumentIssued,
    DocumentNumberReleased,
    DocumentNumberReserved,
    DocumentWithdrawn,
    IssuedDocument,
    number_id,
)
from services.registry.documents.document.refusals import (
    DocumentIssuedOtherwise,
    DocumentKindUnknown,
    DocumentNumberTaken,
    DocumentReplacesItself,
    DocumentReplacesLater,
    DocumentUnknown,
)
from shared.eventstore.facts import fold
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import DOCUMENT_KINDS
from tests.support import land
from tests.support.story import given

DAY, LATER = date(2020, 3, 24), date(2020, 4, 2)
TOMORROW = land.TODAY + timedelta(days=1)
BY: tuple[str, UUID] = ("party-committee", uuid4())
COUNTS = IssuedDocument(land.COMMUNE, "dispatch", "2750-CV/HU", DAY)
HEADING, OTHER_HEADING = uuid4(), uuid4()
ISSUED = DocumentIssued(*BY, COUNTS, HEADING)
RIGHT = replace(COUNTS, issued_on=LATER)
CORRECTED = DocumentCorrected(*BY, RIGHT, COUNTS)
WITHDRAWN = DocumentWithdrawn(*BY, COUNTS)

said = any_.builds(
    IssuedDocument,
    any_.sampled_from([land.COMMUNE, land.OTHER_COMMUNE]),
    any_.sampled_from(DOCUMENT_KINDS),
    any_.sampled_from(["2750-CV/HU", "123/QĐ-UBND"]),
    any_.dates(DAY, land.TODAY),
    any_.none() | any_.uuids(),
)


def issuing(**other: Any) -> Callable[[Document], list[DocumentIssued]]:
    return lambda document: document.issue(BY, replace(COUNTS, **other), HEADING, land.TODAY)


def correcting(
    by: tuple[str, UUID] = BY, heading: UUID | None = None, **other: Any
) -> Callable[[Document], list[DocumentCorrected]]:
    return lambda document: document.correct(by, replace(COUNTS, **other), heading, land.TODAY)


def withdrawing(document: Document) -> list[DocumentWithdrawn]:
    return document.withdraw()


def test_a_document_is_issued_on_a_day_that_has_come() -> None:
    given(Document).when(issuing()).then(ISSUED)
    given(Document).when(issuing(issued_on=TOMORROW)).then_refused(DayNotCome)
    given(Document, ISSUED).when(correcting(issued_on=TOMORROW)).then_refused(DayNotCome)


def test_what_is_no_kind_of_document_is_refused() -> None:
    given(Document).when(issuing(document_kind="poem")).then_refused(DocumentKindUnknown)
    given(Document, ISSUED).when(correcting(document_kind="poem")).then_refused(DocumentKindUnknown)


def test_what_was_written_wrongly_of_it_is_corrected_and_it_stays_its_issuers() -> None:
    story = given(Document, ISSUED)
    story.when(correcting(issued_on=LATER)).then(CORRECTED)
    story.when(correcting()).then_nothing()
    story.when(correcting(heading=OTHER_HEADING)).then(
        DocumentCorrected(*BY, COUNTS, COUNTS, OTHER_HEADING)
    )
    story.when(correcting(("party-committee", uuid4()))).then_refused(DocumentIssuedOtherwise)
    given(Document, ISSUED, CORRECTED).when(correcting(issued_on=LATER)).then_nothing()
    given(Document).when(correcting()).then_refused(DocumentUnknown)


def test_without_a_heading_a_correction_leaves_the_one_it_has() -> None:
    assert fold(Document(), [ISSUED, CORRECTED]).heading_id == HEADING
    other = replace(CORRECTED, heading_id=OTHER_HEADING)
    assert fold(Document(), [ISSUED, other]).heading_id == OTHER_HEADING


def test_what_never_was_is_withdrawn_and_stays_so() -> None:
    given(Document, ISSUED).when(withdrawing).then(WITHDRAWN)
    story = given(Document, ISSUED, WITHDRAWN)
    story.when(withdrawing).then_nothing()
    story.when(correcting()).then_refused(WithdrawnAlready)
    given(Document).when(withdrawing).then_refused(DocumentUnknown)


def test_a_document_replaces_one_that_was_issued_by_then() -> None:
    earlier = fold(Document(), [ISSUED])
    later = fold(Document(), [DocumentIssued(*BY, replace(COUNTS, issued_on=land.TODAY))])
    document = fold(Document(), [DocumentIssued(*BY, RIGHT)])
    document.require_replaces(earlier, RIGHT)
    for other, refusal in (
        (later, DocumentReplacesLater),
        (document, DocumentReplacesItself),
        (Document(), DocumentUnknown),
        (fold(Document(), [ISSUED, WITHDRAWN]), DocumentUnknown),
    ):
        with pytest.raises(refusal):
            document.require_replaces(other, RIGHT)


def test_an_issuer_has_a_number_once_in_a_year() -> None:
    one, other = uuid4(), uuid4()
    reserved = DocumentNumberReserved(one)
    given(NumberOfYear).when(lambda it: it.reserve(one, COUNTS)).then(reserved)
    taken = given(NumberOfYear, reserved)
    taken.when(lambda it: it.reserve(one, COUNTS)).then_nothing()
    taken.when(lambda it: it.reserve(other, COUNTS)).then_refused(DocumentNumberTaken)
    taken.when(lambda it: it.release(other)).then_nothing()
    released = DocumentNumberReleased(one)
    taken.when(lambda it: it.release(one)).then(released)
    free = given(NumberOfYear, reserved, released)
    free.when(lambda it: it.reserve(other, COUNTS)).then(DocumentNumberReserved(other))


def test_one_number_of_two_years_or_two_issuers_is_two() -> None:
    same = number_id(BY, DAY, "2750-CV/HU")
    assert same == number_id(BY, date(2020, 12, 31), "2750-CV/HU")
    assert same != number_id(BY, date(2021, 1, 1), "2750-CV/HU")
    assert same != number_id(("party-committee", uuid4()), DAY, "2750-CV/HU")
    assert same != number_id(("peoples-committee", BY[1]), DAY, "2750-CV/HU")


@whatever(any_.lists(said, min_size=1, max_size=5))
def test_whatever_is_corrected_the_last_word_counts_and_twice_changes_nothing(
    words: list[IssuedDocument],
) -> None:
    first, *others = words
    document = fold(Document(), Document().issue(BY, first, None, land.TODAY))
    for each in others:
        told = document.correct(BY, each, None, land.TODAY)
        assert [fact.was for fact in told] == [document.issued] * len(told)
        document = fold(document, told)
        assert document.issued == each
        assert document.correct(BY, each, None, land.TODAY) == []
