"""How the domain says no.

A Refusal is an answer, not a crash: a stable code for machines, a kind that each door (HTTP,
command line, import) translates for itself, and one sentence. The Vietnamese sentence of its
code is in the service's `words.py`, of what `shared` refuses in `shared.vocabulary.vietnamese`.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

OPEN: Final = "…"
"""Where a day would stand that nobody knows: of an open beginning or end."""


class Kind(StrEnum):
    """What the asker may do about it."""

    INVALID = "invalid"  # ask differently
    NOT_FOUND = "not-found"  # it is not there, or not for you to see
    FORBIDDEN = "forbidden"  # somebody else may
    CONFLICT = "conflict"  # what is recorded says otherwise
    NOT_HEARD = "not-heard"  # not there, or not for you to see; or it is on its way: ask again
    NOT_YET = "not-yet"  # ask again shortly
    UNAVAILABLE = "unavailable"  # the system cannot take it now


class Refusal(Exception):
    """Base of every business "no"; subclasses stand beside the rule they guard.

    `sentence` may hold named fields (`{code}`), given to the constructor; they fill the
    Vietnamese sentence too. Fields never hold personal data. `date.min` and `date.max`, which
    stand for open ends, are said as `OPEN`: no officer can make anything of the year 1.
    """

    code: ClassVar[str]
    kind: ClassVar[Kind]
    sentence: ClassVar[str]
    parts: "tuple[tuple[str, Refusal], ...]" = ()
    """Of a whole that is refused: what of it is wrong, each with where it stands."""

    def __init__(self, **fields: object) -> None:
        self.fields = {name: _said(value) for name, value in fields.items()}
        super().__init__(self.sentence.format(**self.fields))


def _said(value: object) -> object:
    return OPEN if isinstance(value, date) and value.year in (1, 9999) else value
