"""What is done around commands on families: whom they name is kept first, who belongs to the
families is looked up, and no family out of reach is named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self
from uuid import UUID

from pydantic import PrivateAttr

from services.registry.allocations.allocation.reaching import allocated
from services.registry.allocations.allocation.subjects import Allocation, allocation_stream
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import citizen_ref
from services.registry.families.api.heading import underage
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import Stay
from services.registry.families.family.family import Family
from services.registry.families.family.refusals import (
    BelongsElsewhere,
    BelongsToAnotherFamily,
    FamilyAlreadyRegistered,
    FamilyIsMerged,
    FamilyMergedElsewhere,
    FamilyUnknown,
    HeadsAnotherFamily,
)
from services.registry.people.person import MergedMeanwhile, Person
from services.registry.people.vault import naming
from services.registry.people.vault.keeping import Newcomer, Vault
from services.registry.people.vault.naming import (
    PersonForm,
    births,
    let_go,
    referred,
    said_otherwise,
)
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.values import Form

Named = PersonForm | UUID | None
"""By data, by reference, or nobody."""
Others = Mapping[UUID, frozenset[UUID]]
"""By reference."""
PlaceOf = Callable[[UUID], UUID | None]
"""On whose books a family is; None: there is no such family."""
States = Mapping[UUID, Any]
HIDDEN: Mapping[type[Refusal], type[Refusal]] = {
    FamilyAlreadyRegistered: HeadsAnotherFamily,
    BelongsToAnotherFamily: BelongsElsewhere,
    FamilyIsMerged: FamilyMergedElsewhere,
}
"""What is said instead, if the family is out of reach."""


class OfFamilies(Form):
    """What is asked of families: those of `families`, whose people are known before it is decided,
    and somebody whom it may name."""

    _people: frozenset[UUID] = PrivateAttr(default_factory=frozenset)
    _others: Others = PrivateAttr(default_factory=dict)

    @property
    def families(self) -> tuple[UUID, ...]:
        return ()

    @property
    def named(self) -> Named:
        return None

    def referring(self, _person_ref: UUID) -> Self:
        """The same, with whom it names by reference."""
        return self

    def place(self, place_of: PlaceOf) -> UUID | None:
        """Where whom it names is kept."""
        return place_of(self.families[0])

    def allow(self, by: Caller, place_id: UUID | None) -> None:
        """Raises why nobody's data are to be kept for it."""
        by.require(place_id, FamilyUnknown)

    @property
    def head_since(self) -> date | None:
        """From when on somebody is to head a family; None: nobody is."""
        return None

    @property
    def new_head(self) -> UUID | None:
        """Who that is, if they are said by reference."""
        return self.member if self.head_since else None

    @property
    def member(self) -> UUID | None:
        """Who is to belong to it on some days, by reference."""
        return self.named if isinstance(self.named, UUID) else None

    @property
    def comes_back(self) -> bool:
        """Whether all of its people may belong to it on more days."""
        return False

    def knowing(self, people: frozenset[UUID], others: Others) -> Self:
        """`others`: by which references those are known besides who may come to belong to it."""
        found = self.model_copy()
        found._people, found._others = people, others
        return found

    @property
    def streams(self) -> Mapping[UUID, type[Any]]:
        """The families, and to which family each of their people belongs."""
        people = {belonging_id(each): Belonging for each in self._people}
        said: dict[UUID, type[Any]] = dict(map(allocated, self.families))
        return dict.fromkeys(self.families, Family) | said | people

    @property
    def elsewhere(self) -> dict[UUID, type[Any]]:
        """To which family those belong by other references."""
        return {belonging_id(each): Belonging for said in self._others.values() for each in said}

    def others(self, states: States, person_ref: UUID) -> frozenset[UUID]:
        """By which references somebody is known besides."""
        member: Person = states[person_ref]
        known = self._others.get(person_ref, NO_OTHERS)
        if not member.same <= known:
            raise MergedMeanwhile
        return known

    @property
    def citizens(self) -> dict[UUID, type[Any]]:
        """As which citizens the people of the families, and whom it names, are on the books."""
        named = {*self._people, *(self.others_of(self.new_head) if self.new_head else ())}
        return dict.fromkeys(map(citizen_ref, named), Citizen)

    def others_of(self, person_ref: UUID) -> frozenset[UUID]:
        return self._others.get(person_ref, NO_OTHERS) | {person_ref}

    def require_alive(self, states: States, person_ref: UUID, day: date) -> None:
        """Raises where whoever is to head it since that day died as a citizen by then."""
        for each in self.others_of(person_ref):
            if (citizen := states.get(citizen_ref(each))) is not None:
                citizen.require_alive(day)

    def require_free(self, states: States, person_ref: UUID, wanted: Stay) -> None:
        """Raises where the person belongs to any family by another reference on those days."""
        for each in self.others(states, person_ref):
            states[belonging_id(each)].require_free(NOBODY, wanted)

    @property
    def persons(self) -> frozenset[UUID]:
        """Everybody who belongs or belonged to the families."""
        return self._people

    def people(self, states: States) -> dict[UUID, Belonging]:
        return {each: states[belonging_id(each)] for each in self._people}


def itself(states: States, family_id: UUID, by: Caller) -> Family:
    """The family of which something is said, in the caller's reach, and no alias of another."""
    family: Family = states[family_id]
    allocation: Allocation = states[allocation_stream(family_id)]
    by.require(allocation.place_of(family.place_id), FamilyUnknown)
    family.require_itself()
    return family


