"""Registers the families of a list under their heads, and then who belongs to them: each row a
command of its own, under a key of its import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from services.registry.families.api.members import JoiningForm, OfMember, join
from services.registry.families.api.people import Households, families_by_id
from services.registry.families.family.family import Member
from services.registry.importing.families.meeting import may_be_one
from services.registry.importing.families.running import families_taken, person_said
from services.registry.importing.household_members.households import Household, MemberRow
from services.registry.importing.persons import (
    Meant,
    birth_of,
    is_born_so,
    is_called_so,
    is_meant,
    put_right,
    says,
)
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.rows import KeptPerson
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.people import Birth
from shared.importing.report import Became, Told
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.caller import Caller
from shared.web.counter import Counter

ROWS: Final[Rows[JoiningForm, OfMember]] = Rows(
    "registry.family.member", JoiningForm, join, OfMember, around=Households()
)
PAGE: Final = 500
"""How many join together."""


@dataclass(frozen=True)
class _Joining:
    row: MemberRow
    family_id: UUID
    of_old: bool
    """Whether the family was on the books before."""


Outcome = Became | Refusal
_Row = tuple[_Joining, Asked[JoiningForm]]
_OnBooks = Mapping[UUID, Sequence[tuple[Member, KeptPerson]]]
"""By family, who belongs to it."""


async def taken(counter: Counter, rows: Sequence[Household], run: Run) -> list[Told]:
    """What becomes of each line. Run again, what was recorded is told as before; at the counter of
    a rehearsal nothing is recorded."""
    heads = await families_taken(counter, [each.head for each in rows], run)
    told: list[Told] = []
    joinings: list[_Joining] = []
    for household, (outcome, family_id) in zip(rows, heads, strict=True):
        lines = household.lines if family_id is None else household.lines[:1]
        told += [Told(line, outcome, adds=household.adds(line)) for line in lines]
        if family_id is None:
            continue
        old = outcome is not Became.NEW
        joinings += [_Joining(each, family_id, old) for each in household.members]
    for first in range(0, len(joinings), PAGE):
        told += await _joined(counter, joinings[first : first + PAGE], run)
    return told


async def _joined(counter: Counter, joinings: Sequence[_Joining], run: Run) -> list[Told]:
    read = [_asked(each, number, run) for number, each in enumerate(joinings, 1)]
    both = zip(joinings, read, strict=True)
    sent = [(each, asked) for each, asked in both if isinstance(asked, Asked)]
    met = await _met(counter, sent, run)
    new = [asked for _, asked in sent if asked.number not in met]
    done: dict[int, Any] = dict(met)
    outcomes = zip(new, await ROWS.outcomes(counter, new), strict=True)
    done |= {asked.number: outcome for asked, outcome in outcomes}
    told = [each if isinstance(each, Refusal) else done[each.number] for each in read]
    return [
        Told(
            each.row.line,
            outcome if isinstance(outcome, Refusal | Became) else Became.NEW,
            adds={"people": 1},
        )
        for each, outcome in zip(joinings, told, strict=True)
    ]


def _asked(each: _Joining, number: int, run: Run) -> Asked[JoiningForm] | Refusal:
    row = each.row
    said = {
        "family_id": str(each.family_id),
        "joined_on": run.on.isoformat(),
        "relation_code": row.relation_code,
        "person": person_said(row.name, row.identity, row.phone, row.birth),
    }
    return run.asked(number, row.line, JoiningForm, said)


async def _met(counter: Counter, rows: Sequence[_Row], run: Run) -> Mapping[int, Outcome]:
    """By number of each row of a family that was on the books before, and that this import has not
    recorded as new: what the books say of it, if they say anything, or what they are to say."""
    old = [(each, asked) for each, asked in rows if each.of_old]
    said = await counter.first_answers(OfMember, [asked.by for _, asked in old])
    unsaid = [row for row, answer in zip(old, said, strict=True) if answer is None]
    there = await _on_books(counter, [each.family_id for each, _ in unsaid])
    by = run.as_correcting.by
    found = {
        asked.number: _as_on_books(each.row, there[each.family_id], by) for each, asked in unsaid
    }
    told = {number: each for number, each in found.items() if each is not None}
    lines = {asked.number: each.row.line for each, asked in unsaid}
    return await put_right(counter, told, lines, run)


async def _on_books(counter: Counter, family_ids: Sequence[UUID]) -> _OnBooks:
    families = await families_by_id(counter, [*dict.fromkeys(family_ids)])
    members = {id_: family.present for id_, family in families.items()}
    refs = [each.person_ref for present in members.values() for each in present]
    people = {each.person_ref: each for each in await counter.has(Vault).all_of(refs)}
    return {
        id_: [(each, people[each.person_ref]) for each in present if each.person_ref in people]
        for id_, present in members.items()
    }


def _as_on_books(
    row: MemberRow, people: Sequence[tuple[Member, KeptPerson]], by: Caller
) -> Outcome | Meant | None:
    """None: nobody of the family is this person. Meant: it is certain who, of whom the books are to
    say what the row says."""
    same = [each for each in people if _is_one(row, each[1])]
    if not same:
        return None
    (member, person), *others = same
    if others or member.relation_code != row.relation_code:
        return BooksSayOtherwise()
    if says(person.data, row):
        return Became.UNCHANGED
    certain = by.reaches(person.place_id) and _is_certain(row, person)
    return Meant(row, person) if certain else BooksSayOtherwise()


def _is_certain(row: MemberRow, person: KeptPerson) -> bool:
    if _by_number(row, person):
        return is_meant(person.data, row)
    named = is_called_so(person.data, row) and row.birth != Birth()
    return named and is_born_so(person.data, row)


def _is_one(row: MemberRow, person: KeptPerson) -> bool:
    by_number = _by_number(row, person)
    if by_number is not None:
        return by_number
    return is_called_so(person.data, row) and may_be_one(row.birth, birth_of(person.data))


def _by_number(row: MemberRow, person: KeptPerson) -> bool | None:
    """Whether they have one number; None: of one of them none is known."""
    data = person.data
    new = data.identity_number, row.identity.number
    old = data.old_identity_number, row.identity.old_number
    both = [each for each in (new, old) if None not in each]
    return any(one == other for one, other in both) if both else None
