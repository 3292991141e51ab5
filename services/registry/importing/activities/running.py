"""Activities of a list come onto the books of who organised them, each under a key of its import;
how each is called is noted of it in own words, which are kept at home."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.registry.activities.api.commands import Done, hold
from services.registry.activities.api.forms import ActivityForm, MinuteForm
from services.registry.activities.api.minutes import IN_OWN_WORDS, Noted, minute
from services.registry.importing.activities.books import Organised, held_by, organisers_of
from services.registry.importing.activities.list import ActivityRow
from services.registry.importing.things import Outcome, answered_unless_known, of_its_parts
from shared.importing.doubts import BooksSayOtherwise, Doubt
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Rows
from shared.web.counter import Counter

ACTIVITIES: Final = Rows("registry.activity.hold", ActivityForm, hold, Done)
THEMES: Final = Rows("registry.activity.minute", MinuteForm, minute, Noted, around=IN_OWN_WORDS)
LONGEST: Final = 400


async def taken(counter: Counter, rows: Sequence[ActivityRow], run: Run) -> list[Told]:
    """What becomes of each row, in order. Run again, what was recorded is told as before; at the
    counter of a rehearsal nothing is recorded."""
    organisers = await organisers_of(counter, run)
    wrong, right = dict[int, Told](), dict[int, tuple[ActivityRow, Organised]]()
    for number, row in enumerate(rows, 1):
        try:
            right[number] = row, organisers.of(row)
        except Doubt as doubt:
            wrong[number] = Told(row.line, doubt, "organiser")
    told = await _recorded(counter, right, run)
    return [
        wrong.get(number) or Told(row.line, told[number], adds=row.adds(row.line))
        for number, row in enumerate(rows, 1)
    ]


Right = Mapping[int, tuple[ActivityRow, Organised]]


async def _recorded(counter: Counter, rows: Right, run: Run) -> Mapping[int, Outcome]:
    asked = [run.asked(n, row.line, ActivityForm, _form(row, by)) for n, (row, by) in rows.items()]

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        """Of another's place nothing is looked up."""
        seen = new if run.by.reaches(run.place_id) else ()
        return await _met(counter, {n: rows[n] for n in seen})

    answers = await answered_unless_known(counter, ACTIVITIES, asked, known)
    told = dict(zip(rows, answers, strict=True))
    held = {n: each for n, each in told.items() if not isinstance(each, Became | Refusal)}
    noted = [
        run.asked(n, rows[n][0].line, MinuteForm, _theme(rows[n][0], each), thing="theme")
        for n, each in held.items()
    ]

    async def nothing(_new: Sequence[int]) -> Mapping[int, Outcome]:
        return {}

    themes = await answered_unless_known(counter, THEMES, noted, nothing)
    parts = dict(zip(held, themes, strict=True))
    return {
        n: of_its_parts(Became.NEW, [_said(parts[n])]) if n in held else each
        for n, each in told.items()
    }


def _said(answer: Any) -> Outcome:
    return answer if isinstance(answer, Refusal) else Became.NEW


async def _met(counter: Counter, rows: Right) -> Mapping[int, Outcome]:
    """Of rows that the books say all of, theirs is found first; one of that kind, those days and
    that organiser to which others came is asked about."""
    sought = {n: (row, by.organiser_id) for n, (row, by) in rows.items()}
    known = await held_by(counter, [*sought.values()])
    met: dict[int, Outcome] = {}
    for n, (row, id_) in sought.items():
        there = known.get((id_, row.kind, row.first_on, row.held_on), [])
        same = [each for each in there if (each.attendances or 0) == row.attendances]
        if same:
            there.remove(same[0])
            met[n] = Became.UNCHANGED
    for n, (row, id_) in sought.items():
        there = known.get((id_, row.kind, row.first_on, row.held_on), [])
        if n not in met and there:
            there.pop()
            met[n] = BooksSayOtherwise()
    return met


def _form(row: ActivityRow, by: Organised) -> Mapping[str, Any]:
    came = [
        {"attendee_kind": kind} | ({} if number is None else {"number": number})
        for kind, number in row.attendees.items()
    ]
    said = {
        **by.said,
        "activity_kind": row.kind,
        "held_on": row.held_on.isoformat(),
        "attendees": came,
    }
    return said if row.first_on is None else {**said, "first_on": row.first_on.isoformat()}


def _theme(row: ActivityRow, answer: Any) -> Mapping[str, Any]:
    id_ = answer["activity_id"] if isinstance(answer, dict) else answer.activity_id
    return {
        "activity_id": str(UUID(str(id_))),
        "minute_kind": "theme",
        "words": row.name[:LONGEST],
    }
