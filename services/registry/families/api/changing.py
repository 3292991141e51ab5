"""What becomes of a family as a whole, said of one or of many."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.bearers.spells import Site
from services.registry.bearers.withdrawing import ground_of
from services.registry.duplicates.merging.refusals import HeadIsMerged
from services.registry.families.api.people import OfFamilies, States, commanding, itself
from services.registry.families.family import ending, life
from services.registry.families.family.facts import FamilyFacts, Stay
from services.registry.families.family.family import Family
from services.registry.families.family.refusals import MemberAlready
from services.registry.people.person import Person
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller
from shared.web.values import Day, Form, Text

Relation = Annotated[Text, Field(max_length=40, examples=["child"])]
EndingGround = Annotated[Text, Field(max_length=40, examples=["dissolved"])]


class OfOneFamily(OfFamilies):
    family_id: UUID

    @property
    def families(self) -> tuple[UUID, ...]:
        return (self.family_id,)


class MoveForm(OfOneFamily):
    """`place_id`: the hamlet where it is from `moved_on` on, in whoever's reach that lies."""

    place_id: UUID
    moved_on: Day


class MoveWithdrawalForm(OfOneFamily):
    moved_on: Day


class CorrectionForm(OfOneFamily):
    """Its registration or its last move, whichever is written down as of `written_on`, was to this
    hamlet on this day."""

    written_on: Day
    place_id: UUID
    day: Day


class EndingForm(OfOneFamily):
    ended_on: Day
    ground_code: EndingGround


class EndingCorrectionForm(OfOneFamily):
    """It ended on `ended_on`, and not on `written_on`, as the books have it; none: it never did.
    `ground_code`: why, unless that is right already."""

    written_on: Day
    ended_on: Day | None = None
    ground_code: EndingGround | None = None

    @model_validator(mode="after")
    def ended_by_it(self) -> Self:
        if self.ended_on is None and self.ground_code is not None:
            raise ValueError("a ground_code says why there was an end: say ended_on, too")
        return self

    @property
    def comes_back(self) -> bool:
        return self.ended_on is None or self.ended_on > self.written_on

    def require_free_again(self, states: States, family: Family) -> None:
        """Raises where anybody who belongs to it longer now belongs to it, or to another family, by
        another reference on those days; or where whoever heads it again is an alias."""
        if not self.comes_back:
            return
        back = {each.person_ref for each in family.members if each.to_its_end}
        for each in back:
            if back & self.others(states, each):
                raise MemberAlready(since=family.stays(each)[-1].since)
            self.require_free(states, each, Stay(self.written_on, self.ended_on))
        head: Person = states[family.head.head_ref]
        if self.ended_on is None and head.merged is not None:
            raise HeadIsMerged


class WithdrawalForm(OfOneFamily):
    pass


class MoverForm(Form):
    """Somebody who goes along, and how they belong to the head of the new family."""

    person_ref: UUID
    relation_code: Relation


class SplitForm(OfOneFamily):
    """`head_ref`, and `members` with them, are a family of their own in that hamlet."""

    place_id: UUID
    split_on: Day
    head_ref: UUID
    members: Annotated[list[MoverForm], Field(max_length=100, default_factory=list)]

    @property
    def head_since(self) -> Day:
        return self.split_on

    @property
    def new_head(self) -> UUID:
        return self.head_ref


class UnionForm(OfOneFamily):
    """It goes into `into_family_id`; `relation_code`: how its members belong to the head there."""

    into_family_id: UUID
    joined_on: Day
    relation_code: Relation

    @property
    def families(self) -> tuple[UUID, ...]:
        return (self.family_id, self.into_family_id)


@dataclass(frozen=True)
class Changed:
    family_id: UUID


@dataclass(frozen=True)
class Split:
    family_id: UUID
    new_family_id: UUID


def move(form: MoveForm, by: Caller) -> Command:
    """From that day on a family stands in another hamlet, its members with it. Whoever has it may
    send it anywhere; nobody may fetch one from out of their reach."""
    to = Site(form.place_id, form.moved_on)
    return _changing(form, by, lambda family, _: life.move(form.family_id, family, to, by))