def commanding(
    by: Caller, streams: Mapping[UUID, type[Any]], decide: Callable[[States], Decision]
) -> Command:
    """Of so many streams as a family has people."""
    return Command(by.origin, streams, decide, by.key)


@dataclass(frozen=True)
class Households:
    """Around every command on families."""

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[Any]]
    ) -> Sequence[Refusal | None]:
        return await said_otherwise(counter.has(Vault), await _named(counter, again))

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        """References instead of data, and who belongs to the families."""
        known = await _families(counter, asked)
        naming_rows = [row for row in asked if row.form.named is not None]
        said = [
            _allowed(row, known) or _of_age(counter, row, _one(row, known)) for row in naming_rows
        ]
        by = naming_rows[0].by if naming_rows else None
        found = await referred(counter.has(Vault), said, by) if by else []
        refs = dict(zip([row.number for row in naming_rows], found, strict=True))
        said_by_ref = [refs.get(row.number) or row.form.member for row in asked]
        members = [each for each in said_by_ref if isinstance(each, UUID)]
        back = [row.form.families for row in asked if row.form.comes_back]
        members += [ref for ids in back for each in ids for ref in known[each].people]
        same = await counter.has(Vault).same(members) if members else {}
        heads = [ref for row in asked if (ref := row.form.new_head) is not None]
        born = await births(counter.has(Vault), heads, asked[0].by) if heads else {}

        def ready(row: Asked[Any]) -> Any | Refusal:
            ref = refs.get(row.number)
            if isinstance(ref, Refusal):
                return ref
            if young := underage(counter, born.get(row.form.new_head), row.form.head_since):
                return young
            form = row.form if ref is None else row.form.referring(ref)
            everybody = frozenset[UUID]().union(*(known[each].people for each in form.families))
            come = everybody if form.comes_back else {form.member} & same.keys()
            return form.knowing(everybody, {each: same.get(each, NO_OTHERS) for each in come})

        return [ready(row) for row in asked]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[Any]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        told = await _told(counter, asked, outcomes)
        if no := [pair for pair in zip(asked, told, strict=True) if isinstance(pair[1], Refusal)]:
            named = await _named(counter, [row for row, _ in no])
            await let_go(counter.has(Vault), named, [said for _, said in no])
        return told


Known = Mapping[UUID, Family]


async def _families(counter: Counter, asked: Sequence[Asked[Any]]) -> Known:
    """As they are now, each once."""
    ids = dict.fromkeys(each for row in asked for each in row.form.families)
    return await families_by_id(counter, [*ids])


async def families_by_id(counter: Counter, ids: Sequence[UUID]) -> Known:
    """Each where it stands: an allocated one in its part."""
    wanted = [pair for each in ids for pair in ((each, Family), allocated(each))]
    found = await counter.transactions.store.reader.read(wanted) if wanted else {}

    def standing(family_id: UUID) -> Family:
        family: Family = found[family_id, Family].state
        allocation: Allocation = found[allocated(family_id)].state
        return replace(family, place_id=allocation.place_of(family.place_id))

    return {family_id: standing(family_id) for family_id in ids}


async def _named(counter: Counter, asked: Sequence[Asked[Any]]) -> list[naming.Named | Refusal]:
    """Whom each row names; of one that names nobody an id that is nobody's."""
    by_data = [row for row in asked if isinstance(row.form.named, PersonForm)]
    known = await _families(counter, by_data)
    return [_one(row, known) if row.form.named is not None else NOBODY for row in asked]


NOBODY = UUID(int=0)
NO_OTHERS: Final = frozenset[UUID]()


def _one(row: Asked[Any], known: Known) -> naming.Named | Refusal:
    named = row.form.named
    if isinstance(named, UUID):
        return named
    try:
        newcomer: Newcomer = named.newcomer(row.form.place(_place_of(known)) or NOBODY, row)
        return newcomer
    except Refusal as refusal:
        return refusal


def _of_age(
    counter: Counter, row: Asked[Any], named: naming.Named | Refusal
) -> naming.Named | Refusal:
    """Nobody's data are kept who is to head a family and is a child."""
    birth = named.data.birth if isinstance(named, Newcomer) else None
    return underage(counter, birth, row.form.head_since) or named


def _allowed(row: Asked[Any], known: Known) -> Refusal | None:
    try:
        row.form.allow(row.by, row.form.place(_place_of(known)))
    except Refusal as refusal:
        return refusal
    return None


def _place_of(known: Known) -> PlaceOf:
    return lambda family_id: known[family_id].place_id


async def _told(
    counter: Counter, asked: Sequence[Asked[Any]], outcomes: Sequence[Any]
) -> list[Any]:
    """No family that the asker does not reach is named."""
    taken = [_taken(each) for each in outcomes if type(each) in HIDDEN]
    known = await families_by_id(counter, [*dict.fromkeys(taken)])

    def told(outcome: Any, by: Caller) -> Any:
        hidden = HIDDEN.get(type(outcome))
        if hidden is None or by.sees(known[_taken(outcome)].place_id).is_something:
            return outcome
        return hidden()

    return [told(outcome, row.by) for outcome, row in zip(outcomes, asked, strict=True)]


def _taken(refusal: Refusal) -> UUID:
    """The family that a refusal names."""
    return UUID(str(refusal.fields["family_id"]))
