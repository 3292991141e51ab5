"""Registers the families of a list: each row a command of its own, under a key of its import."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec

from services.registry.families.api.people import Households
from services.registry.families.api.registering import FamilyForm, Registered, register
from services.registry.families.family.refusals import FamilyAlreadyRegistered
from services.registry.importing.families.correcting import Meeting, on_books, put_right
from services.registry.importing.families.list import FamilyRow
from services.registry.importing.families.meeting import Met, namesakes
from services.registry.importing.persons import is_born_so
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.people import Birth, Identity
from shared.importing.report import Became, Told
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.counter import Counter

ROWS: Final[Rows[FamilyForm, Registered]] = Rows(
    "registry.family.register", FamilyForm, register, Registered, around=Households()
)


class Taken(NamedTuple):
    """What became of a family; which it is on the books, unless that was refused."""

    outcome: Became | Refusal
    family_id: UUID | None = None


async def taken(counter: Counter, rows: Sequence[FamilyRow], run: Run) -> list[Told]:
    """What becomes of each row, in order. Run again, what was recorded is told as before; at the
    counter of a rehearsal nothing is recorded."""
    done = await families_taken(counter, rows, run)
    return [Told(row.line, each.outcome) for row, each in zip(rows, done, strict=True)]


async def families_taken(counter: Counter, rows: Sequence[FamilyRow], run: Run) -> list[Taken]:
    read = [_asked(row, number, run) for number, row in enumerate(rows, 1)]
    both = zip(rows, read, strict=True)
    sent = [(row, each) for row, each in both if isinstance(each, Asked)]
    met = await namesakes(counter, sent)
    new = [each for _, each in sent if each.number not in met]
    outcomes = zip(new, await ROWS.outcomes(counter, new), strict=True)
    done = {each.number: outcome for each, outcome in outcomes}
    done |= {n: _of_namesakes(rows[n - 1], found) for n, found in met.items()}
    told = [each if isinstance(each, Refusal) else done[each.number] for each in read]
    ids = {n: id_ for n, each in enumerate(told) if (id_ := _met(each)) is not None}
    known = await on_books(counter, ids.values())
    numbered = {n for n, each in enumerate(told) if isinstance(each, FamilyAlreadyRegistered)}
    there = {n: Meeting(rows[n], *known[id_], by_number=n in numbered) for n, id_ in ids.items()}
    become = dict(zip(there, await put_right(counter, [*there.values()], run), strict=True))
    return [_taken(become.get(number, each), ids.get(number)) for number, each in enumerate(told)]


def _of_namesakes(row: FamilyRow, met: Met) -> Refusal | UUID:
    """The family of the only one of that birth; of one whose birth is not known to be that one, or
    of several, nobody knows who is meant."""
    same = [id_ for id_, head in met if row.birth != Birth() and is_born_so(head.data, row)]
    return same[0] if len(same) == len(met) == 1 else BooksSayOtherwise()


def _asked(row: FamilyRow, number: int, run: Run) -> Asked[FamilyForm] | Refusal:
    return run.asked(number, row.line, FamilyForm, _form(row, run.on))


def _form(row: FamilyRow, registered_on: date) -> dict[str, Any]:
    return {
        "place_id": str(row.place_id),
        "registered_on": registered_on.isoformat(),
        "head": person_said(row.name, row.identity, row.phone, row.birth),
    }


def person_said(name: str, identity: Identity, phone: str | None, birth: Birth) -> dict[str, Any]:
    """As a form takes it."""
    said = {
        "full_name": name,
        "identity_number": identity.number,
        "old_identity_number": identity.old_number,
        "phone": phone,
        "birth_year": birth.year,
        "birth_date": birth.day and birth.day.isoformat(),
    }
    return {field: each for field, each in said.items() if each is not None}


def _met(told: Any) -> UUID | None:
    """The family that a row met on the books, if any."""
    if isinstance(told, FamilyAlreadyRegistered):
        return UUID(str(told.fields["family_id"]))
    return told if isinstance(told, UUID) else None


def _taken(told: Any, met: UUID | None) -> Taken:
    if isinstance(told, Refusal):
        return Taken(told)
    if isinstance(told, Became):
        return Taken(told, met)
    return Taken(Became.NEW, msgspec.convert(told, Registered).family_id)
