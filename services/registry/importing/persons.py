"""What a row says otherwise of somebody on the books than these do: put right where it is certain
who is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Protocol

from services.registry.importing.things import answered
from services.registry.people.api.auditing import Audit
from services.registry.people.api.correcting import (
    ACTION,
    Correcting,
    CorrectionForm,
    Done,
    correct,
)
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.rows import KeptPerson
from shared.importing.kinds import Run
from shared.importing.people import Birth
from shared.importing.reading.lists import Line
from shared.importing.report import Became
from shared.vocabulary.folding import sounded
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.counter import Counter

Outcome = Became | Refusal
PERSON: Final = "person"
"""Which of the commands of a row corrects whom it names."""


class Said(Protocol):
    """What a row says of a person."""

    @property
    def line(self) -> Line: ...

    @property
    def name(self) -> str: ...

    @property
    def phone(self) -> str | None: ...

    @property
    def birth(self) -> Birth: ...


@dataclass(frozen=True)
class Meant:
    """Whom a row means."""

    row: Said
    person: KeptPerson


def birth_of(data: PersonalData) -> Birth:
    return Birth(data.birth_year, data.birth_date)


def is_called_so(data: PersonalData, row: Said) -> bool:
    """How a name is typed makes it no other."""
    return sounded(data.full_name) == sounded(row.name)


def is_born_so(data: PersonalData, row: Said) -> bool:
    """As far as the row says: who says the year only says nothing against a day in it."""
    known = birth_of(data)
    year = row.birth.day is None and known.day is not None and known.day.year == row.birth.year
    return year or row.birth in (Birth(), known)


def says(data: PersonalData, row: Said) -> bool:
    """Whether the books say of somebody all that the row says."""
    reached = row.phone in (None, data.phone)
    return is_called_so(data, row) and is_born_so(data, row) and reached


def is_meant(data: PersonalData, row: Said) -> bool:
    """Of somebody of the same identity number: whether another name or another birth is but another
    writing of it. Who is said to be called and born otherwise may be somebody else, whose number
    was mistyped."""
    if is_called_so(data, row):
        return True
    return row.birth != Birth() and row.birth == birth_of(data)


def data_put_right(data: PersonalData, row: Said) -> PersonalData:
    """As the books are to say: what the row does not say, or says as they do, stays as it is."""
    birth = birth_of(data) if is_born_so(data, row) else row.birth
    return replace(
        data,
        full_name=data.full_name if is_called_so(data, row) else row.name,
        phone=row.phone or data.phone,
        birth_year=birth.year,
        birth_date=birth.day,
    )


def _rows(counter: Counter) -> Rows[CorrectionForm, Done]:
    return Rows(
        ACTION, CorrectionForm, correct, Done, around=Correcting(Audit(counter), undoable=True)
    )


async def people_put_right(
    counter: Counter, meant: Sequence[Meant], run: Run
) -> list[Became | Refusal]:
    """What becomes of each row, in order: a correction of whom it means. Recorded before, it is
    told as then."""
    read = [_asked(each, number, run.as_correcting) for number, each in enumerate(meant, 1)]
    told = await answered(counter, _rows(counter), read)
    return [each if isinstance(each, Refusal) else Became.CHANGED for each in told]


def _asked(each: Meant, number: int, run: Run) -> Asked[CorrectionForm] | Refusal:
    data = data_put_right(each.person.data, each.row)
    said: Mapping[str, Any] = {k: v for k, v in asdict(data).items() if v is not None}
    said = {"person_ref": each.person.person_ref, **said}
    return run.asked(number, each.row.line, CorrectionForm, said, PERSON)


async def put_right(
    counter: Counter,
    told: Mapping[int, Outcome | Meant],
    lines: Mapping[int, Line],
    run: Run,
) -> dict[int, Outcome]:
    """What becomes of rows by number, of which some mean somebody of whom the books are to say what
    they say. What the books say by this import is told as when it was recorded."""
    said = {number: each for number, each in told.items() if not isinstance(each, Meant)}
    meant = {number: each for number, each in told.items() if isinstance(each, Meant)}
    put = await people_put_right(counter, [*meant.values()], run)
    same = [number for number, each in said.items() if each is Became.UNCHANGED]
    changed = await changed_before(counter, [lines[n] for n in same], run, (PERSON, Done))
    said |= {n: Became.CHANGED for n, was in zip(same, changed, strict=True) if was}
    return said | dict(zip(meant, put, strict=True))


async def changed_before(
    counter: Counter, lines: Sequence[Line], run: Run, *things: tuple[str, type[Any]]
) -> list[bool]:
    """Whether this import changed something by each row before; `things`: by which of its
    commands, and what each answers."""
    found = [False] * len(lines)
    for thing, answers in things:
        keyed = [run.keyed(each, thing) for each in lines]
        said = await counter.first_answers(answers, keyed)
        found = [one or answer is not None for one, answer in zip(found, said, strict=True)]
    return found
