"""What is wrong with a field, in a closed set of codes and two languages.

pydantic's own messages are English, change between releases and may repeat what was sent.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.vocabulary.vietnamese.web import FIELDS as VIETNAMESE
from shared.web.languages import Language

ENGLISH: dict[str, str] = {
    "missing": "This field is missing.",
    "unknown": "There is no field of this name.",
    "text": "It must be text.",
    "too-short": "It is too short.",
    "too-long": "It is too long.",
    "pattern": "It does not have the right form.",
    "identity": "It must be an identity (UUID).",
    "day": "It must be a day written year-month-day, as in 2022-09-30.",
    "instant": "It must be an instant in ISO 8601.",
    "number": "It must be a number.",
    "whole-number": "It must be a whole number.",
    "too-small": "It is too small.",
    "too-large": "It is too large.",
    "yes-or-no": "It must be true or false.",
    "not-among-choices": "It is not one of the values allowed.",
    "list": "It must be a list.",
    "object": "It must be an object.",
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
}
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


def complaint(error: Mapping[str, Any], language: Language) -> dict[str, str]:
    """One entry of a problem's `errors`; what was sent is not repeated."""
    code = code_of(str(error["type"]))
    words = VIETNAMESE if language == "vi" else ENGLISH
    return {"field": _name(error["loc"]), "code": code, "detail": words[code]}


def _name(location: Sequence[Any]) -> str:
    """`body.members.0.role` without its first part, which the problem's code has told."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])
