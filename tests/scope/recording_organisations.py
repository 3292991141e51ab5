"""What is recorded of who carries the movement, and how anything is recorded."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.scope.lands import DAY, EARLY, LATER, REFORM, Land
from tests.scope.things import (
    Association,
    Board,
    Chapter,
    Committee,
    Membership,
    Trace,
)
from tests.web.tokens import signed_in

DAYS = (
    date(2018, 5, 5),
    EARLY,
    date(2020, 2, 2),
    REFORM - DAY,
    REFORM,
    LATER - DAY,
    LATER,
    date(2026, 10, 10),
)


class Recording:
    """Records as the system, which may do everything everywhere."""

    def __init__(self, deployment: Deployment, land: Land, seed: int, today: date) -> None:
        self._deployment, self._land, self._today = deployment, land, today
        self._chance = random.Random(seed)
        token = deployment.provider.token([Grant("system", None, "subtree")], sub="recorder")
        self._system = Officer(deployment.ports, signed_in(token))

    def _traces(self, level: str, each: int) -> list[Trace]:
        """Some days on which a place of the level was in force, of every such place."""
        found = []
        for place in self._land.names(level):
            days = [day for day in DAYS if self._land[place].in_force(day)]
            chosen = self._chance.sample(days, min(each, len(days)))
            found += [Trace(place, day) for day in chosen]
        return found

    def _after(self, first: date, most: int) -> Sequence[date]:
        """Days from `first` on, whether its place was still in force or not."""
        days = [day for day in DAYS if day >= first]
        return self._chance.sample(days, min(most, len(days)))

    def _id(self, place: str) -> str:
        return str(self._land[place].place_id)


class Organisations(Recording):
    """Associations, their chapters and members, boards and committees."""

    def _associations(self) -> Iterator[Association]:
        """Every other one ends."""
        associations = "/registry/v1/associations"
        for n, trace in enumerate(self._traces("commune", 1)):
            body = {"place_id": self._id(trace.place), "founded_on": trace.on.isoformat()}
            named = {"name": f"Hội Khuyến học số {n}"}
            id_ = self._system.post(associations, **body, **named)["association_id"]
            ended = self._after(trace.on, 1)[0] if n % 2 else None
            if ended is not None:
                said = {"association_id": id_, "ended_on": ended.isoformat()}
                self._system.post(f"{associations}/dissolutions", **said)
            yield Association(id_, trace, ended)

    def _chapters(self, associations: Sequence[Association]) -> Iterator[Chapter]:
        """Of each association one; every third ends, some after their association did."""
        chapters = "/registry/v1/chapters"
        for n, of in enumerate(each for each in associations if each.ended_on != each.trace.on):
            body = {"place_id": self._id(of.trace.place), "founded_on": of.trace.on.isoformat()}
            named = {"host_kind": "hamlet", "name": f"Chi hội số {n}"}
            told = {"association_id": of.association_id} | body | named
            id_ = self._system.post(chapters, **told)["chapter_id"]
            ended = None if n % 3 else self._after(of.trace.on, 1)[0]
            if ended is not None:
                said = {"chapter_id": id_, "ended_on": ended.isoformat()}
                self._system.post(f"{chapters}/dissolutions", **said)
            yield Chapter(id_, of.trace, ended, of.ended_on)

    def _boards(self) -> Iterator[Board]:
        for n, trace in enumerate([*self._traces("commune", 1), *self._traces("hamlet", 1)[::2]]):
            named = f"Ban Khuyến học số {n}"
            yield Board(*self._founded("board", n, trace, host_kind="clan", name=named))

    def _committees(self) -> Iterator[Committee]:
        for n, trace in enumerate(self._traces("commune", 1)):
            by = "peoples-committee"
            yield Committee(*self._founded("committee", n, trace, agency_kind=by))

    def _founded(self, kind: str, n: int, trace: Trace, **said: str) -> Any:
        """Every other one ends."""
        path, whose = f"/registry/v1/{kind}s", f"{kind}_id"
        at = {"place_id": self._id(trace.place), "founded_on": trace.on.isoformat()}
        id_ = self._system.post(path, **at | said)[whose]
        ended = self._after(trace.on, 1)[0] if n % 2 else None
        if ended is not None:
            self._system.post(f"{path}/dissolutions", ended_on=ended.isoformat(), **{whose: id_})
        return id_, trace, ended

    def _memberships(self, chapters: Sequence[Chapter]) -> Iterator[Membership]:
        """Of each chapter one, of nobody who is named; every other one ends."""
        memberships = "/registry/v1/memberships"
        for n, of in enumerate(each for each in chapters if each.ended_on != each.trace.on):
            body = {"chapter_id": of.chapter_id, "joined_on": of.trace.on.isoformat()}
            id_ = self._system.post(memberships, **body)["membership_id"]
            ended = self._after(of.trace.on, 1)[0] if n % 2 else None
            if ended is not None:
                said = {"membership_id": id_, "left_on": ended.isoformat(), "ground_code": "left"}
                self._system.post(f"{memberships}/endings", **said)
            yield Membership(id_, of.chapter_id, of.trace, ended)
