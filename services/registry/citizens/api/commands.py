"""What is done to citizens: register, correct, move, end and withdraw them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.allocations.allocation.reaching import allocated, require_reached
from services.registry.allocations.allocation.subjects import Allocation, allocation_stream
from services.registry.bearers.withdrawing import ground_of
from services.registry.citizens.api.knowing import OfCitizen
from services.registry.citizens.api.people import CitizenForm, Group
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import CitizenFact, CitizenSite, citizen_ref
from services.registry.citizens.citizen.refusals import (
    CitizenAlreadyRegistered,
    CitizenElsewhere,
    CitizenUntil,
)
from services.registry.duplicates.merging.citizens import current
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.people.person import MergedMeanwhile, Person
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import fold
from shared.web.caller import Caller
from shared.web.values import Day, Text

CitizenEndingGround = Annotated[Text, Field(max_length=40, examples=["moved-away"])]


class CitizenCorrectionForm(OfCitizen):
    """`of_day`: that of the registration or the last move, as the books have it. What that was at
    `place_id`, on `day`, and as one of which group."""

    of_day: Day
    place_id: UUID
    group_code: Group
    day: Day


class CitizenMoveForm(OfCitizen):
    """To another place, another group, or both."""

    place_id: UUID
    group_code: Group
    moved_on: Day


class CitizenEndingForm(OfCitizen):
    ended_on: Day
    ground_code: CitizenEndingGround


class CitizenEndingCorrectionForm(OfCitizen):
    """The end was on `ended_on`, and not on `of_day`, as the books have it; none: there was none.
    `ground_code`: why, unless that is right already."""

    of_day: Day
    ended_on: Day | None = None
    ground_code: CitizenEndingGround | None = None

    @model_validator(mode="after")
    def ended_by_it(self) -> Self:
        if self.ended_on is None and self.ground_code is not None:
            raise ValueError("a ground_code says why there was an end: say ended_on, too")
        return self


class CitizenWithdrawalForm(OfCitizen):
    pass


@dataclass(frozen=True)
class Done:
    citizen_ref: UUID


def register(form: CitizenForm, by: Caller) -> Command:
    """A person comes onto the books of a place as one of a group, by reference, or by data that
    the vault then keeps. Whoever was ended before comes back."""
    assert form.person_ref is not None, "whoever is said by data is kept first"
    person_ref, belongs = form.person_ref, belonging_id(form.person_ref)
    site = CitizenSite(form.place_id, form.registered_on, form.group_code)
    refs = person_ref, *sorted(form.others)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        form.require_fit(by)
        person: Person = states[person_ref]
        person.require_present()
        if not person.same <= form.others:
            raise MergedMeanwhile
        states[belongs].require_alive(site.day)
        one = {ref: states[citizen_ref(ref)] for ref in refs}
        known_as = current(one)
        try:
            facts = one[known_as].register(known_as, site, by)
        except (CitizenAlreadyRegistered, CitizenUntil):
            allocation: Allocation = states[allocation_stream(citizen_ref(known_as))]
            by.require(allocation.place_of(one[known_as].last_place), CitizenElsewhere)
            raise
        id_ = citizen_ref(known_as)
        return Decision({id_: facts}, Done(id_))

    streams: dict[UUID, type[Any]] = {person_ref: Person, belongs: Belonging}
    for each in map(citizen_ref, refs):
        streams |= dict([(each, Citizen), allocated(each)])
    return Command(by.origin, streams, decide, by.key)


def correct(form: CitizenCorrectionForm, by: Caller) -> Command:
    """The group, or where and when they came onto the books or moved last, was written wrongly:
    figures follow, and as known before they stay."""
    right = CitizenSite(form.place_id, form.day, form.group_code)

    def change(citizen: Citizen) -> Sequence[CitizenFact]:
        by.require(form.place_id)
        return citizen.correct(form.of_day, right, by)

    return _changing(form, by, change)


def move(form: CitizenMoveForm, by: Caller) -> Command:
    """From that day on they are on the books of another place, or as one of another group; the
    officer oversees both places."""
    to = CitizenSite(form.place_id, form.moved_on, form.group_code)

    def change(citizen: Citizen) -> Sequence[CitizenFact]:
        by.require(form.place_id)
        return citizen.move(to, by)

    return _changing(form, by, change)


def end(form: CitizenEndingForm, by: Caller) -> Command:
    """From that day on they are on the books no more: counted until then."""
    return _changing(form, by, lambda citizen: citizen.end(form.ended_on, form.ground_code, by))


def correct_end(form: CitizenEndingCorrectionForm, by: Caller) -> Command:
    """When or why they were ended was written wrongly, or that they were: figures follow, and as
    known before they stay."""
    right = (form.ended_on, form.ground_code)
    return _changing(form, by, lambda citizen: citizen.correct_end(form.of_day, right, by))


def withdraw(form: CitizenWithdrawalForm, by: Caller) -> Command:
    """They were put on the books by mistake: they never were, and count on no day."""
    return _changing(form, by, lambda citizen: citizen.withdraw(ground_of(by)))


def _changing(
    form: OfCitizen, by: Caller, change: Callable[[Citizen], Sequence[CitizenFact]]
) -> Command:
    """What is known of the same person elsewhere is not contradicted by it."""
    id_, company = form.citizen_ref, form.company

    def decide(states: Mapping[UUID, Any]) -> Decision:
        citizen: Citizen = states[id_]
        require_reached(by, "citizen", citizen, states[allocation_stream(id_)])
        facts = change(citizen)
        if company is None or citizen.person_ref != company.person_ref:
            raise MergedMeanwhile
        if facts:
            company.person(states).require_fit(citizen, fold(citizen, facts))
        return Decision({id_: facts}, Done(id_))

    streams: dict[UUID, type[Any]] = {} if company is None else company.streams
    streams |= dict([(id_, Citizen), allocated(id_)])
    return Command(by.origin, streams, decide, by.key)
