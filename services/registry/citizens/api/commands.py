"""What is done to citizens: register, correct, move, end and withdraw them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.allocations.allocation.reaching import allocated, within_reach
from services.registry.allocations.allocation.subjects import Allocation, allocation_stream
from services.registry.citizens.api.people import CitizenForm, Group
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import CitizenSite, citizen_ref
from services.registry.citizens.citizen.refusals import (
    CitizenAlreadyRegistered,
    CitizenElsewhere,
    CitizenUntil,
)
from services.registry.duplicates.merging.citizens import current
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.people.person import MergedMeanwhile, Person
from shared.eventstore.commands import Command, Decision, command
from shared.web.caller import Caller
from shared.web.values import Day, Form, Text

CitizenEndingGround = Annotated[Text, Field(max_length=40, examples=["moved-away"])]


class CitizenCorrectionForm(Form):
    """`of_day`: that of the registration or the last move, as the books have it. What that was at
    `place_id`, on `day`, and as one of which group."""

    citizen_ref: UUID
    of_day: Day
    place_id: UUID
    group_code: Group
    day: Day


class CitizenMoveForm(Form):
    """To another place, another group, or both."""

    citizen_ref: UUID
    place_id: UUID
    group_code: Group
    moved_on: Day


class CitizenEndingForm(Form):
    citizen_ref: UUID
    ended_on: Day
    ground_code: CitizenEndingGround


class CitizenEndingCorrectionForm(Form):
    """The end was on `ended_on`, and not on `of_day`, as the books have it; none: there was none.
    `ground_code`: why, unless that is right already."""

    citizen_ref: UUID
    of_day: Day
    ended_on: Day | None = None
    ground_code: CitizenEndingGround | None = None

    @model_validator(mode="after")
    def ended_by_it(self) -> Self:
        if self.ended_on is None and self.ground_code is not None:
            raise ValueError("a ground_code says why there was an end: say ended_on, too")
        return self


class CitizenWithdrawalForm(Form):
    citizen_ref: UUID


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
    id_, right = form.citizen_ref, CitizenSite(form.place_id, form.day, form.group_code)

    def decide(citizen: Citizen) -> Decision:
        by.require(form.place_id)
        return Decision({id_: citizen.correct(form.of_day, right, by)}, Done(id_))

    return _changing(id_, by, decide)


def move(form: CitizenMoveForm, by: Caller) -> Command:
    """From that day on they are on the books of another place, or as one of another group; the
    officer oversees both places."""
    id_, to = form.citizen_ref, CitizenSite(form.place_id, form.moved_on, form.group_code)

    def decide(citizen: Citizen) -> Decision:
        by.require(form.place_id)
        return Decision({id_: citizen.move(to, by)}, Done(id_))

    return _changing(id_, by, decide)


def end(form: CitizenEndingForm, by: Caller) -> Command:
    """From that day on they are on the books no more: counted until then."""
    id_ = form.citizen_ref

    def decide(citizen: Citizen) -> Decision:
        return Decision({id_: citizen.end(form.ended_on, form.ground_code, by)}, Done(id_))

    return _changing(id_, by, decide)


def correct_end(form: CitizenEndingCorrectionForm, by: Caller) -> Command:
    """When or why they were ended was written wrongly, or that they were: figures follow, and as
    known before they stay."""
    id_, right = form.citizen_ref, (form.ended_on, form.ground_code)

    def decide(citizen: Citizen) -> Decision:
        return Decision({id_: citizen.correct_end(form.of_day, right, by)}, Done(id_))

    return _changing(id_, by, decide)


def withdraw(form: CitizenWithdrawalForm, by: Caller) -> Command:
    """They were put on the books by mistake: they never were, and count on no day."""
    id_ = form.citizen_ref

    def decide(citizen: Citizen) -> Decision:
        return Decision({id_: citizen.withdraw()}, Done(id_))

    return _changing(id_, by, decide)


def _changing(id_: UUID, by: Caller, decide: Callable[[Citizen], Decision]) -> Command:
    return command(by, within_reach(by, "citizen", decide), (id_, Citizen), allocated(id_))
