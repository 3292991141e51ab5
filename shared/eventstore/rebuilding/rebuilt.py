"""What came of a rebuild."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.eventstore.rebuilding.copies import Contents
from shared.vocabulary.refusals import Kind, Refusal

Told = Callable[[float], None]
"""Is told how much of the way is done, 0 to 1."""


@dataclass(frozen=True)
class Table:
    """What was in a table before (None: it was not there) and what is in it after. Of an own view
    they are equal unless the live one was wrong."""

    name: str
    before: Contents | None
    after: Contents


@dataclass(frozen=True)
class Rebuilt:
    """`told`: events or facts of which it was made; `waiting`: those that are parked or set aside,
    `discarded`: those that were given up; `went_on`: an earlier attempt had begun it."""

    name: str
    version: int
    tables: Sequence[Table]
    told: int
    waiting: int
    discarded: int
    went_on: bool


class RebuildDiffers(Refusal):
    """A fault of this code, or of an attempt before: what was filled is dropped."""

    code = "eventstore.rebuild-differs"
    kind = Kind.CONFLICT
    sentence = (
        "{table} as it was rebuilt has {rows} rows, and not those that a recount of {expected} rows"
        " says. Nothing was switched; the live tables are as they were."
    )
