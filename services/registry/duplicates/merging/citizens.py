"""What becomes of citizens where two references are one person: of those that are on the books on
the same days one counts, and the others come back once they are two people after all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import (
    CitizenFact,
    CitizenMerged,
    CitizenSpells,
    CitizenUnmerged,
    citizen_ref,
)
from services.registry.families.family.refusals import PersonDied

Citizens = Mapping[UUID, Citizen]
"""By the reference of the person."""


@dataclass(frozen=True)
class Standing:
    """Somebody by a reference, with the spells they have or, as an alias, had."""

    person_ref: UUID
    spells: CitizenSpells

    @property
    def rank(self) -> tuple[bool, date, UUID]:
        """Whoever is on the books still is before who was, then the elder."""
        return self.spells[-1].until is not None, self.spells[0].since, self.person_ref


def merge(one: Citizens, day: date) -> dict[UUID, list[CitizenFact]]:
    """Of the citizens that are `one` person, those that are there twice are aliases of the one who
    stays. Raises where they died and are on the books after it."""
    for dead in one.values():
        _require_alive(one, dead)
    kept: list[Standing] = []
    facts: dict[UUID, list[CitizenFact]] = {}
    for each in sorted(_standing(one), key=lambda each: each.rank):
        survivor = next((other for other in kept if _meet(each, other)), None)
        if survivor is None:
            kept.append(each)
            continue
        last, into = each.spells[-1], citizen_ref(survivor.person_ref)
        merged = CitizenMerged(last.place_id, last.group_code, into, day, each.spells)
        facts[citizen_ref(each.person_ref)] = [merged]
    return facts


def come_back(one: Citizens, day: date) -> dict[UUID, list[CitizenFact]]:
    """Of the citizens that are `one` person by now, those that are aliases of nobody among them."""
    kept = [*_standing(one)]
    aliases = {ref: each.merged for ref, each in one.items() if each.merged is not None}
    facts: dict[UUID, list[CitizenFact]] = {}
    for each in sorted((Standing(ref, was.was) for ref, was in aliases.items()), key=_rank):
        if any(_meet(each, other) for other in kept):
            continue
        kept.append(each)
        ref, last, into = each.person_ref, each.spells[-1], aliases[each.person_ref].survivor_ref
        back = CitizenUnmerged(ref, last.place_id, last.group_code, into, day, each.spells)
        facts[citizen_ref(ref)] = [back]
    return facts


def current(one: Citizens) -> UUID:
    """By which of these references the person is, was last or will be a citizen; the first said, if
    they never were."""

    def rank(person_ref: UUID) -> date:
        spells = one[person_ref].spells
        return spells[-1].since if spells else date.min

    themselves = [ref for ref, each in one.items() if each.merged is None]
    return max(themselves, key=rank, default=next(iter(one)))


def _rank(each: Standing) -> tuple[bool, date, UUID]:
    return each.rank


def _standing(one: Citizens) -> Iterator[Standing]:
    for ref, each in one.items():
        if each.spells:
            yield Standing(ref, each.spells)


def _require_alive(one: Citizens, dead: Citizen) -> None:
    died_on = dead.spells[-1].until if dead.died and dead.spells else None
    if died_on is None:
        return
    for each in _standing(one):
        if (each.spells[-1].until or date.max) > died_on:
            raise PersonDied(died_on=died_on)


def _meet(one: Standing, other: Standing) -> bool:
    """Whether both are on the books on one day."""
    return any(
        max(a.since, b.since) < min(a.until or date.max, b.until or date.max)
        for a in one.spells
        for b in other.spells
    )
