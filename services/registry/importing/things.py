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


async def recorded_unless_known(
    counter: Counter, rows: Rows[Any, Any], asked: Sequence[Asked[Any] | Outcome], known: Known
) -> list[Outcome]:
    """What becomes of each row, in order; of one that is not asked for it is known already. Of what
    this import recorded before, which is told as it was, the books are not asked."""
    sent = [each for each in asked if isinstance(each, Asked)]
    first = await counter.first_answers(rows.answers, [each.by for each in sent])
    new = [each.number for each, said in zip(sent, first, strict=True) if said is None]
    told = dict(await known(new))
    left = [each for each in sent if each.number not in told]
    for each, outcome in zip(left, await rows.outcomes(counter, left), strict=True):
        told[each.number] = outcome if isinstance(outcome, Refusal) else Became.NEW
    return [told[each.number] if isinstance(each, Asked) else each for each in asked]
