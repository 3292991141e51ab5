"""Registers the families of a list: each row a command of its own, under a key of its import."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

import msgspec

from services.registry.families.api.people import Households, families_by_id
from services.registry.families.api.registering import FamilyForm, Registered, register
from services.registry.families.family.family import Family
from services.registry.families.family.refusals import FamilyAlreadyRegistered
from services.registry.importing.families.list import FamilyRow
from services.registry.importing.families.meeting import Met, namesakes
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.rows import KeptPerson
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.people import Birth, Identity
from shared.importing.report import Became, Told
from shared.vocabulary.folding import sounded
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
    known = await _known(counter, told)
    both_told = zip(rows, told, strict=True)
    return [_outcome(row, each, known) for row, each in both_told]


def _of_namesakes(row: FamilyRow, met: Met) -> Taken | Refusal:
    """One of whom the books say all that the row says, its year of birth with it, is no other."""
    same = [id_ for id_, head in met if row.birth != Birth() and says(head, row)]
    if len(same) == len(met) == 1:
        return Taken(Became.UNCHANGED, same[0])
    return BooksSayOtherwise()


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


Known = Mapping[UUID, tuple[Family, KeptPerson | None]]
"""Families by id, and who heads each."""


async def _known(counter: Counter, told: Sequence[Any]) -> Known:
    """Those that rows met on the books."""
    met = [_met(each) for each in told if isinstance(each, FamilyAlreadyRegistered)]
    families = await families_by_id(counter, [*dict.fromkeys(met)])
    heads = {each: family.head.head_ref for each, family in families.items()}
    people = {each.person_ref: each for each in await counter.has(Vault).all_of(heads.values())}
    return {each: (family, people.get(heads[each])) for each, family in families.items()}


def _met(refusal: FamilyAlreadyRegistered) -> UUID:
    return UUID(str(refusal.fields["family_id"]))


def _outcome(row: FamilyRow, told: Any, known: Known) -> Taken:
    if isinstance(told, FamilyAlreadyRegistered):
        family, head = known[_met(told)]
        same = family.place_id == row.place_id and head is not None and says(head, row)
        return Taken(Became.UNCHANGED, _met(told)) if same else Taken(BooksSayOtherwise())
    if isinstance(told, Taken):
        return told
    if isinstance(told, Refusal):
        return Taken(told)
    return Taken(Became.NEW, msgspec.convert(told, Registered).family_id)


class Said(Protocol):
    """What a row says of a person."""

    @property
    def name(self) -> str: ...

    @property
    def phone(self) -> str | None: ...

    @property
    def birth(self) -> Birth: ...


def says(head: KeptPerson, row: Said) -> bool:
    """Whether the books say of somebody all that the row says; how it is written is no change."""
    data = head.data
    return (
        sounded(data.full_name) == sounded(row.name)
        and row.phone in (None, data.phone)
        and row.birth in (Birth(), Birth(data.birth_year, data.birth_date))
    )
