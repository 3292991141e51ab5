"""The whole way of a list of families: from the bytes of a file to families on the books."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.registry.importing.families.list import SHAPE, Doubtful, FamilyRow, Judged, judged
from services.registry.importing.families.running import New, Outcome, Run, Unchanged, run
from shared.importing.hamlets import Hamlets
from shared.importing.reading.lists import understood
from shared.importing.refusals import NoListFound
from shared.importing.report import Became, Report, Told, report
from shared.importing.sources.reading_apart import sheets_of
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.refusals import Refusal
from shared.web.counter import Counter

HEADINGS: Final = "Họ và tên chủ hộ, Năm sinh, CCCD, Khu phố"


@dataclass(frozen=True)
class File:
    """As it was sent. The name says its format and is kept nowhere."""

    name: str
    data: bytes


async def bring_in(
    counter: Counter, file: File, place_id: UUID, asked: Run, say: Callable[[Refusal], str]
) -> Report:
    """Registers the right rows of a list of the hamlets of a place, and tells of all; at the
    counter of a rehearsal it tells the same and registers nothing. Raises FileRefused."""
    sheets = await asyncio.to_thread(sheets_of, file.name, file.data)
    read = understood(sheets, SHAPE)
    if all(each.heading is None for each in read):
        raise NoListFound(headings=HEADINGS)
    lines = [line for each in read for line in each.lines]
    found = judged(lines, Hamlets(_hamlets(place_id, asked)), asked.by.day)
    right = [each for each in found if isinstance(each, FamilyRow)]
    done = iter(await run(counter, right, asked))
    told = [_told(each, next(done) if isinstance(each, FamilyRow) else None) for each in found]
    return report(asked.import_id, SHAPE.kind, read, told, say)


def _hamlets(place_id: UUID, asked: Run) -> dict[UUID, str]:
    """Those of the place that the officer has, by the names of the day. Of others it is as if they
    were not there."""
    by, day = asked.by, asked.registered_on
    named = {
        each: by.tree.attributes(each, day) for each in (place_id, *by.tree.below(place_id, day))
    }
    return {
        each: attributes.name
        for each, attributes in named.items()
        if attributes is not None and attributes.level == HAMLET and by.reaches(each)
    }


def _told(row: Judged, outcome: Outcome | None) -> Told:
    match row, outcome:
        case Doubtful(line, doubt, field), _:
            return Told(line, doubt, field)
        case _, New():
            return Told(row.line, Became.NEW)
        case _, Unchanged():
            return Told(row.line, Became.UNCHANGED)
        case _, Refusal():
            return Told(row.line, outcome)
    raise AssertionError("a right row has an outcome")
