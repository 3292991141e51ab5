"""Heads of a list without an identity number who may be on the books: met by hamlet, name and
birth, as two registers of one person are told to be one."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from services.registry.families.api.people import families_by_id
from services.registry.families.api.registering import FamilyForm, Registered
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.family import Family
from services.registry.importing.families.list import FamilyRow
from services.registry.importing.persons import birth_of
from services.registry.people.vault.rows import KeptPerson
from services.registry.people.vault.searching import Search, Sought
from shared.importing.people import Birth, Identity
from shared.web.bulk import Asked
from shared.web.counter import Counter

Met = Sequence[tuple[UUID, KeptPerson]]
"""Families, each with who heads it."""
Heads = Mapping[UUID, tuple[UUID, Family]]
_Row = tuple[FamilyRow, Asked[FamilyForm]]


async def namesakes(counter: Counter, rows: Sequence[_Row]) -> Mapping[int, Met]:
    """By the number of each row that names no identity number, and that this import has not
    recorded before: the families of its hamlet whose head is called so, and not known to be born in
    another year."""
    unnumbered = [(row, each) for row, each in rows if row.identity == Identity()]
    said = await counter.first_answers(Registered, [each.by for _, each in unnumbered])
    new = [one for one, answer in zip(unnumbered, said, strict=True) if answer is None]
    sought = [Sought(row.name, frozenset({row.place_id})) for row, _ in new]
    called = await counter.has(Search).called_so(sought) if sought else []
    people = {
        each.number: [person for person in found if may_be_one(row.birth, birth_of(person.data))]
        for (row, each), found in zip(new, called, strict=True)
    }
    heads = await _heads(counter, {each.person_ref for found in people.values() for each in found})
    met = {each.number: list(_of_hamlet(row, people[each.number], heads)) for row, each in new}
    return {number: found for number, found in met.items() if found}


def may_be_one(one: Birth, other: Birth) -> bool:
    """Whether two births may be one: as far as both are known, they are of one year."""
    years = {year for each in (one, other) if (year := each.year or (each.day and each.day.year))}
    return len(years) < 2


async def _heads(counter: Counter, refs: set[UUID]) -> Heads:
    """By who heads it, which family and what is known of it."""
    if not refs:
        return {}
    streams = {belonging_id(ref): ref for ref in refs}
    found = await counter.transactions.store.reader.read([(each, Belonging) for each in streams])
    states = {ref: found[stream, Belonging].state for stream, ref in streams.items()}
    heading = {ref: each.heads for ref, each in states.items() if each.heads is not None}
    families = await families_by_id(counter, list(heading.values()))
    return {ref: (each, families[each]) for ref, each in heading.items()}


def _of_hamlet(
    row: FamilyRow, people: Sequence[KeptPerson], heads: Heads
) -> Iterator[tuple[UUID, KeptPerson]]:
    for each in people:
        if each.person_ref in heads:
            family_id, family = heads[each.person_ref]
            if family.place_id == row.place_id and family.ended_on is None:
                yield family_id, each
