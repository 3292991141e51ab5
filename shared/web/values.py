"""What a field of a form, a parameter or a header may be. An application takes no others
(`inputs`), so that none is read more leniently than these.

pydantic alone reads "500.000" as 500, true as 1 and 1751328000 as a day.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from shared.vocabulary import text
from shared.vocabulary.calendar import FIRST_DAY, FIRST_DAY_OF_PLACES, LAST_DAY
from shared.vocabulary.kinds import LARGEST_INTEGER as LARGEST

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DIGITS: Final = re.compile(r"0|-?[1-9][0-9]{0,18}")


class Known:
    """Marks a type of this file."""


KNOWN: Final = Known()


class Personal:
    """Marks a field that says something of a person: `Annotated[Text, PERSONAL]`. No digest that
    outlives the person covers it (`impersonal`)."""


PERSONAL: Final = Personal()


@dataclass(frozen=True)
class RowsOf:
    """Says of `RowsSent` which form each row has; whoever asks for the document is told, too."""

    form: type["Form"]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "items": handler(self.form.__pydantic_core_schema__)}


class Form(BaseModel):
    """What is filled in and sent as a body. It has no other fields, and what was sent is
    nowhere repeated."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def is_an_object(cls, sent: Any) -> Any:
        """FastAPI would ask whatever else was sent for attributes of these names."""
        if not isinstance(sent, dict | cls):
            raise PydanticCustomError("model_type", "no object")
        return sent


def _text(sent: Any) -> Any:
    if isinstance(sent, str) and not text.is_fit(sent):
        raise PydanticCustomError("text_unfit", "characters that cannot be seen")
    return sent


def _day(sent: Any, first: date) -> date:
    found = sent if type(sent) is date else None
    if isinstance(sent, str) and DAY.fullmatch(sent):
        found = _civil_day(sent)
    if found is None:
        raise PydanticCustomError("date_form", "not YYYY-MM-DD")
    if not first <= found <= LAST_DAY:
        bounds = {"first": first.isoformat(), "last": LAST_DAY.isoformat()}
        raise PydanticCustomError("day_outside", "not from {first} to {last}", bounds)
    return found


def _civil_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _asked_number(sent: Any) -> int:
    if isinstance(sent, str) and DIGITS.fullmatch(sent):
        return int(sent)
    if type(sent) is int:  # a default
        return sent
    raise PydanticCustomError("int_form", "not a whole number in digits")


def _content(sent: Any) -> bytes:
    try:
        if isinstance(sent, str):
            return base64.b64decode(sent, validate=True)
    except (ValueError, binascii.Error):
        pass
    raise PydanticCustomError("string_pattern_mismatch", "no base64")


Text = Annotated[str, Strict(), BeforeValidator(_text), Field(max_length=400), KNOWN]
"""One line, and not a long one; most fields say how short, and each gives an example of its own."""

NumberOfDocument = Annotated[
    str,
    Strict(),
    BeforeValidator(_text),
    Field(min_length=1, max_length=80, examples=["12/QĐ-UBND"]),
    KNOWN,
]
"""As somebody writes it, `Công văn số 2750-CV/HU` or `123/QĐ-UBND`; the page brings it into the one
form (`shared/vocabulary/documents.py`)."""

Cursor = Annotated[
    str,
    Strict(),
    BeforeValidator(_text),
    Field(max_length=2_000, examples=["IjAxOTNhNWMyIg"]),
    KNOWN,
]
"""What a route itself gave out."""

Day = Annotated[
    date, BeforeValidator(lambda sent: _day(sent, FIRST_DAY)), Field(examples=["2026-01-05"]), KNOWN
]
"""`YYYY-MM-DD` and nothing else, of what is done for learning."""

DayOfPlaces = Annotated[
    date,
    BeforeValidator(lambda sent: _day(sent, FIRST_DAY_OF_PLACES)),
    Field(examples=["2025-07-01"]),
    KNOWN,
]
"""`YYYY-MM-DD` and nothing else, of what places were and are."""

WholeNumber = Annotated[int, Strict(), Field(ge=-LARGEST, le=LARGEST, examples=[30]), KNOWN]
"""A whole JSON number: neither text, nor true, nor a fraction, though it be 1.0."""

AskedNumber = Annotated[
    int,
    BeforeValidator(_asked_number),
    Field(ge=-LARGEST, le=LARGEST, examples=[2026]),
    KNOWN,
]
"""A whole number in a query, where everything is text: digits only."""

YesOrNo = Annotated[bool, Strict(), Field(examples=[True]), KNOWN]
"""`true` or `false`, and nothing that is taken for either."""

FileContent = Annotated[
    bytes,
    BeforeValidator(_content),
    WithJsonSchema({"type": "string", "format": "byte", "examples": ["U1RULEjhu40gdMOqbg=="]}),
    KNOWN,
]
"""The bytes of a file, sent in base64. How many is bounded by what its path takes (`Limits`)."""

RowsSent = Annotated[list[Any], KNOWN]
"""Rows of a list that are read one by one, each by the form that `RowsOf` beside it says."""
