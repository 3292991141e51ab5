"""Who may do what where: roles as data, and the one function that decides.

An action is named `<service>.<thing>.<verb>`. What no role lists, nobody may do.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final, Protocol
from uuid import UUID

from shared.vocabulary.places import Place
from shared.web.identity import Grant, Officer

READING: Final = frozenset({"read", "list", "export"})
"""The verbs of actions that change nothing."""

ROLES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        # The system itself: importing the territory, loading lists for the whole deployment.
        "system": frozenset({"*"}),
        # A province's officers oversee everything in it; the territory itself is not theirs.
        "province-officer": frozenset(
            {
                "registry.place.read",
                "registry.place.establish",  # of hamlets: nothing else is established by officers
                "registry.family.*",
                "registry.centre.*",
                "registry.class.*",
                "registry.person.*",
                "recognition.*",
                "funding.*",
                "notifications.*",
                "rollups.*",
            }
        ),
        # A commune registers, decides on titles and gives scholarships.
        "commune-officer": frozenset(
            {
                "registry.place.read",
                "registry.place.establish",  # of hamlets: nothing else is established by officers
                "registry.family.*",
                "registry.centre.*",
                "registry.class.*",
                "registry.person.*",
                "recognition.candidacy.*",
                "recognition.bearer.read",
                "funding.fund.*",
                "funding.scholarship.*",
                "notifications.delivery.read",
                "rollups.figure.*",
            }
        ),
        # A hamlet registers its families and proposes them; it decides on nothing.
        "hamlet-officer": frozenset(
            {
                "registry.place.read",
                "registry.family.*",
                "registry.class.read",
                "registry.centre.read",
                "recognition.candidacy.register",
                "recognition.candidacy.read",
                "recognition.bearer.read",
                "funding.scholarship.read",
                "rollups.figure.read",
            }
        ),
    }
)


class Territory(Protocol):
    """What is asked of the tree of places."""

    def place(self, place_id: UUID) -> Place | None: ...

    def reaches(self, top_id: UUID, place_id: UUID, day: date) -> bool: ...


def may(officer: Officer, action: str, place_id: UUID | None, tree: Territory, day: date) -> bool:
    """Whether one of the officer's grants allows the action at the place, as things are on `day`.

    No place means the whole deployment. A place that has ended before `day`, and what a grant on
    an ended place reached on its last day, can only be read. A place not known here, or not yet
    begun on the day, is reached by nothing but a grant for the whole deployment.
    """
    return any(
        allows(grant.role, action) and grant_reaches(grant, reads(action), place_id, tree, day)
        for grant in officer.grants
    )


def allows(role: str, action: str) -> bool:
    """Whether the role may do this anywhere at all."""
    return any(fnmatchcase(action, pattern) for pattern in ROLES.get(role, ()))


def reads(action: str) -> bool:
    return action.rpartition(".")[2] in READING


def grant_reaches(
    grant: Grant, reading: bool, place_id: UUID | None, tree: Territory, day: date
) -> bool:
    """What `may` says of a place, for one grant whose role allows the action."""
    if grant.place_id is None:
        return grant.role == "system"
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
