"""What figures of a place must say to an officer: the right number, or that there is none to see.

A figure of a day is the place's own history: whatever lay in it on that day. Restated to another
day's places it may not bring in what neither lay there on the day asked for nor is seen otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.scope.oracle import Oracle
from tests.scope.things import Trace

FLOWS = ("attendances", "session-attendances", "activity-attendances", "scholarship-grants")
MEASURES = (
    *(
        "families",
        "clans",
        "establishments",
        "citizens",
        "associations",
        "chapters",
        "boards",
        "committees",
        "members",
        "centres",
        "centres-rated",
        "centre-facilities",
        "centre-facility-numbers",
    ),
    *FLOWS,
)


@dataclass(frozen=True)
class Question:
    oracle: Oracle
    measure: str
    place: str | None
    on: date
    since: date | None
    as_of: date
    boundary: date | None

    @property
    def tree_day(self) -> date:
        return self.boundary or self.on

    @property
    def is_incomplete(self) -> bool:
        """Of what happens, from a day to a day."""
        return self.measure in FLOWS and (self.since is None or self.since > self.on)

    @property
    def is_refused(self) -> bool:
        """Nobody heard of the place then, it is not in force, or not for this officer to see."""
        world, place = self.oracle.world, self.place
        if place is None or self.as_of < world.today:
            return True
        if not world.land[place].in_force(self.tree_day):
            return True
        latest = max(self.on, self.tree_day)
        return all(until < latest for until, _ in self.oracle.having(place))

    @property
    def may_be_refused(self) -> bool:
        """Restating draws in a place that lay elsewhere on the day asked for: whoever does not have
        the figures of that is told nothing."""
        land = self.oracle.world.land
        return self.boundary is not None and any(
            land[each].start <= self.on
            and self._holds(Trace(each, self.on), self.boundary)
            and not self._holds(Trace(each, self.on), self.on)
            for each in land.names()
        )

    def counted(self) -> Iterator[tuple[Trace, int, str]]:
        first = self.since if self.measure in FLOWS and self.since else date.min
        for trace, value, thing_id in self.oracle.world.contributions(self.measure):
            day = self.boundary or (trace.on if self.measure in FLOWS else self.on)
            if first <= trace.on <= self.on and self._holds(trace, day):
                yield trace, value, thing_id

    def unseen(self) -> list[Trace]:
        """What is counted although it neither lay in the place on the day asked for, nor on its
        own, nor is seen otherwise."""
        return [
            trace
            for trace, _, _ in self.counted()
            if not self._holds(trace, self.on)
            and not self._holds(trace, trace.on)
            and not self.oracle.sees(trace)
        ]

    def _holds(self, trace: Trace, day: date) -> bool:
        assert self.place is not None
        where = self.oracle.world.land.where(trace.place, day)
        latest = max(self.on, self.tree_day)
        below = any(
            until >= latest and grant.reach == "subtree"
            for until, grant in self.oracle.having(self.place)
        )
        return self.place in where.line if below else self.place == where.at
