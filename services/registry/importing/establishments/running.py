"""Puts the establishments of a list on the books of its place: each a command of its own, under a
key of its import. Of one that is there and of another kind, the books say from then on what the row
says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.registry.establishments.api import (
    Done,
    EstablishmentCorrectionForm,
    EstablishmentForm,
    correct,
    register,
)
from services.registry.establishments.views import ESTABLISHMENTS
from services.registry.importing.establishments.list import EstablishmentRow
from services.registry.importing.establishments.saying import in_full
from services.registry.importing.persons import changed_before
from services.registry.importing.things import Outcome, answered, recorded_unless_known
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.folding import sounded
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Rows
from shared.web.counter import Counter

ROWS: Final[Rows[EstablishmentForm, Done]] = Rows(
    "registry.establishment.register", EstablishmentForm, register, Done
)
CORRECTIONS: Final[Rows[EstablishmentCorrectionForm, Done]] = Rows(
    "registry.establishment.correct", EstablishmentCorrectionForm, correct, Done
)
CORRECTS: Final = ("registry.establishment.correct",)
CORRECTION: Final = "correction"
"""Which of the commands of a row corrects the one that it names."""


@dataclass(frozen=True)
class OnBooks:
    establishment_id: UUID
    place_id: UUID
    kind: str
    name: str
    since: date


async def taken(counter: Counter, rows: Sequence[EstablishmentRow], run: Run) -> list[Told]:
    """What becomes of each row. One of that name at that place is no other. Run again, what was
    recorded is told as before; at the counter of a rehearsal nothing is recorded."""
    asked = [
        run.asked(number, row.line, EstablishmentForm, _form(row, run))
        for number, row in enumerate(rows, 1)
    ]

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        there = await _there(counter, run)
        called = {n: there.get(in_full(rows[n - 1].name), []) for n in new}
        met = {n: found for n, found in called.items() if found}
        return await _met(counter, {n: (rows[n - 1], found) for n, found in met.items()}, run)

    outcomes = await recorded_unless_known(counter, ROWS, asked, known)
    return [
        Told(row.line, outcome, adds=row.adds(row.line))
        for row, outcome in zip(rows, outcomes, strict=True)
    ]


def _form(row: EstablishmentRow, run: Run) -> Mapping[str, Any]:
    return {
        "place_id": str(run.place_id),
        "kind": row.kind_code,
        "name": row.name,
        "registered_on": run.on.isoformat(),
    }


def _correction(row: EstablishmentRow, there: OnBooks) -> Mapping[str, Any]:
    """It is of the kind of the row, where and since when it is."""
    day = there.since.isoformat()
    return {
        "establishment_id": str(there.establishment_id),
        "of_day": day,
        "place_id": str(there.place_id),
        "day": day,
        "kind": row.kind_code,
    }


async def _met(
    counter: Counter, met: Mapping[int, tuple[EstablishmentRow, Sequence[OnBooks]]], run: Run
) -> dict[int, Outcome]:
    """Of rows by number: of one that is certain what it says is put right. Of one whose name is
    written short or in full otherwise, or is that of several, it is asked."""
    told: dict[int, Outcome] = {}
    other: dict[int, tuple[EstablishmentRow, OnBooks]] = {}
    for number, (row, found) in met.items():
        same = [each for each in found if sounded(each.name) == sounded(row.name)]
        if any(each.kind == row.kind_code for each in same):
            told[number] = Became.UNCHANGED
        elif len(same) == 1:
            other[number] = (row, same[0])
        else:
            told[number] = BooksSayOtherwise()
    unchanged = [number for number, each in told.items() if each is Became.UNCHANGED]
    lines = [met[number][0].line for number in unchanged]
    before = await changed_before(counter, lines, run, (CORRECTION, Done))
    told |= {n: Became.CHANGED for n, was in zip(unchanged, before, strict=True) if was}
    return told | await _put_right(counter, other, run)


async def _put_right(
    counter: Counter, other: Mapping[int, tuple[EstablishmentRow, OnBooks]], run: Run
) -> dict[int, Outcome]:
    """As far as who asks may correct them; of the rest it is asked."""
    correcting = run.as_correcting
    if not correcting.by.reaches(run.place_id):
        return {number: BooksSayOtherwise() for number in other}
    read = [
        correcting.asked(
            n, row.line, EstablishmentCorrectionForm, _correction(row, there), CORRECTION
        )
        for n, (row, there) in other.items()
    ]
    told = await answered(counter, CORRECTIONS, read)
    return {
        number: each if isinstance(each, Refusal) else Became.CHANGED
        for number, each in zip(other, told, strict=True)
    }


async def _there(counter: Counter, run: Run) -> Mapping[str, Sequence[OnBooks]]:
    """By name in full, if the officer has the place; of another nothing is looked up."""
    if not run.by.reaches(run.place_id):
        return {}
    columns = "establishment_id, place_id, kind, name, since"
    query = f"select {columns} from {ESTABLISHMENTS.name} it"
    query += " where ended_on is null and place_id = %(place)s"
    found: dict[str, list[OnBooks]] = {}
    for each in await counter.rows(OnBooks, query, place=run.place_id):
        found.setdefault(in_full(each.name), []).append(each)
    return found
