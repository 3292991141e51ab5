"""Which centre the books have for a list of its sessions, and which sessions of it already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.centres.views.standing import CentreRow, page
from services.registry.importing.centre_sessions.doubts import CentreDoubtful, CentreMissing
from services.registry.importing.centre_sessions.list import SessionRow
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.report import Became
from shared.vocabulary.folding import sounded
from shared.vocabulary.refusals import Refusal
from shared.web.counter import BEGINNING, Counter

MOST: Final = 1_000
CENTRE: Final = "centre"
"""The question whose answer names one, where a place has several."""
SESSIONS: Final = """
select day, topic_code, attendances, cost_dong from sessions
where organiser_kind = 'centre' and organiser_id = %(centre_id)s and day = any(%(days)s)
"""


async def centre_of(counter: Counter, run: Run) -> CentreRow:
    """Raises the Doubt of a centre; one out of reach is as if it were not there."""
    found = await _centres(counter, run) if run.by.reaches(run.place_id) else []
    said = run.answers.get(CENTRE, "")
    if said:
        meant = sounded(said)
        found = [
            each
            for each in found
            if meant in (sounded(each.name or ""), sounded(str(each.centre_id)))
        ]
    elif not found:
        raise CentreMissing
    if len(found) != 1:
        raise CentreDoubtful
    return found[0]


async def _centres(counter: Counter, run: Run) -> list[CentreRow]:
    asked = {"place_id": run.place_id, "on": run.on, "until": date.max}
    asked |= {"after": BEGINNING, "most": MOST}
    return await counter.rows(CentreRow, page(of_all=True, of_day=True), **asked)


@dataclass(frozen=True)
class Kept:
    """A session on the books; `attendances` None: it was cancelled, or is planned."""

    day: date
    topic_code: str
    attendances: int | None
    cost_dong: int | None


@dataclass
class Books:
    """The sessions of a centre that no row of a list was found to be yet, by day and topic."""

    kept: dict[tuple[date, str], list[Kept]] = field(default_factory=dict)

    def meet(self, rows: Sequence[SessionRow]) -> list[Became | Refusal | None]:
        """Of each row what the books say of it; None: they do not have it. Rows of which they say
        all find theirs first."""
        same = [self._same(row) for row in rows]
        return [
            Became.UNCHANGED if found else self._other(row)
            for row, found in zip(rows, same, strict=True)
        ]

    def _same(self, row: SessionRow) -> bool:
        kept = self.kept.get((row.held_on, row.topic_code), [])
        meant = Kept(row.held_on, row.topic_code, row.attendances, row.cost_dong)
        for each in kept:
            if each == meant or (row.is_cancelled and each.attendances is None):
                kept.remove(each)
                return True
        return False

    def _other(self, row: SessionRow) -> Refusal | None:
        kept = self.kept.get((row.held_on, row.topic_code), [])
        if not kept:
            return None
        kept.pop()
        return BooksSayOtherwise()


async def books_of(counter: Counter, centre_id: UUID, rows: Sequence[SessionRow]) -> Books:
    days = sorted({row.held_on for row in rows})
    found = await counter.rows(Kept, SESSIONS, centre_id=centre_id, days=days) if days else []
    kept = defaultdict[tuple[date, str], list[Kept]](list)
    for each in found:
        kept[each.day, each.topic_code].append(each)
    return Books(dict(kept))
