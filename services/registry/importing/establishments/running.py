"""Puts the establishments of a list on the books of its place: each a command of its own, under a
key of its import."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from services.registry.establishments.api import Done, EstablishmentForm, register
from services.registry.establishments.views import ESTABLISHMENTS
from services.registry.establishments.views import EstablishmentRow as OnBooks
from services.registry.importing.establishments.list import EstablishmentRow
from services.registry.importing.things import Outcome, recorded_unless_known
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.folding import sounded
from shared.web.bulk import Rows
from shared.web.counter import Counter

ROWS: Final[Rows[EstablishmentForm, Done]] = Rows(
    "registry.establishment.register", EstablishmentForm, register, Done
)


async def taken(counter: Counter, rows: Sequence[EstablishmentRow], run: Run) -> list[Told]:
    """What becomes of each row. One of that name at that place is no other. Run again, what was
    recorded is told as before; at the counter of a rehearsal nothing is recorded."""
    asked = [
        run.asked(number, row.line, EstablishmentForm, _form(row, run))
        for number, row in enumerate(rows, 1)
    ]

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        there = await _there(counter, run)
        met = (n for n in new if sounded(rows[n - 1].name) in there)
        return dict.fromkeys(met, Became.UNCHANGED)

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


async def _there(counter: Counter, run: Run) -> set[str]:
    """By name, if the officer has the place; of another nothing is looked up."""
    if not run.by.reaches(run.place_id):
        return set()
    columns = ", ".join(ESTABLISHMENTS.columns)
    query = f"select {columns} from {ESTABLISHMENTS.name} it"
    query += " where ended_on is null and place_id = %(place)s"
    return {sounded(each.name) for each in await counter.rows(OnBooks, query, place=run.place_id)}
