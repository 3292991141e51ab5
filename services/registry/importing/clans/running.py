"""Puts the clans of a list on the books: each a command of its own, under a key of its import."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.registry.clans.api import ClanForm, Done, register
from services.registry.clans.views import CLANS
from services.registry.clans.views import ClanRow as ClanOnBooks
from services.registry.importing.clans.list import ClanRow
from services.registry.importing.things import Outcome, recorded_unless_known
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.folding import sounded
from shared.web.bulk import Rows
from shared.web.counter import Counter

ROWS: Final[Rows[ClanForm, Done]] = Rows("registry.clan.register", ClanForm, register, Done)


async def taken(counter: Counter, rows: Sequence[ClanRow], run: Run) -> list[Told]:
    """What becomes of each row. A clan of that name at that place is no other. Run again, what was
    recorded is told as before; at the counter of a rehearsal nothing is recorded."""
    asked = [
        run.asked(number, row.line, ClanForm, _form(row, run)) for number, row in enumerate(rows, 1)
    ]
    places = {row.place_id for row in rows if run.by.reaches(row.place_id)}

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        there = await _there(counter, places)
        met = (n for n in new if (rows[n - 1].place_id, sounded(rows[n - 1].name)) in there)
        return dict.fromkeys(met, Became.UNCHANGED)

    outcomes = await recorded_unless_known(counter, ROWS, asked, known)
    return [
        Told(row.line, outcome, adds=row.adds(row.line))
        for row, outcome in zip(rows, outcomes, strict=True)
    ]


def _form(row: ClanRow, run: Run) -> Mapping[str, Any]:
    return {
        "place_id": str(row.place_id),
        "registered_on": run.on.isoformat(),
        "name": row.name,
    }


async def _there(counter: Counter, place_ids: set[UUID]) -> set[tuple[UUID, str]]:
    query = f"select {', '.join(CLANS.columns)} from {CLANS.name} it where ended_on is null"
    query += " and place_id = any(%(places)s) and name is not null"
    found = await counter.rows(ClanOnBooks, query, places=[*place_ids])
    return {(each.place_id, sounded(each.name or "")) for each in found}
