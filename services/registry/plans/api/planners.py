"""Whoever has a plan: what says where that is, and where it is on a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.registry.allocations.allocation.reaching import allocated, within_reach
from services.registry.allocations.allocation.subjects import SUBJECTS, allocation_stream
from services.registry.associations.association.association import Association
from services.registry.associations.association.refusals import AssociationUnknown
from services.registry.committees.committee.committee import Committee
from services.registry.committees.committee.refusals import CommitteeUnknown
from services.registry.organised.organisers import place_on
from services.registry.plans.plan.facts import Planner
from services.registry.plans.plan.refusals import ORGANISED
from shared.web.caller import Caller

States = Mapping[UUID, Any]


@dataclass(frozen=True)
class Whose:
    """The streams that say where a planner is, and its place on a day: refused of one that is out
    of reach as of one that is not there."""

    streams: Mapping[UUID, type[Any]]
    place: Callable[[States, date, Caller], UUID]


def whose(planner: Planner) -> Whose:
    kind, id_ = planner
    if kind == "centre":
        streams = dict([(id_, SUBJECTS["centre"].state), allocated(id_)])
        return Whose(streams, _of_centre(id_))
    if kind == "association":
        return Whose({id_: Association}, _of(id_, AssociationUnknown))
    return Whose({id_: Committee}, _of(id_, CommitteeUnknown))


def _of(id_: UUID, unknown: Callable[[], Any]) -> Callable[[States, date, Caller], UUID]:
    def place(states: States, day: date, by: Caller) -> UUID:
        found = states[id_]
        by.require(found.last_place, unknown)
        return place_on(found, day, ORGANISED)

    return place


def _of_centre(id_: UUID) -> Callable[[States, date, Caller], UUID]:
    """Whichever part of a split place it belongs to."""

    def place(states: States, day: date, by: Caller) -> UUID:
        found = within_reach(by, "centre", lambda it: it)(
            states[id_], states[allocation_stream(id_)]
        )
        return place_on(found, day, ORGANISED)

    return place
