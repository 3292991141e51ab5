"""States how many households and people the hamlets of a list have on its day; another number that
a report of the place itself said for that day is corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple
from uuid import UUID

from services.registry.populations.api import Done, PopulationForm, correct, state
from services.registry.populations.population import Population, Source
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.reading.lists import Line
from shared.importing.report import Became
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.counter import Counter

ROWS: Final[Rows[PopulationForm, Done]] = Rows(
    "registry.population.state", PopulationForm, state, Done
)
CORRECTIONS: Final[Rows[PopulationForm, Done]] = Rows(
    "registry.population.correct", PopulationForm, correct, Done
)
CORRECTS: Final = ("registry.population.correct",)
POPULATION_KINDS: Final = {"households": "households", "population": "inhabitants"}
SOURCE: Final = "own-report"
"""A list of the commune itself: báo cáo của chính địa bàn."""


class Figure(NamedTuple):
    """Of a row, by its number."""

    number: int
    line: Line
    place_id: UUID
    field: str
    said: int


async def figures_stated(
    counter: Counter, figures: Sequence[Figure], run: Run
) -> Mapping[int, Sequence[Became | Refusal]]:
    """By number of each row what became of its figures. What is stated for the day already is left
    as it is; another number of an own report is corrected, and of other sources asked about."""
    found: dict[int, list[Became | Refusal]] = {}
    read = [(each, _asked(each, run)) for each in figures]
    sent = [asked for _, asked in read if isinstance(asked, Asked)]
    for figure, asked in read:
        if isinstance(asked, Refusal):
            found.setdefault(figure.number, []).append(asked)
    met = await _met(counter, sent, run)
    put = [each for each, outcome in zip(sent, met, strict=True) if outcome is Became.CHANGED]
    corrected = iter(await CORRECTIONS.outcomes(counter, [_as_correction(each) for each in put]))
    new = [each for each, outcome in zip(sent, met, strict=True) if outcome is None]
    done = iter(await ROWS.outcomes(counter, new))
    for each, outcome in zip(sent, met, strict=True):
        said = next(done) if outcome is None else outcome
        if outcome is Became.CHANGED and isinstance(refused := next(corrected), Refusal):
            said = refused
        became = said if isinstance(said, Refusal | Became) else Became.NEW
        found.setdefault(each.number, []).append(became)
    return found


def _asked(figure: Figure, run: Run) -> Asked[PopulationForm] | Refusal:
    form = {
        "place_id": str(figure.place_id),
        "population_kind": POPULATION_KINDS[figure.field],
        "counted_on": run.on.isoformat(),
        "number": figure.said,
        "source_code": SOURCE,
    }
    return run.asked(figure.number, figure.line, PopulationForm, form, thing=figure.field)


def _as_correction(each: Asked[PopulationForm]) -> Asked[PopulationForm]:
    """Under a key of its own."""
    assert each.by.key is not None, "rows have keys"
    key = replace(each.by.key, key=f"{each.by.key.key}/correction")
    return replace(each, by=replace(each.by, key=key))


async def _met(
    counter: Counter, sent: Sequence[Asked[PopulationForm]], run: Run
) -> list[Became | Refusal | None]:
    """What the books say of each that this import has not stated; None: nothing yet. Changed: they
    are to say it, or do by this import."""
    first = await counter.first_answers(Done, [each.by for each in sent])
    put = await counter.first_answers(Done, [_as_correction(each).by for each in sent])
    wanted = [*dict.fromkeys((each.form.which.stream, Population) for each in sent)]
    books = await counter.transactions.store.reader.read(wanted) if wanted else {}
    by = run.as_correcting.by

    def met(each: Asked[PopulationForm], stated: object, put: object) -> Became | Refusal | None:
        said = books[each.form.which.stream, Population].state.said
        if put is not None:
            return Became.CHANGED
        if stated is not None or said is None:
            return None
        number, source = said
        if number == each.form.number:
            return Became.UNCHANGED
        own = source == Source(SOURCE) and by.reaches(each.form.place_id)
        return Became.CHANGED if own else BooksSayOtherwise()

    return [met(*each) for each in zip(sent, first, put, strict=True)]
