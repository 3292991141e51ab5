"""Who may do what where: the roles' names, and the one function that decides where.

An action is named `<service>.<thing>.<verb>`. Which role may do it, each service says itself
(`grants.py`); what it gives to no role, nobody but the system may do.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, Protocol
from uuid import UUID

from shared.vocabulary.places import Place
from shared.web.identity import Grant

READING: Final = frozenset({"read", "list", "export"})
"""The verbs of actions that change nothing."""

SYSTEM: Final = "system"
"""The system itself may do everything: importing the territory, loading lists for the whole
deployment."""
PROVINCE: Final = "province-officer"
"""Oversees everything in the province; the territory itself is not theirs."""
COMMUNE: Final = "commune-officer"
"""Registers, decides on titles, gives scholarships."""
HAMLET: Final = "hamlet-officer"
"""Registers and proposes the families of the hamlet; decides on nothing."""
OFFICERS: Final = (PROVINCE, COMMUNE, HAMLET)
ROLES: Final = (SYSTEM, *OFFICERS)

Actions = Mapping[str, tuple[str, ...]]
"""Of a service: the roles that may do each of its actions."""


class Territory(Protocol):
    """What is asked of the tree of places."""

    def place(self, place_id: UUID) -> Place | None: ...

    def reaches(self, top_id: UUID, place_id: UUID, day: date) -> bool: ...


def allowing(grants: Iterable[Grant], action: str, actions: Actions) -> tuple[Grant, ...]:
    """Those of an officer's grants whose role may do this, each where it reaches."""
    return tuple(
        grant for grant in grants if grant.role == SYSTEM or grant.role in actions.get(action, ())
    )


def may(
    grants: Iterable[Grant], action: str, place_id: UUID | None, tree: Territory, day: date
) -> bool:
    """Whether one of the grants, whose roles allow the action, reaches the place, as things are on
    `day`.

    No place means the whole deployment. A place that has ended before `day`, and what a grant on
    an ended place reached on its last day, can only be read. A place not known here, or not yet
    begun on the day, is reached by nothing but a grant for the whole deployment.
    """
    return any(grant_reaches(grant, reads(action), place_id, tree, day) for grant in grants)


def reads(action: str) -> bool:
    return action.rpartition(".")[2] in READING


def grant_reaches(
    grant: Grant, reading: bool, place_id: UUID | None, tree: Territory, day: date
) -> bool:
    """What `may` says of a place, for one grant whose role allows the action."""
    if grant.place_id is None:
        return grant.role == SYSTEM
    if place_id is None:
        return False
    moment = _moment(tree.place(grant.place_id), tree.place(place_id), day)
    if moment is None or (moment < day and not reading):
        return False
    if grant.reach == "own":
        return grant.place_id == place_id
    return tree.reaches(grant.place_id, place_id, moment)


def _moment(holder: Place | None, place: Place | None, day: date) -> date | None:
    """The day itself while both are in force, else the last day that both were; None: none."""
    if holder is None or place is None:
        return None
    together = holder.span.meets(place.span)
    if together is None or together.start > day:
        return None
    return day if day in together else together.end - timedelta(days=1)
