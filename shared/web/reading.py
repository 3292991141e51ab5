"""Reading what was sent: JSON as it may come in, of a body and of a cursor.

Every text in it, fields' names too, is made fit here and nowhere else. What is wrong stands in the
value as `Wrong`, which is no value of any field: so the field is refused by its name, and in a
list of many rows only the row that holds it.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from shared.vocabulary import text
from shared.vocabulary.legacy_text import legacy_encoding

DEEPEST: Final = 32
MOST_DIGITS: Final = 19
"""Of a whole number; the next would not fit any table."""


@dataclass(frozen=True)
class Wrong:
    """Stands for a value that may not come in; `code` is one of `fields`."""

    code: str


class NotJson(ValueError):
    """It cannot be read as JSON at all."""


def decoded(sent: bytes) -> Any:
    """The JSON that was sent, its texts in their one form; raises NotJson."""
    try:
        return _checked(json.loads(_text(sent), cls=_Decoder), 0)
    except (ValueError, RecursionError):
        raise NotJson from None


def _text(sent: bytes) -> str:
    return sent.decode(json.detect_encoding(sent))


class _Decoder(json.JSONDecoder):
    def __init__(self) -> None:
        super().__init__(
            object_pairs_hook=_object,
            parse_constant=lambda _: Wrong("number"),
            parse_int=_whole_number,
            parse_float=_number,
        )


def _object(pairs: list[tuple[str, Any]]) -> Any:
    """Whoever says a field twice may mean either."""
    found = dict(pairs)
    return found if len(found) == len(pairs) else Wrong("said-twice")


def _whole_number(digits: str) -> int | Wrong:
    return int(digits) if len(digits) <= MOST_DIGITS else Wrong("too-large")


def _number(digits: str) -> float | Wrong:
    number = float(digits)
    return number if abs(number) != float("inf") else Wrong("too-large")


def _checked(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return text.fit(value) if text.is_fit(value) else Wrong(_why_unfit(value))
    if not isinstance(value, list | dict):
        return value
    if depth == DEEPEST:
        return Wrong("too-deep")
    if isinstance(value, list):
        return [_checked(each, depth + 1) for each in value]
    return dict(_field(name, each, depth + 1) for name, each in value.items())


def _why_unfit(value: str) -> str:
    """The soft hyphen, which nobody sees, is a letter of TCVN3 (ư): where the rest is written so,
    too, that is what to say."""
    rest = value.replace("\u00ad", "")
    return "text-legacy" if text.is_fit(rest) and legacy_encoding(rest) else "text-unfit"


def _field(name: str, value: Any, depth: int) -> tuple[str, Any]:
    """A name that is no text names nothing, whatever its value is."""
    if text.is_fit(name):
        return text.fit(name), _checked(value, depth)
    return text.shown(name), Wrong("text-unfit")
