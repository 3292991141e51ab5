"""The whole way of a list, of whichever kind: from the bytes of a file to what is on the books."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from shared.importing.hamlets import Hamlets
from shared.importing.keeping import place_of
from shared.importing.kinds import Context, Kind, Readable, Row, Run
from shared.importing.mending import NOTHING, Mending, mended
from shared.importing.reading.lists import Line, Understood
from shared.importing.reading.unasked import without_unasked
from shared.importing.refusals import NoListFound, NoRowsFound
from shared.importing.report import Became, Told
from shared.importing.sources.kept import KEPT, unpacked
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Sheet
from shared.importing.unsure_rows import as_answered
from shared.vocabulary.places.levels import HAMLET
from shared.web.counter import Counter

PAGE: Final = 500
"""How many right rows, households with all their lines, are recorded together."""


@dataclass(frozen=True)
class File:
    """As it was sent, its name says its format and is kept nowhere; or, under the name KEPT, what
    is kept of it."""

    name: str
    data: bytes


async def read_of(kind: Readable[Row], file: File, mending: Mending = NOTHING) -> list[Understood]:
    """What a file says, as a person reads it. Raises FileRefused."""
    return await asyncio.to_thread(as_lists, kind, await sheets_in(file), mending)


async def sheets_in(file: File) -> list[Sheet]:
    """Raises FileRefused."""
    if file.name == KEPT:
        return await asyncio.to_thread(unpacked, file.data)
    return await asyncio.to_thread(sheets_of, file.name, file.data)


async def sheets_asked(kind: Readable[Any], file: File) -> list[Sheet]:
    """Without what nobody asked for, of which nothing is kept. Raises FileRefused."""
    return await asyncio.to_thread(without_unasked, await sheets_in(file), kind.shape)


def as_lists(
    kind: Readable[Row], sheets: Sequence[Sheet], mending: Mending = NOTHING
) -> list[Understood]:
    """Raises NoListFound and NoRowsFound; of what is mended what cannot be (`mended`)."""
    return as_mended(kind, sheets, mending)[1]


def as_mended(
    kind: Readable[Row], sheets: Sequence[Sheet], mending: Mending
) -> tuple[list[Sheet], list[Understood]]:
    """The sheets as they are mended too."""
    sheets, read = mended(sheets, kind.shape, mending)
    read = as_answered(read, mending.answers)
    if all(each.heading is None for each in read):
        raise NoListFound(headings=kind.headings)
    if not any(each.lines for each in read):
        raise NoRowsFound
    return sheets, read


async def taken(counter: Counter, kind: Kind[Row], read: list[Understood], run: Run) -> list[Told]:
    """Of every line what became of it, in the order of the file."""
    found = await judged(kind, read, run)
    told = [each for each in found if isinstance(each, Told)]
    right = [each for each in found if not isinstance(each, Told)]
    for first in range(0, len(right), PAGE):
        told += await recorded(counter, kind, right[first : first + PAGE], run)
    order = {place_of(each): n for n, each in enumerate(lines_of(read))}
    return sorted(told, key=lambda each: order[place_of(each.line)])


async def recorded(counter: Counter, kind: Kind[Row], rows: Sequence[Row], run: Run) -> list[Told]:
    """A page of right rows comes onto the books; of each line what became of it, and of those that
    are right all that there is to say."""
    told = await kind.taken(counter, rows, run)
    return [_noted(each, kind) for each in told]


def _noted(told: Told, kind: Kind[Row]) -> Told:
    notes = kind.notes(told.line) if isinstance(told.outcome, Became) else ()
    return replace(told, notes=(*told.notes, *notes)) if notes else told


async def judged(kind: Readable[Row], read: list[Understood], run: Run) -> Sequence[Row | Told]:
    """By the rows alone, what each is; of one that is not right, why."""
    return await asyncio.to_thread(kind.judged, lines_of(read), context(run))


def lines_of(read: list[Understood]) -> list[Line]:
    return [line for each in read for line in each.lines]


def context(run: Run) -> Context:
    return Context(run.place_id, run.on, run.by.day, Hamlets(_hamlets(run)), run.answers)


def _hamlets(run: Run) -> dict[UUID, str]:
    """Those of the place that the officer has, by the names of the day. Of others it is as if they
    were not there."""
    by, day = run.by, run.on
    places = (run.place_id, *by.tree.below(run.place_id, day))
    named = {each: by.tree.attributes(each, day) for each in places}
    return {
        each: attributes.name
        for each, attributes in named.items()
        if attributes is not None and attributes.level == HAMLET and by.reaches(each)
    }
