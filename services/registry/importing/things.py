"""What lists of things that have no number of their own do alike: met by what they are called."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from shared.importing.report import Became
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.counter import Counter

Outcome = Became | Refusal
Known = Callable[[Sequence[int]], Awaitable[Mapping[int, Outcome]]]
"""Of rows by number, what the books say of those that they have."""


Found = Callable[[Sequence[int]], Awaitable[Mapping[int, Any]]]


async def answered(
    counter: Counter, rows: Rows[Any, Any], asked: Sequence[Asked[Any] | Refusal]
) -> list[Any]:
    """Of each row, in order, what its command answered; of one that cannot be asked, why."""
    sent = [each for each in asked if isinstance(each, Asked)]
    said = iter(await rows.outcomes(counter, sent))
    return [next(said) if isinstance(each, Asked) else each for each in asked]


async def answered_unless_known(
    counter: Counter, rows: Rows[Any, Any], asked: Sequence[Asked[Any] | Any], known: Found
) -> list[Any]:
    """Of each row, in order, what its command answered, or what is known of it; of one that is not
    asked for, what stands there instead. Of what this import recorded before, which is told as it
    was, the books are not asked."""
    sent = [each for each in asked if isinstance(each, Asked)]
    first = await counter.first_answers(rows.answers, [each.by for each in sent])
    new = [each.number for each, said in zip(sent, first, strict=True) if said is None]
    told = dict(await known(new))
    left = [each for each in sent if each.number not in told]
    for each, outcome in zip(left, await rows.outcomes(counter, left), strict=True):
        told[each.number] = outcome
    return [told[each.number] if isinstance(each, Asked) else each for each in asked]


async def recorded_unless_known(
    counter: Counter, rows: Rows[Any, Any], asked: Sequence[Asked[Any] | Outcome], known: Known
) -> list[Outcome]:
    """What becomes of each row: as `answered_unless_known`, and new is what was recorded."""
    found = await answered_unless_known(counter, rows, asked, known)
    return [each if isinstance(each, Became | Refusal) else Became.NEW for each in found]


def of_its_parts(itself: Outcome, parts: Sequence[Outcome]) -> Outcome:
    """What becomes of a row that says more than one thing: refused with any of them, changed where
    something is new of what was on the books."""
    for each in (itself, *parts):
        if isinstance(each, Refusal):
            return each
    if itself is Became.UNCHANGED and {*parts} - {Became.UNCHANGED}:
        return Became.CHANGED
    return itself
