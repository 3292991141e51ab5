"""Sessions of a list come onto the books of the centre of their place, each under a key of its
import; one that was not held is planned, and cancelled."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.registry.importing.centre_sessions.books import books_of, centre_of
from services.registry.importing.centre_sessions.list import SessionRow
from services.registry.sessions.api import (
    DESK,
    FORMS,
    Done,
    SessionCancellationForm,
    SessionForm,
    SessionPlanForm,
)
from shared.importing.doubts import Doubt
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked
from shared.web.counter import Counter

_ROWS: Final = DESK.rows("registry.session", FORMS)
HOLD, PLAN, CANCEL = _ROWS[""], _ROWS["/plans"], _ROWS["/cancellations"]
Outcome = Became | Refusal


async def taken(counter: Counter, rows: Sequence[SessionRow], run: Run) -> list[Told]:
    """What becomes of each row, in order. Run again, what was recorded is told as before; at the
    counter of a rehearsal nothing is recorded."""
    try:
        centre = await centre_of(counter, run)
    except Doubt as doubt:
        return [Told(row.line, doubt) for row in rows]
    asked = [_asked(row, number, centre.centre_id, run) for number, row in enumerate(rows, 1)]
    told: dict[int, Outcome] = {
        n: each for n, each in enumerate(asked, 1) if isinstance(each, Refusal)
    }
    sent = [each for each in asked if isinstance(each, Asked)]
    told |= await _known(counter, rows, sent, centre.centre_id)
    sent = [each for each in sent if each.number not in told]
    held = [each for each in sent if not rows[each.number - 1].is_cancelled]
    planned = [each for each in sent if rows[each.number - 1].is_cancelled]
    for each, outcome in zip(held, await HOLD.outcomes(counter, held), strict=True):
        told[each.number] = _outcome(outcome)
    told |= await _cancelled(counter, rows, planned, run)
    return [
        Told(row.line, told[number], adds=row.adds(row.line)) for number, row in enumerate(rows, 1)
    ]


async def _known(
    counter: Counter, rows: Sequence[SessionRow], asked: Sequence[Asked[Any]], centre_id: UUID
) -> Mapping[int, Outcome]:
    """By number, those that the books have already, unless this import recorded them."""
    first = await counter.first_answers(Done, [each.by for each in asked])
    new = [each.number for each, answer in zip(asked, first, strict=True) if answer is None]
    sought = [rows[number - 1] for number in new]
    met = (await books_of(counter, centre_id, sought)).meet(sought)
    return {number: found for number, found in zip(new, met, strict=True) if found is not None}


async def _cancelled(
    counter: Counter, rows: Sequence[SessionRow], asked: Sequence[Asked[Any]], run: Run
) -> Mapping[int, Outcome]:
    """They were planned for their day, and it is known since then that they were not held."""
    told: dict[int, Outcome] = {}
    endings: list[Asked[Any]] = []
    for each, outcome in zip(asked, await PLAN.outcomes(counter, asked), strict=True):
        ending = outcome if isinstance(outcome, Refusal) else _ending(rows, each, outcome, run)
        if isinstance(ending, Refusal):
            told[each.number] = ending
        else:
            endings.append(ending)
    for each, outcome in zip(endings, await CANCEL.outcomes(counter, endings), strict=True):
        told[each.number] = _outcome(outcome)
    return told


def _asked(row: SessionRow, number: int, centre_id: UUID, run: Run) -> Asked[Any] | Refusal:
    said: dict[str, Any] = {"organiser_kind": "centre", "organiser_id": str(centre_id)}
    said["topic_code"] = row.topic_code
    if row.attendances is None:
        said["planned_on"] = row.held_on.isoformat()
        return run.asked(number, row.line, SessionPlanForm, said)
    said |= {"held_on": row.held_on.isoformat(), "attendances": row.attendances}
    if row.cost_dong is not None:
        said["cost_dong"] = row.cost_dong
    return run.asked(number, row.line, SessionForm, said)


def _ending(
    rows: Sequence[SessionRow], planned: Asked[Any], answer: Any, run: Run
) -> Asked[Any] | Refusal:
    row = rows[planned.number - 1]
    said = {"session_id": str(_id(answer)), "cancelled_on": row.held_on.isoformat()}
    return run.asked(planned.number, row.line, SessionCancellationForm, said, thing="cancellation")


def _id(answer: Any) -> Any:
    return answer["session_id"] if isinstance(answer, dict) else answer.session_id


def _outcome(outcome: Any) -> Outcome:
    return outcome if isinstance(outcome, Refusal) else Became.NEW
