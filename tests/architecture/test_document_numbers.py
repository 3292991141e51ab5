"""Whatever takes the number of a document takes it as one type, of 2750-CV/HU and 123/QĐ-UBND."""

from typing import get_type_hints

from pydantic import TypeAdapter

from shared.vocabulary.documents import document_number
from shared.web.values import NumberOfDocument
from tests.architecture.test_personal import FORMS

NAMES = ("document_number", "decision_number")
TAKEN = {
    f"{form.__name__}.{name}": hint
    for form in FORMS
    for name, hint in get_type_hints(form, include_extras=True).items()
    if name.endswith(NAMES)
}


def test_every_form_takes_the_number_of_a_document_alike() -> None:
    assert len(TAKEN) >= 6
    alike = (NumberOfDocument, NumberOfDocument | None)
    assert [name for name, hint in TAKEN.items() if hint not in alike] == []


def test_numbers_of_the_party_and_of_the_state_are_taken() -> None:
    taken = TypeAdapter(NumberOfDocument)
    for number in ("2750-CV/HU", "123/QĐ-UBND"):
        for written in (number, f"Công văn số {number}"):
            assert document_number(taken.validate_python(written)) == number
