"""States how many households and people the hamlets of a list have on its day."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from services.registry.populations.api import Done, PopulationForm, state
from services.registry.populations.population import Population
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
    as it is; another number is asked about."""
    found: dict[int, list[Became | Refusal]] = {}
    read = [(each, _asked(each, run)) for each in figures]
    sent = [asked for _, asked in read if isinstance(asked, Asked)]
    for figure, asked in read:
        if isinstance(asked, Refusal):
            found.setdefault(figure.number, []).append(asked)
    met = await _met(counter, sent)
    new = [each for each, outcome in zip(sent, met, strict=True) if outcome is None]
    done = iter(await ROWS.outcomes(counter, new))
    for each, outcome in zip(sent, met, strict=True):
        said = next(done) if outcome is None else outcome
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


async def _met(
    counter: Counter, sent: Sequence[Asked[PopulationForm]]
) -> list[Became | Refusal | None]:
    """What the books say of each that this import has not recorded; None: nothing yet."""
    first = await counter.first_answers(Done, [each.by for each in sent])
    wanted = [*dict.fromkeys((each.form.which.stream, Population) for each in sent)]
    books = await counter.transactions.store.reader.read(wanted) if wanted else {}

    def met(each: Asked[PopulationForm], answered: object) -> Became | Refusal | None:
        said = books[each.form.which.stream, Population].state.said
        if answered is not None or said is None:
            return None
        return Became.UNCHANGED if said[0] == each.form.number else BooksSayOtherwise()

    return [met(each, answered) for each, answered in zip(sent, first, strict=True)]