def unmove(form: MoveWithdrawalForm, by: Caller) -> Command:
    """The last move of a family, on that day, never was: figures of the past follow."""
    return _changing(form, by, lambda family, _: life.unmove(form.family_id, family, form.moved_on))


def correct(form: CorrectionForm, by: Caller) -> Command:
    """Hamlet or day was written wrongly, and has been this all the time: figures of the past
    follow. Both hamlets are the officer's."""
    asked = life.Correction(form.family_id, form.written_on, Site(form.place_id, form.day))

    def decided(family: Family, states: States) -> FamilyFacts:
        by.require(form.place_id)
        facts = life.correct(family, form.people(states), asked, by)
        if facts and form.written_on == family.spells[0].since:
            form.require_alive(states, family.headings[0].head_ref, form.day)
        return facts

    return _changing(form, by, decided, form.citizens)


def end(form: EndingForm, by: Caller) -> Command:
    """From that day on a family is on the books no more, nor does anybody belong to it."""
    asked = ending.Ending(form.family_id, form.ended_on, form.ground_code)
    return _changing(
        form, by, lambda family, states: ending.end(family, form.people(states), asked, by)
    )


def correct_end(form: EndingCorrectionForm, by: Caller) -> Command:
    """When or why a family ended was written wrongly, or that it did: figures of the past follow,
    and whoever belonged to it until its end belongs to it until then, or goes on."""
    asked = ending.EndCorrection(form.family_id, form.written_on, form.ended_on, form.ground_code)

    def decide(states: States) -> Decision:
        family = itself(states, form.family_id, by)
        facts = ending.correct_end(family, form.people(states), asked, by)
        if facts:
            form.require_free_again(states, family)
        return Decision(facts, Changed(form.family_id))

    persons = dict.fromkeys(form.persons, Person)
    return commanding(by, {**form.streams, **persons, **form.elsewhere}, decide)


def withdraw(form: WithdrawalForm, by: Caller) -> Command:
    """A family never was: as if it had not been registered. Its people may be registered again."""
    return _changing(
        form,
        by,
        lambda family, states: life.withdraw(
            form.family_id, family, form.people(states), ground_of(by)
        ),
    )


def split(form: SplitForm, by: Caller) -> Command:
    """From that day on some members are a family of their own, with a head of its own, in the same
    hamlet or another one of the officer's; the first family goes on under its head."""
    new_family_id = new_id()
    others = tuple(life.Mover(each.person_ref, each.relation_code) for each in form.members)
    to = Site(form.place_id, form.split_on)
    asked = life.Split(form.family_id, new_family_id, to, form.head_ref, others)

    def decide(states: States) -> Decision:
        family = itself(states, form.family_id, by)
        by.require(form.place_id, itself=True)
        states[form.head_ref].require_present()
        form.require_alive(states, form.head_ref, form.split_on)
        facts = life.split(family, form.people(states), asked, by)
        made = life.split_before(family, asked) or new_family_id
        return Decision(facts, Split(form.family_id, made))

    more = {form.head_ref: Person, new_family_id: Family, **form.citizens}
    return commanding(by, {**form.streams, **more}, decide)


def unite(form: UnionForm, by: Caller) -> Command:
    """From that day on all members of a family belong to another one, and it is on the books no
    more."""

    def decided(family: Family, states: States) -> FamilyFacts:
        into = itself(states, form.into_family_id, by)
        ids = form.family_id, form.into_family_id
        asked = life.Union(*ids, form.joined_on, form.relation_code)
        return life.unite(family, into, form.people(states), asked, by)

    return _changing(form, by, decided)


def _changing(
    form: OfOneFamily,
    by: Caller,
    decided: Callable[[Family, States], FamilyFacts],
    more: Mapping[UUID, type[Any]] | None = None,
) -> Command:
    def decide(states: States) -> Decision:
        family = itself(states, form.family_id, by)
        return Decision(decided(family, states), Changed(form.family_id))

    return commanding(by, {**form.streams, **(more or {})}, decide)
