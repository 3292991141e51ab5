"""What is known of the same person elsewhere, and what of it a change of the citizen must not
contradict: by another reference they are on the books on other days, they are not there after their
death, and whoever heads a family or a clan did not die before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import CitizenSpell
from services.registry.citizens.citizen.refusals import CitizenTwice, DiedBeforeHeading
from services.registry.families.family.belonging import Belonging
from services.registry.families.family.refusals import PersonDied


@dataclass(frozen=True)
class Person:
    """By every other reference the citizen, by all of them to which families they belong, and since
    when they head any family or clan, or did."""

    others: Sequence[Citizen] = ()
    belongings: Sequence[Belonging] = ()
    heads_since: Sequence[date] = ()

    def require_fit(self, before: Citizen, after: Citizen) -> None:
        """Raises why the citizen cannot be changed so. What was so before is not asked about."""
        known = {each.since for each in before.spells}
        self._require_alive(each for each in after.spells if each.since not in known)
        for spell in after.spells:
            if any(_covers(each, spell) for each in before.spells):
                continue
            for other in self.others:
                if any(_meet(spell, each) for each in other.spells):
                    raise CitizenTwice
        died_on = _died_on(after)
        if died_on is not None and died_on != _died_on(before):
            later = [each for each in self.heads_since if each >= died_on]
            if later:
                raise DiedBeforeHeading(since=min(later))

    def _require_alive(self, new: Iterable[CitizenSpell]) -> None:
        for spell in new:
            for died_on in self._deaths():
                if spell.since >= died_on:
                    raise PersonDied(died_on=died_on)

    def _deaths(self) -> Iterator[date]:
        yield from (each.died_on for each in self.belongings if each.died_on is not None)
        yield from (died_on for each in self.others if (died_on := _died_on(each)) is not None)


def _died_on(citizen: Citizen) -> date | None:
    return citizen.spells[-1].until if citizen.died and citizen.spells else None


def _covers(one: CitizenSpell, other: CitizenSpell) -> bool:
    """Whether no day of the other is not one's own."""
    return one.since <= other.since and (one.until or date.max) >= (other.until or date.max)


def _meet(one: CitizenSpell, other: CitizenSpell) -> bool:
    """Whether both are on the books on one day."""
    until = min(one.until or date.max, other.until or date.max)
    return max(one.since, other.since) < until
