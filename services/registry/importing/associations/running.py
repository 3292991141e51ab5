"""Chapters of a list come onto the books of the association of their place, which a row of its own
may found before them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.registry.associations.api import AssociationForm
from services.registry.associations.api import Done as AssociationDone
from services.registry.associations.api import found as found_association
from services.registry.chapters.api import ChapterForm, Done
from services.registry.chapters.api import found as found_chapter
from services.registry.importing.associations.list import ChapterRow
from services.registry.importing.members.books import books
from services.registry.importing.members.chapters import Chapters
from services.registry.importing.members.doubts import AssociationMissing, ChapterNotFound
from services.registry.importing.things import Outcome, recorded_unless_known
from shared.importing.doubts import Doubt
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Rows
from shared.web.counter import Counter

ASSOCIATIONS: Final = Rows(
    "registry.association.found", AssociationForm, found_association, AssociationDone
)
CHAPTERS: Final = Rows("registry.chapter.found", ChapterForm, found_chapter, Done)
NONE: Final = Chapters[UUID]({})


async def taken(counter: Counter, rows: Sequence[ChapterRow], run: Run) -> list[Told]:
    """What becomes of each row, in order. Run again, what was recorded is told as before; at the
    counter of a rehearsal nothing is recorded."""
    told: dict[int, Outcome] = {}
    units = [(n, row) for n, row in enumerate(rows, 1) if row.host_kind is None]
    chapters = [(n, row) for n, row in enumerate(rows, 1) if row.host_kind is not None]
    association, known = None, NONE
    try:
        there = await books(counter, run)
        association, known = there.itself.host_id, there.chapters
        told |= {number: Became.UNCHANGED for number, _ in units}
    except AssociationMissing as missing:
        for number, row in units[:1]:
            association, told[number] = await _founded(counter, number, row, run)
        told |= {number: missing for number, _ in units[1:]}
    except Doubt as doubt:
        return [Told(row.line, doubt) for row in rows]
    if association is None:
        told |= {number: AssociationMissing() for number, _ in chapters}
    else:
        told |= await _chapters(counter, chapters, association, known, run)
    return [
        Told(row.line, told[number], adds=row.adds(row.line)) for number, row in enumerate(rows, 1)
    ]


async def _founded(
    counter: Counter, number: int, row: ChapterRow, run: Run
) -> tuple[UUID | None, Outcome]:
    said = {"place_id": str(row.place_id), "name": row.name, "founded_on": _day(row, run)}
    asked = run.asked(number, row.line, AssociationForm, said)
    if isinstance(asked, Refusal):
        return None, asked
    (outcome,) = await ASSOCIATIONS.outcomes(counter, [asked])
    if isinstance(outcome, Refusal):
        return None, outcome
    id_ = outcome["association_id"] if isinstance(outcome, dict) else outcome.association_id
    return UUID(str(id_)), Became.NEW


async def _chapters(
    counter: Counter,
    rows: Sequence[tuple[int, ChapterRow]],
    association: UUID,
    known: Chapters[UUID],
    run: Run,
) -> Mapping[int, Outcome]:
    by_number = dict(rows)
    asked = [
        run.asked(number, row.line, ChapterForm, _form(row, association, run))
        for number, row in rows
    ]

    async def met(new: Sequence[int]) -> Mapping[int, Outcome]:
        said = {number: _met(by_number[number], known) for number in new}
        return {number: outcome for number, outcome in said.items() if outcome is not None}

    outcomes = await recorded_unless_known(counter, CHAPTERS, asked, met)
    return dict(zip(by_number, outcomes, strict=True))


def _met(row: ChapterRow, known: Chapters[UUID]) -> Outcome | None:
    """What the books say of it; None: they do not have it."""
    try:
        known.find(row.name)
    except ChapterNotFound:
        return None
    except Doubt as doubt:
        return doubt
    return Became.UNCHANGED


def _form(row: ChapterRow, association: UUID, run: Run) -> Mapping[str, Any]:
    return {
        "association_id": str(association),
        "place_id": str(row.place_id),
        "host_kind": row.host_kind,
        "name": row.name,
        "founded_on": _day(row, run),
    }


def _day(row: ChapterRow, run: Run) -> str:
    day: date = row.founded_on or run.on
    return day.isoformat()
