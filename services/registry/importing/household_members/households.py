"""What the rows of a list of persons say: households, each a head and members, or why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from services.registry.importing.families.list import FamilyRow
from services.registry.importing.household_members.saying import HEAD, has_ended, relation
from shared.importing import people
from shared.importing.doubts import (
    DateDoubtful,
    Doubt,
    Ended,
    HeadMissing,
    HeadsSeveral,
    HouseholdDivided,
    ListedTwice,
    ListedTwicePerhaps,
    RelationMissing,
)
from shared.importing.judging import Doubted, Reader, are_mixed, first, read, where
from shared.importing.kinds import Context
from shared.importing.people import Birth, Identity, text
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import sounded

BIRTHS: Final = ("birth", "man", "woman")
_MARK: Final = frozenset({"x", "X"})
"""That a column «Nam» or «Nữ» is the one, and no year."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Of whoever belongs to a household beside its head; `relation_code`: how."""

    line: Line
    name: str
    identity: Identity
    phone: str | None
    birth: Birth
    relation_code: str


@dataclass(frozen=True, slots=True)
class Household:
    head: FamilyRow
    members: tuple[MemberRow, ...] = ()

    @property
    def lines(self) -> Sequence[Line]:
        return (self.head.line, *(each.line for each in self.members))

    def adds(self, line: Line) -> Mapping[str, float]:
        """What one of its lines adds to the sums of the list."""
        return {"families": 1, "people": 1} if line is self.head.line else {"people": 1}


@dataclass(frozen=True, slots=True)
class _Person:
    """A row by itself."""

    line: Line
    relation_code: str | None
    said: Mapping[str, Any]
    doubts: Sequence[Doubted]


@dataclass
class _Known:
    """Who stood in rows before."""

    numbers: dict[str, Line] = field(default_factory=dict)
    heads: dict[tuple[str, Birth], _Person] = field(default_factory=dict)

    def meet(self, person: _Person, others: dict[tuple[str, Birth], _Person]) -> Doubted | None:
        """Why somebody is there twice; else the row is one to be met by the next."""
        identity: Identity = person.said["identity"]
        number = identity.number or identity.old_number
        birth: Birth = person.said["birth"]
        look = (sounded(person.said["name"]), birth)
        if number in self.numbers:
            return Doubted(ListedTwice(**where(self.numbers[number])), "identity")
        other = others.get(look)
        if other is not None and Identity() in (identity, other.said["identity"]):
            return Doubted(ListedTwicePerhaps(**where(other.line)), "name")
        if number is not None:
            self.numbers[number] = person.line
        if birth != Birth():
            others[look] = person
        return None


def judged(lines: Sequence[Line], context: Context) -> list[Household | Told]:
    """The rows of a household stand together, whichever of them comes first; what befalls its head
    befalls all of them."""
    mixed = are_mixed(line.values.get("birth") for line in lines)
    persons = [_person(line, context, mixed=mixed) for line in lines]
    known = _Known()
    return [
        each
        for household in _households(persons, context)
        for each in _judged(household, context, known)
    ]


def _person(line: Line, context: Context, *, mixed: bool) -> _Person:
    births = [name for name in BIRTHS if line.values.get(name) not in (None, *_MARK)]
    birth = births[0] if births else BIRTHS[0]

    def born(value: Value) -> Birth:
        if len(births) > 1:
            raise DateDoubtful
        return Birth() if value in _MARK else people.birth(value, context.today, mixed=mixed)

    readers: Mapping[str, Reader] = {
        "name": people.name,
        "identity": people.identity,
        "phone": people.phone,
        birth: born,
    }
    said, doubts = read(line, readers)
    if birth in said:
        said["birth"] = said.pop(birth)
    if has_ended(line.values):
        doubts.append(Doubted(Ended()))
    return _Person(line, _relation(line), said, doubts)


