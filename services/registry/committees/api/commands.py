"""What officers command of committees: forms, and for each a function from form to command."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Self, cast
from uuid import UUID

from pydantic import Field, PrivateAttr, model_validator

from services.registry.allocations.allocation.reaching import (
    allocated,
    require_reached,
    within_reach,
)
from services.registry.allocations.allocation.subjects import allocation_stream
from services.registry.bearers.founding import Ending
from services.registry.committees.committee.agencies import Agency, require_kind
from services.registry.committees.committee.committee import Committee, Founding
from services.registry.committees.committee.facts import CommitteeFact, committee_place_id
from services.registry.committees.committee.places import PlacesCommittees
from services.registry.committees.committee.refusals import (
    CommitteeChangedMeanwhile,
    CommitteeUnknown,
)
from services.registry.establishments.establishment import Establishment
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.kinds import COMMITTEE_AGENCY_KINDS, LONGEST_CODE
from shared.web.caller import Caller
from shared.web.values import Day, Form, NumberOfDocument, Text

States = Mapping[UUID, Any]
ESTABLISHMENT: Final = "establishment"


class OfCommittee(Form):
    committee_id: UUID
    _place_id: UUID | None = PrivateAttr(None)

    @property
    def known_at(self) -> UUID | None:
        """Of which place it is, as its stream says; None: there is none."""
        return self._place_id


class CommitteeForm(Form):
    """Of a province, a district of the past or a commune, with its standing agency: an authority of
    that place, or the establishment that `agency_id` names."""

    place_id: UUID
    agency_kind: Annotated[Text, Field(max_length=LONGEST_CODE, examples=["education-office"])]
    agency_id: UUID | None = None
    founded_on: Day
    document_number: NumberOfDocument | None = None
    _same: UUID | None = PrivateAttr(None)

    @property
    def same(self) -> UUID | None:
        """The committee that the place has since that very day, if it has one."""
        return self._same

    @model_validator(mode="after")
    def one_agency(self) -> Self:
        known, named = self.agency_kind in COMMITTEE_AGENCY_KINDS, self.agency_id is not None
        if known and named != (self.agency_kind == ESTABLISHMENT):
            raise ValueError("agency_id says which establishment, and of an authority nothing")
        return self

    @property
    def founding(self) -> Founding:
        agency = (self.agency_kind, self.agency_id)
        return Founding(self.place_id, self.founded_on, agency, self.document_number)


class CommitteeCorrectionForm(CommitteeForm, OfCommittee):
    """All of it, as it should stand."""


class CommitteeDissolutionForm(OfCommittee):
    """`ended_on`: the first day on which it is there no more."""

    ended_on: Day
    document_number: NumberOfDocument | None = None


class CommitteeMergerForm(CommitteeDissolutionForm):
    into_committee_id: UUID


class CommitteeWithdrawalForm(OfCommittee):
    pass


@dataclass(frozen=True)
class Done:
    committee_id: UUID


def found(form: CommitteeForm, by: Caller) -> Command:
    """A committee is founded, in a place that has none on those days; of one that is on the books
    just so, which one that is."""
    id_, same = new_id(), form.same

    def decide(states: States) -> Decision:
        by.require(form.place_id)
        agency, known = _agency(form, states, by), None if same is None else states[same]
        if isinstance(known, Committee) and known.is_as(form.founding, agency, by):
            return Decision({}, Done(cast(UUID, same)))
        committee: Committee = states[id_]
        facts = committee.found(form.founding, agency, by)
        return _decided(id_, committee, facts, states)

    there = {} if same is None else {same: Committee}
    streams: dict[UUID, type[Any]] = {id_: Committee, **there, **_streams(form)}
    return Command(by.origin, streams | _of_place(form.place_id), decide, by.key)


def correct(form: CommitteeCorrectionForm, by: Caller) -> Command:
    """What was said of it was written wrongly: figures follow, and as known before they stay."""

    def decided(committee: Committee, states: States) -> Sequence[CommitteeFact]:
        by.require(form.place_id)
        return committee.correct(form.founding, _agency(form, states, by), by)

    return _of_committee(form, by, decided, {**_streams(form), **_of_place(form.place_id)})


def merge(form: CommitteeMergerForm, by: Caller) -> Command:
    """From that day on it goes on in another committee; the officer oversees both."""
    into, end = form.into_committee_id, Ending(form.ended_on, form.document_number)

    def decided(committee: Committee, states: States) -> Sequence[CommitteeFact]:
        require_reached(by, "committee", states[into], states[allocation_stream(into)])
        return committee.merge(into, states[into], end, by)

    return _of_committee(form, by, decided, dict([(into, Committee), allocated(into)]))


def dissolve(form: CommitteeDissolutionForm, by: Caller) -> Command:
    """From that day on the committee is there no more."""
    end = Ending(form.ended_on, form.document_number)

    def decided(committee: Committee, _: States) -> Sequence[CommitteeFact]:
        return committee.dissolve(end, by)

    return _of_committee(form, by, decided)


def withdraw(form: CommitteeWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""

    def decided(committee: Committee, _: States) -> Sequence[CommitteeFact]:
        return committee.withdraw()

    return _of_committee(form, by, decided)


def _of_committee(
    form: OfCommittee,
    by: Caller,
    decided: Callable[[Committee, States], Sequence[CommitteeFact]],
    beside: Mapping[UUID, type[Any]] | None = None,
) -> Command:
    id_, known_at = form.committee_id, form.known_at

    def decide(states: States) -> Decision:
        committee = states[id_]
        if not isinstance(committee, Committee):  # its id was said to be its agency's, too
            raise CommitteeUnknown
        require_reached(by, "committee", committee, states[allocation_stream(id_)])
        if committee.last_place != known_at:
            raise CommitteeChangedMeanwhile
        return _decided(id_, committee, decided(committee, states), states)

    at = {} if known_at is None else _of_place(known_at)
    streams = dict([(id_, Committee), allocated(id_)])
    return Command(by.origin, {**streams, **(beside or {}), **at}, decide, by.key)


def _decided(
    id_: UUID, before: Committee, facts: Sequence[CommitteeFact], states: States
) -> Decision:
    """What was decided, and the days that its place has it by that: none of them has two."""
    after = before
    for fact in facts:
        after = after.evolve(fact)
    told: dict[UUID, Sequence[Any]] = {id_: facts}
    for place_id in filter(None, {before.last_place, after.last_place}):
        stream = committee_place_id(place_id)
        days = tuple(each for each in after.spells if each.place_id == place_id)
        told[stream] = states[stream].reserve(id_, days)
    return Decision(told, Done(id_))


def _of_place(place_id: UUID) -> dict[UUID, type[Any]]:
    return {committee_place_id(place_id): PlacesCommittees}


def _streams(form: CommitteeForm) -> dict[UUID, type[Any]]:
    if form.agency_id is None or form.agency_kind != ESTABLISHMENT:
        return {}
    return dict([(form.agency_id, Establishment), allocated(form.agency_id)])


def _agency(form: CommitteeForm, states: States, by: Caller) -> Agency:
    """Whichever part of a split place it belongs to; out of reach as if it were not there."""
    require_kind(form.agency_kind)
    if form.agency_id is None:
        return None
    seen = states[form.agency_id], states[allocation_stream(form.agency_id)]
    agency: Agency = within_reach(by, ESTABLISHMENT, lambda it: it)(*seen)
    return agency
