"""What lists of things that have no number of their own do alike: met by place and name."""

from collections.abc import Collection, Sequence
from typing import Any

from shared.importing.report import Became
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.counter import Counter


async def recorded_unless_there(
    counter: Counter,
    rows: Rows[Any, Any],
    asked: Sequence[Asked[Any] | Refusal],
    known: Collection[int],
) -> list[Became | Refusal]:
    """`known`: the numbers of rows that the books have. What this import recorded before is told as
    it was."""
    sent = [each for each in asked if isinstance(each, Asked)]
    first = await counter.first_answers(rows.answers, [each.by for each in sent])
    before = {each.number for each, said in zip(sent, first, strict=True) if said is not None}
    new = [each for each in sent if each.number in before or each.number not in known]
    outcomes = zip(new, await rows.outcomes(counter, new), strict=True)
    done = {each.number: outcome for each, outcome in outcomes}

    def became(each: Asked[Any] | Refusal) -> Became | Refusal:
        if isinstance(each, Refusal):
            return each
        outcome = done.get(each.number, Became.UNCHANGED)
        return outcome if isinstance(outcome, Refusal | Became) else Became.NEW

    return [became(each) for each in asked]
