"""How the domain says no.

A Refusal is an answer, not a crash: a stable code for machines, a kind that each door (HTTP,
command line, import) translates for itself, and one sentence. The Vietnamese sentence of every
code is in `shared.vocabulary.vietnamese`.
"""

from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """What the asker may do about it."""

    INVALID = "invalid"  # ask differently
    NOT_FOUND = "not-found"  # it is not there, or not for you to see
    FORBIDDEN = "forbidden"  # somebody else may
    CONFLICT = "conflict"  # what is recorded says otherwise
    NOT_YET = "not-yet"  # ask again shortly: it may be on its way here
    UNAVAILABLE = "unavailable"  # the system cannot take it now


class Refusal(Exception):
    """Base of every business "no"; subclasses stand beside the rule they guard.

    `sentence` may hold named fields (`{code}`), given to the constructor; they fill the
    Vietnamese sentence too. Fields never hold personal data.
    """

    code: ClassVar[str]
    kind: ClassVar[Kind]
    sentence: ClassVar[str]

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.sentence.format(**fields))
