"""Where the two are of whom somebody speaks: nobody says anything of what is out of their reach."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar
from uuid import UUID

from services.registry.duplicates.api.forms import DismissalForm, MergeForm, UnmergeForm
from services.registry.duplicates.merging.facts import FAMILY
from services.registry.duplicates.merging.refusals import (
    JoinedAnotherMeanwhile,
    JoinedElsewhereMeanwhile,
    MergedAlready,
    MergedElsewhere,
)
from shared.eventstore.commands import Command
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked
from shared.web.caller import Caller
from shared.web.counter import Counter

Places = Callable[[Counter, Sequence[UUID]], Awaitable[Mapping[UUID, UUID]]]
"""Where those stand that are known: on whose books they are, or in which part they were allocated
to."""


@dataclass(frozen=True)
class Company:
    """What else is decided upon: of people the families they belong to, of families their people.
    `same`: by which references, their own among them, the people are known whom it is about.
    `clans`: those that they belong or belonged to. `memberships`: theirs of chapters and
    associations."""

    others: frozenset[UUID] = frozenset()
    same: frozenset[UUID] = frozenset()
    clans: frozenset[UUID] = frozenset()
    memberships: frozenset[UUID] = frozenset()

    def __or__(self, other: Self) -> Self:
        both = zip(vars(self).values(), vars(other).values(), strict=True)
        return type(self)(*(one | another for one, another in both))


Beside = Callable[[Counter, Sequence[UUID]], Awaitable[Mapping[UUID, Company]]]
"""Of each of those that are known."""
NOTHING: Final = Company()


class PlacedMerge(MergeForm):
    """With the places where the two stand, and what else is decided upon."""

    place_id: UUID
    survivor_place_id: UUID
    beside: Company


class PlacedDismissal(DismissalForm):
    place_id: UUID
    other_place_id: UUID
    beside: Company


class FoundUnmerge(UnmergeForm):
    """With what it was merged into (None: it is no alias), and what else is decided upon."""

    survivor_id: UUID | None
    beside: Company


@dataclass(frozen=True)
class Way:
    """How things of one kind are found and merged."""

    unknown: type[Refusal]
    places: Places
    beside: Beside
    merge: Callable[[PlacedMerge, Caller], Command]
    survivors: Places
    unmerge: Callable[[FoundUnmerge, Caller], Command]


TwoForm = TypeVar("TwoForm", MergeForm, DismissalForm)


def _together(ids: Sequence[UUID], beside: Mapping[UUID, Company]) -> Mapping[UUID, Company]:
    """Of ids two by two: rows of one request that speak of one person are decided one after the
    other, and each knows whom the others speak of."""
    found: dict[UUID, Company] = {}
    for one, other in zip(ids[::2], ids[1::2], strict=True):
        both = Company()
        for each in (one, other):
            both |= found.get(each) or beside.get(each, NOTHING)
        found |= dict.fromkeys({one, other} | both.same, both)
    return found


@dataclass(frozen=True)
class Placing(Around[TwoForm]):
    """Finds the places of both before anything is decided; one that is not there and one that is
    out of reach are refused alike."""

    ways: Mapping[str, Way]
    with_places: Callable[[TwoForm, UUID, UUID, Company], TwoForm]

    async def before(
        self, counter: Counter, asked: Sequence[Asked[TwoForm]]
    ) -> Sequence[TwoForm | Refusal]:
        ids: defaultdict[str, list[UUID]] = defaultdict(list)
        for row in asked:
            ids[row.form.kind] += row.form.ids
        found = {kind: await self.ways[kind].places(counter, each) for kind, each in ids.items()}
        beside = {
            kind: _together(each, await self.ways[kind].beside(counter, each))
            for kind, each in ids.items()
        }

        def placed(form: TwoForm, by: Caller) -> TwoForm | Refusal:
            one, other = (found[form.kind].get(each) for each in form.ids)
            seen = by.sees(one).is_something and by.sees(other).is_something
            if one is None or other is None or not seen:
                return self.ways[form.kind].unknown()
            return self.with_places(form, one, other, beside[form.kind][form.ids[0]])

        return [placed(row.form, row.by) for row in asked]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[TwoForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        """No survivor that the asker does not reach is named."""

        async def told(row: Asked[TwoForm], outcome: Any) -> Any:
            if not isinstance(outcome, MergedAlready):
                return outcome
            survivor = UUID(str(outcome.fields["survivor_id"]))
            place = (await self.ways[row.form.kind].places(counter, [survivor])).get(survivor)
            if row.by.sees(place).is_something:
                return outcome
            return MergedElsewhere(merged_id=outcome.fields["merged_id"])

        return [await told(row, each) for row, each in zip(asked, outcomes, strict=True)]


@dataclass(frozen=True)
class Finding(Around[Any]):
    """Finds what each was merged into before it is decided: that one goes on otherwise, too."""

    ways: Mapping[str, Way]

    async def before(
        self, counter: Counter, asked: Sequence[Asked[UnmergeForm]]
    ) -> Sequence[UnmergeForm | Refusal]:
        ids: defaultdict[str, list[UUID]] = defaultdict(list)
        for row in asked:
            ids[row.form.kind].append(row.form.merged_id)
        found = {kind: await self.ways[kind].survivors(counter, each) for kind, each in ids.items()}
        beside = {kind: await self.ways[kind].beside(counter, each) for kind, each in ids.items()}

        def with_survivor(form: UnmergeForm) -> UnmergeForm:
            survivor = found[form.kind].get(form.merged_id)
            more = beside[form.kind].get(form.merged_id, NOTHING)
            return FoundUnmerge(**vars(form), survivor_id=survivor, beside=more)

        return [with_survivor(row.form) for row in asked]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[UnmergeForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        """No family that the asker does not reach is named."""

        async def told(row: Asked[UnmergeForm], outcome: Any) -> Any:
            if not isinstance(outcome, JoinedAnotherMeanwhile):
                return outcome
            family = UUID(str(outcome.fields["family_id"]))
            place = (await self.ways[FAMILY].places(counter, [family])).get(family)
            if row.by.sees(place).is_something:
                return outcome
            return JoinedElsewhereMeanwhile(person_ref=outcome.fields["person_ref"])

        return [await told(row, each) for row, each in zip(asked, outcomes, strict=True)]
