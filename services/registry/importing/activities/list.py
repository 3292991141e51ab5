"""What each row of a list of activities says: right, wrong or to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.registry.importing.activities import cells
from services.registry.importing.activities.doubts import NotHeld, OrganiserUnsaid, SpanWrong
from services.registry.importing.centre_sessions.cells import says_cancelled
from shared.importing.doubts import DateWrong, ListedTwicePerhaps
from shared.importing.judging import Doubted, Readers, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.naming import unit_name
from shared.importing.people import text
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import bare

ORGANISER = "organiser"
"""The question who organised, for rows that do not say it."""


@dataclass(frozen=True)
class ActivityRow:
    """What a right row says. `name`: in its own words, which are kept at home. `organiser` and
    `together`: the words of them. `first_on` None: it took place on one day."""

    line: Line
    name: str
    kind: str
    first_on: date | None
    held_on: date
    organiser: str
    together: str
    attendees: Mapping[str, int | None]

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    @property
    def attendances(self) -> int:
        return sum(each or 0 for each in self.attendees.values())

    def adds(self, _line: Line) -> Mapping[str, float]:
        return {"activities": 1, "attendances": self.attendances}


Judged = ActivityRow | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    found = (_read(line, context) for line in lines)
    return [*each_once(found, _which, lambda *_: ListedTwicePerhaps, "name")]


def _which(row: ActivityRow) -> object:
    return row.first_on, row.held_on, bare(row.name), bare(row.organiser)


def _read(line: Line, context: Context) -> Judged:
    values = line.values

    def held_on(value: Value) -> tuple[date | None, date]:
        begun, ended = (cells.day(values.get(n), context.today) for n in ("first_on", "last_on"))
        if ended is None and value is not None:
            begun, ended = cells.span(value, values, context.today, context.on.year)
        elif ended is None:
            begun, ended = None, begun
        if ended is None or ended > context.today:
            raise DateWrong
        if begun is not None and begun > ended:
            raise SpanWrong
        return (begun if begun != ended else None), ended

    def organiser(value: Value) -> str:
        if not (said := text(value) or context.answers.get(ORGANISER, "")):
            raise OrganiserUnsaid
        return said

    readers: Readers = {
        "name": unit_name,
        "kind": lambda _: cells.kind_of(line, context.answers),
        "held_on": held_on,
        "organiser": organiser,
        "together": text,
        "total": lambda _: cells.attendees(line, context.answers),
    }
    not_held = [Doubted(NotHeld(), "note")] if says_cancelled(values) else []
    said, doubts = read(line, readers, not_held)
    if doubts:
        return Told(line, *first(doubts))
    begun, ended = said["held_on"]
    whose = said["organiser"], said["together"]
    return ActivityRow(line, said["name"], said["kind"], begun, ended, *whose, said["total"])
