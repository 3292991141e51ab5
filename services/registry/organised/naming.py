"""How an officer names who organises, and where that is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self, cast
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.allocations.allocation.reaching import allocated, within_reach
from services.registry.allocations.allocation.subjects import (
    SUBJECTS,
    SubjectKind,
    allocation_stream,
)
from services.registry.organised.life import Unorganised
from services.registry.organised.organisers import (
    authority_id,
    is_authority,
    place_on,
    require_in_force,
    require_kind,
)
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.kinds import LONGEST_CODE, ORGANISER_KINDS
from shared.web.caller import Caller
from shared.web.values import Form, Text

States = Mapping[UUID, Any]
Kind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["centre"])]


class OrganisedForm(Form):
    """By a centre, an association or an establishment, named by `organiser_id`; or by an authority
    of `place_id`, as its people's committee."""

    organiser_kind: Kind
    organiser_id: UUID | None = None
    place_id: UUID | None = None

    @model_validator(mode="after")
    def one_organiser(self) -> Self:
        known, authority = self.organiser_kind in ORGANISER_KINDS, is_authority(self.organiser_kind)
        named, placed = self.organiser_id is not None, self.place_id is not None
        if known and (named, placed) != (not authority, authority):
            raise ValueError("either organiser_id or, of an authority, place_id")
        return self


@dataclass(frozen=True)
class Organiser:
    """By whom, the streams that say where that is, and its place on a day: refused of one that is
    out of reach as of one that is not there."""

    named: tuple[str, UUID]
    streams: Mapping[UUID, Any]
    place: Callable[[States, date, Caller], UUID]


def organiser(form: OrganisedForm, refusing: Unorganised) -> Organiser:
    return organiser_of(form.organiser_kind, form.organiser_id, form.place_id, refusing)


def organiser_of(kind: str, id_: UUID | None, at: UUID | None, refusing: Unorganised) -> Organiser:
    """The one with that id or, of an authority, that of the place `at`."""
    if at is not None:
        return Organiser((kind, authority_id(kind, at)), {}, _of_authority(kind, at))
    if id_ is None or kind not in ORGANISER_KINDS:
        return Organiser((kind, new_id()), {}, _of_none(kind, refusing))
    subject = cast(SubjectKind, kind)  # a centre, an association or an establishment
    return on_the_books(subject, id_, refusing)


def on_the_books(kind: SubjectKind, id_: UUID, refusing: Unorganised) -> Organiser:
    """One that may be allocated to a part of its place."""
    streams = dict([(id_, SUBJECTS[kind].state), allocated(id_)])
    return Organiser((kind, id_), streams, _of_subject(kind, id_, refusing))


def _of_none(kind: str, refusing: Unorganised) -> Callable[[States, date, Caller], UUID]:
    def place(_states: States, _day: date, _by: Caller) -> UUID:
        require_kind(kind)
        raise refusing.unknown

    return place


def _of_authority(kind: str, at: UUID) -> Callable[[States, date, Caller], UUID]:
    def place(_states: States, day: date, by: Caller) -> UUID:
        require_kind(kind)
        by.require(at)
        return require_in_force(at, day, by)

    return place


def _of_subject(
    kind: SubjectKind, id_: UUID, refusing: Unorganised
) -> Callable[[States, date, Caller], UUID]:
    """Of those on the books, in whichever part of a split place it belongs to."""

    def place(states: States, day: date, by: Caller) -> UUID:
        found = within_reach(by, kind, lambda it: it)(states[id_], states[allocation_stream(id_)])
        return place_on(found, day, refusing)

    return place
