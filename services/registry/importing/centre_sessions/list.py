"""What each row of a list of sessions says: right, wrong or to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.registry.importing.centre_sessions.cells import cost, says_cancelled, women
from services.registry.importing.centre_sessions.topics import questions as topics_asked
from services.registry.importing.centre_sessions.topics import topic_of
from shared.importing import months
from shared.importing.amounts import count
from shared.importing.doubts import CountMissing, ListedTwicePerhaps, PartExceedsWhole
from shared.importing.judging import Readers, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.noting import Note, NoteCode
from shared.importing.people import text
from shared.importing.questions import Question
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import bare


@dataclass(frozen=True)
class SessionRow:
    """What a right row says. `attendances`: lượt người; None: it was planned and not held.
    `cost_dong` None: nobody said."""

    line: Line
    held_on: date
    topic_code: str
    attendances: int | None
    cost_dong: int | None

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        return {
            "held": 0 if self.is_cancelled else 1,
            "cancelled": 1 if self.is_cancelled else 0,
            "attendances": self.attendances or 0,
            "cost": self.cost_dong or 0,
        }

    @property
    def is_cancelled(self) -> bool:
        return self.attendances is None


Judged = SessionRow | Told


def questions(lines: Sequence[Line]) -> list[Question]:
    """The topics that whoever sends the list says once."""
    return topics_asked(line.values.get("topic") for line in lines)


def notes(line: Line) -> Sequence[Note]:
    return (Note(NoteCode.CANCELLED, "note"),) if says_cancelled(line.values) else ()


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """What each row says by itself, and beside those before it."""
    found = (_read(line, context) for line in lines)
    return [*each_once(found, _which, lambda *_: ListedTwicePerhaps, "held_on")]


def _read(line: Line, context: Context) -> Judged:
    values = line.values
    cancelled = says_cancelled(values)

    def held_on(value: Value) -> date:
        said = values.get("month"), values.get("year"), context.today
        return months.day(value, *said, other_year=context.on.year)

    def attendances(_: Value) -> int | None:
        if cancelled:
            return None
        if (found := count(values.get("attendances"))) is None:
            raise CountMissing
        if (women(values) or 0) > found:
            raise PartExceedsWhole
        return found

    readers: Readers = {
        "topic": lambda value: topic_of(value, context.answers),
        "held_on": held_on,
        "attendances": attendances,
        "cost": lambda _: None if cancelled else cost(values),
    }
    said, doubts = read(line, readers)
    if doubts:
        return Told(line, *first(doubts))
    return SessionRow(line, said["held_on"], said["topic"], said["attendances"], said["cost"])


def _which(row: SessionRow) -> tuple[object, ...]:
    """The same words on one day at one venue may be one session, written down twice."""
    values = row.line.values
    return row.held_on, bare(text(values.get("topic"))), bare(text(values.get("venue")))
