"""What is wrong with a field, in a closed set of codes and two languages.

pydantic's own messages are English, change between releases and may repeat what was sent.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.vocabulary import text
from shared.vocabulary.vietnamese.web import FIELDS as VIETNAMESE
from shared.web.languages import Language
from shared.web.reading import Wrong

ENGLISH: dict[str, str] = {
    "missing": "This field is missing.",
    "unknown": "There is no field of this name.",
    "text": "It must be text.",
    "text-legacy": "It is in TCVN3 (ABC) or VNI, for fonts of before Unicode: convert it first.",
    "text-unfit": "It has characters that cannot be seen or were damaged; type it anew.",
    "too-short": "It is too short.",
    "too-long": "It is too long.",
    "pattern": "It does not have the right form.",
    "identity": "It must be an identity (UUID).",
    "day": "It must be a day written year-month-day, as in 2022-09-30.",
    "day-outside": "The day must be from {first} to {last}.",
    "instant": "It must be an instant in ISO 8601.",
    "number": "It must be a number.",
    "whole-number": "It must be a whole number in digits, with no dot, comma or quotation marks.",
    "too-small": "It is too small.",
    "too-large": "It is too large.",
    "yes-or-no": "It must be true or false.",
    "not-among-choices": "It is not one of the values allowed.",
    "list": "It must be a list.",
    "object": "It must be an object.",
    "said-twice": "It has a field twice.",
    "too-deep": "It has too many things within things.",
    "invalid": "The value is wrong.",
}

_EXACT: dict[str, str] = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_pattern_mismatch": "pattern",
    "string_too_short": "too-short",
    "string_too_long": "too-long",
    "too_short": "too-short",
    "too_long": "too-long",
    "greater_than": "too-small",
    "greater_than_equal": "too-small",
    "less_than": "too-large",
    "less_than_equal": "too-large",
    "enum": "not-among-choices",
    "literal_error": "not-among-choices",
    "finite_number": "number",
    "text_unfit": "text-unfit",
    "day_outside": "day-outside",
}
MOST_TOLD = 50
"""Of thousands of fields that nobody knows, thousands of sentences would be the answer."""

BOUNDED = frozenset({"day-outside"})
"""Codes whose words say the bounds."""

_BEGINNING: tuple[tuple[str, str], ...] = (
    ("string_", "text"),
    ("uuid_", "identity"),
    ("datetime_", "instant"),
    ("timezone_", "instant"),
    ("date_", "day"),
    ("int_", "whole-number"),
    ("float_", "number"),
    ("decimal_", "number"),
    ("bool_", "yes-or-no"),
    ("list_", "list"),
    ("tuple_", "list"),
    ("set_", "list"),
    ("dict_", "object"),
    ("model_", "object"),
)


def code_of(pydantic_type: str) -> str:
    if exact := _EXACT.get(pydantic_type):
        return exact
    fitting = (code for start, code in _BEGINNING if pydantic_type.startswith(start))
    return next(fitting, "invalid")


def complaints(errors: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, str]]:
    """A problem's `errors`: the first of them, enough to see what is wrong."""
    return [complaint(error, language) for error in errors[:MOST_TOLD]]


def complaint(error: Mapping[str, Any], language: Language) -> dict[str, str]:
    """One entry of a problem's `errors`; what was sent is not repeated."""
    code = _code(error)
    words = (VIETNAMESE if language == "vi" else ENGLISH)[code]
    detail = words.format(**error["ctx"]) if code in BOUNDED else words
    return {"field": _name(error["loc"]), "code": code, "detail": detail}


def _code(error: Mapping[str, Any]) -> str:
    """What was wrong already as it was read is that, whatever the field would have liked."""
    sent = error.get("input")
    return sent.code if isinstance(sent, Wrong) else code_of(str(error["type"]))


def _name(location: Sequence[Any]) -> str:
    """`body.members.0.role` without its first part, which the problem's code has told."""
    return text.shown(".".join(str(part) for part in location[1:]) or str(location[0]))
