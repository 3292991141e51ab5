"""What an officer may see of the world, written apart from the product: by the plain record of the
land."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from shared.web.identity import Grant
from tests.scope.things import Trace
from tests.scope.world import World

EVER: Final = date.max
ALL_ROLES = frozenset({"province-officer", "commune-officer", "hamlet-officer"})
NOT_HAMLETS = ALL_ROLES - {"hamlet-officer"}
MAY: Final = {
    "registry.place.read": ALL_ROLES,
    "registry.family.read": ALL_ROLES,
    "registry.citizen.read": ALL_ROLES,
    "registry.association.read": ALL_ROLES,
    "registry.chapter.read": ALL_ROLES,
    "registry.board.read": ALL_ROLES,
    "registry.committee.read": ALL_ROLES,
    "registry.term.read": ALL_ROLES,
    "registry.membership.read": ALL_ROLES,
    "registry.clan.read": ALL_ROLES,
    "registry.clan-member.read": ALL_ROLES,
    "registry.establishment.read": NOT_HAMLETS,
    "registry.population.read": ALL_ROLES,
    "registry.centre.read": ALL_ROLES,
    "registry.class.read": ALL_ROLES,
    "registry.session.read": ALL_ROLES,
    "registry.attendance.read": ALL_ROLES,
    "registry.activity.read": ALL_ROLES,
    "registry.document.read": ALL_ROLES,
    "registry.list.read": ALL_ROLES,
    "registry.plan.read": ALL_ROLES,
    "registry.subject.read": ALL_ROLES,
    "registry.duplicate.read": NOT_HAMLETS,
    "registry.person.read": NOT_HAMLETS,
    "registry.person.list": NOT_HAMLETS,
    "registry.person.export": NOT_HAMLETS,
    "registry.consent.read": NOT_HAMLETS,
    "registry.request.read": NOT_HAMLETS,
    "recognition.bearer.read": ALL_ROLES,
    "funding.fund.read": NOT_HAMLETS,
    "funding.scholarship.read": ALL_ROLES,
    "notifications.delivery.read": NOT_HAMLETS,
    "rollups.figure.read": ALL_ROLES,
    "rollups.figure.list": NOT_HAMLETS,
}
"""Every action that only reads, and whose it is."""


@dataclass(frozen=True)
class Oracle:
    """Of the officer with these grants, for one action."""

    world: World
    action: str
    given: Sequence[Grant]

    @property
    def grants(self) -> Sequence[Grant]:
        return [grant for grant in self.given if grant.role in MAY[self.action]]

    def until(self, place: str) -> date | None:
        """Until when what is on the books of the place is seen; None: not at all."""
        found = [seen for grant in self.grants if (seen := self._until(grant, place)) is not None]
        return max(found, default=None)

    def sees(self, trace: Trace) -> bool:
        until = self.until(trace.place)
        return until is not None and trace.on <= until

    def sees_id(self, thing_id: str) -> bool:
        """Whether it tells of anything that is seen; what is no thing's id tells nothing."""
        traces = self.world.marks.get(thing_id, ())
        return not traces or any(self.sees(trace) for trace in traces)

    def sees_bearer(self, family_id: str) -> bool:
        """Until a day only, as far as something had happened by then."""
        home = next(each.trace for each in self.world.families if each.family_id == family_id)
        if self.until(home.place) == EVER:
            return True
        steps = (step for step in self.world.steps if step.family_id == family_id)
        return any(self.sees(step.trace) for step in steps)

    def having(self, place: str) -> Iterator[tuple[date, Grant]]:
        """The grants that have the place itself, not only what became of it, and until when."""
        for grant in self.grants:
            day, until = self._last(grant)
            if self.world.land[place].start <= day and self._has(grant, place, day):
                yield until, grant

    def _until(self, grant: Grant, place: str) -> date | None:
        day, until = self._last(grant)
        if self.world.land[place].start > day:
            return None
        found = self._has(grant, place, day) or self._became_part(grant, place, day)
        return until if found else None

    def _last(self, grant: Grant) -> tuple[date, date]:
        """The day by which the grant's reach goes, and until when it sees."""
        end = self.world.land[self._holder(grant)].last_day
        return (self.world.today, EVER) if end >= self.world.today else (end, end)

    def _has(self, grant: Grant, place: str, day: date) -> bool:
        """The place itself, on the day or, if it ended before, on the last day of it."""
        land, holder = self.world.land, self._holder(grant)
        then = min(day, land[place].last_day)
        if not land[holder].in_force(then):
            return False
        return place == holder or (grant.reach == "subtree" and land.lay_in(place, holder, then))

    def _became_part(self, grant: Grant, place: str, day: date) -> bool:
        where, holder = self.world.land.where(place, day), self._holder(grant)
        return holder == where.at if grant.reach == "own" else holder in where.line

    def _holder(self, grant: Grant) -> str:
        return self.world.places[str(grant.place_id)]