def _relation(line: Line) -> str | None:
    """Whoever is called as the head of the household is it, where nothing is said."""
    said = relation(line.values.get("relation"))
    head_name = text(line.values.get("head_name"))
    if said is None and head_name and sounded(head_name) == sounded(text(line.values.get("name"))):
        return HEAD
    return said


def _households(persons: Sequence[_Person], context: Context) -> list[list[_Person]]:
    """By number or code, which may stand in the first of its rows only; where lists have none, each
    head begins one."""
    found: dict[object, list[_Person]] = {}
    key: object = None
    for person in persons:
        key = _key(person, key, context)
        found.setdefault(key, []).append(person)
    return [*found.values()]


def _key(person: _Person, above: object, context: Context) -> object:
    line = person.line
    said = text(line.values.get("household")) or sounded(text(line.values.get("head_name")))
    if not said:
        begins = person.relation_code == HEAD or above is None or _sheet_of(above) != line.sheet
        return (line.sheet, line.row) if begins else above
    if not said.isdecimal():
        return (line.sheet, line.place, said)
    try:
        place: UUID | str = context.hamlets.find(line.values.get("hamlet") or line.place)
    except Doubt:
        place = text(line.values.get("hamlet")) or line.place or ""
    if not place and isinstance(above, tuple) and above[-1] == said:
        return above
    return (line.sheet, place, said)


def _sheet_of(key: object) -> object:
    return key[0] if isinstance(key, tuple) else None


def _judged(
    household: Sequence[_Person], context: Context, known: _Known
) -> Iterator[Household | Told]:
    heads = [each for each in household if each.relation_code == HEAD]
    if len(heads) != 1:
        yield from _without_head(household, len(heads))
        return
    (head,) = heads
    read_head = _head(head, household, context, known)
    if isinstance(read_head, Doubted):
        doubt, of_field = read_head
        for each in household:
            yield Told(each.line, doubt, of_field if each is head else None)
        return
    members: list[MemberRow] = []
    looks: dict[tuple[str, Birth], _Person] = {}
    for each in household:
        if each is head:
            continue
        member = _member(each, read_head, context, known, looks)
        if isinstance(member, Doubted):
            yield Told(each.line, *member)
        else:
            members.append(member)
    yield Household(read_head, tuple(members))


def _without_head(household: Sequence[_Person], heads: int) -> Iterator[Told]:
    unsaid = not heads and any(each.relation_code is None for each in household)
    doubt = HeadsSeveral() if heads else RelationMissing() if unsaid else HeadMissing()
    for each in household:
        yield Told(each.line, doubt, "relation")


def _head(
    head: _Person, household: Sequence[_Person], context: Context, known: _Known
) -> FamilyRow | Doubted:
    doubts = [*head.doubts]
    values = (head, *household)
    said = next((v for each in values if (v := each.line.values.get("hamlet")) is not None), None)
    try:
        place_id = context.hamlets.find(said if said is not None else head.line.place)
    except Doubt as doubt:
        doubts.append(Doubted(doubt, "hamlet"))
    if doubts:
        return first(doubts)
    return known.meet(head, known.heads) or FamilyRow(head.line, place_id, **head.said)


def _member(
    person: _Person,
    head: FamilyRow,
    context: Context,
    known: _Known,
    looks: dict[tuple[str, Birth], _Person],
) -> MemberRow | Doubted:
    doubts = [*person.doubts]
    if person.relation_code is None:
        doubts.append(Doubted(RelationMissing(), "relation"))
    if (said := person.line.values.get("hamlet")) is not None:
        try:
            if context.hamlets.find(said) != head.place_id:
                doubts.append(Doubted(HouseholdDivided(), "hamlet"))
        except Doubt as doubt:
            doubts.append(Doubted(doubt, "hamlet"))
    if doubts:
        return first(doubts)
    if met := known.meet(person, looks):
        return met
    assert person.relation_code is not None, "doubted above"
    return MemberRow(person.line, **person.said, relation_code=person.relation_code)
