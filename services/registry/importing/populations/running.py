"""States the counts of a list: each a command of its own, under a key of its import."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from services.registry.importing.hamlets.figures import ROWS
from services.registry.importing.placing import Places
from services.registry.importing.populations.list import PopulationRow
from services.registry.importing.things import Outcome, of_its_parts, recorded_unless_known
from services.registry.populations.api import PopulationForm
from services.registry.populations.population import Population
from shared.importing.doubts import BooksSayOtherwise, Doubt
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.web.bulk import Asked
from shared.web.counter import Counter


class _Count(NamedTuple):
    number: int
    row: PopulationRow
    place_id: UUID
    kind: str


async def taken(counter: Counter, rows: Sequence[PopulationRow], run: Run) -> list[Told]:
    """What becomes of each row, in order. What is stated for the day already is left as it is;
    another number is asked about."""
    places, wrong = Places(run), dict[int, Told]()
    counts: list[_Count] = []
    for number, row in enumerate(rows, 1):
        try:
            place_id = places.find(row.place)
        except Doubt as doubt:
            wrong[number] = Told(row.line, doubt, "place")
            continue
        counts += [_Count(number, row, place_id, kind) for kind in row.counts]
    stated: dict[int, list[Outcome]] = {}
    for each, outcome in zip(counts, await _stated(counter, counts, run), strict=True):
        stated.setdefault(each.number, []).append(outcome)
    return [
        wrong.get(number) or Told(row.line, _outcome(stated[number]), adds=row.adds(row.line))
        for number, row in enumerate(rows, 1)
    ]


def _outcome(counts: Sequence[Outcome]) -> Outcome:
    """A row of which nothing was stated before is new."""
    if {*counts} == {Became.NEW}:
        return Became.NEW
    return of_its_parts(Became.UNCHANGED, counts)


async def _stated(counter: Counter, counts: Sequence[_Count], run: Run) -> list[Outcome]:
    asked = [
        run.asked(at, each.row.line, PopulationForm, _form(each), thing=each.kind)
        for at, each in enumerate(counts)
    ]
    forms = {each.number: each.form for each in asked if isinstance(each, Asked)}

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        """Of another's place nothing is looked up."""
        seen = [at for at in new if run.by.reaches(forms[at].place_id)]
        wanted = [*dict.fromkeys((forms[at].which.stream, Population) for at in seen)]
        books = await counter.transactions.store.reader.read(wanted) if wanted else {}
        met: dict[int, Outcome] = {}
        for at in seen:
            said = books[forms[at].which.stream, Population].state.said
            if said is not None:
                same = said[0] == forms[at].number
                met[at] = Became.UNCHANGED if same else BooksSayOtherwise()
        return met

    return await recorded_unless_known(counter, ROWS, asked, known)


def _form(count: _Count) -> Mapping[str, Any]:
    row = count.row
    said: dict[str, Any] = {
        "place_id": str(count.place_id),
        "population_kind": count.kind,
        "counted_on": row.counted_on.isoformat(),
        "number": row.counts[count.kind],
    }
    if row.source.document is not None:
        return said | {"document_number": row.source.document}
    return said | {"source_code": row.source.code}
