"""Whose board it is: a clan or an establishment that is on the books, or, where they have none, of
that kind alone. A hamlet is the place where the board stands."""

from datetime import date
from typing import Final
from uuid import UUID

from services.registry.bearers import spells
from services.registry.boards.board.refusals import (
    BoardHostKindUnknown,
    BoardHostNotThere,
    BoardHostOfOtherKind,
)
from services.registry.clans.clan import Clan
from services.registry.establishments.establishment import Establishment
from shared.vocabulary.kinds import BOARD_HOST_KINDS

CLAN: Final = "clan"
PLACED: Final = "hamlet"
OF_ESTABLISHMENTS: Final = tuple(each for each in BOARD_HOST_KINDS if each not in (CLAN, PLACED))

Host = Clan | Establishment | None
"""As its stream has it; None: the books have no host, or a place is it."""


def require_kind(host_kind: str) -> None:
    if host_kind not in BOARD_HOST_KINDS:
        raise BoardHostKindUnknown(host_kinds=", ".join(BOARD_HOST_KINDS))


def require_host(host_kind: str, host: Host, day: date) -> None:
    """A known kind of host and, if one is named, one of that kind that is there on the day. That it
    ends later is no rule of the board's."""
    require_kind(host_kind)
    if host is None:
        return
    if isinstance(host, Establishment) and host.kind != host_kind:
        raise BoardHostOfOtherKind(host_kind=host.kind)
    if spells.on(host.spells, day) is None:
        raise BoardHostNotThere(day=day)


def takes(host_kind: str, host_id: UUID | None) -> bool:
    """Whether such a host may be named so."""
    return host_id is None or host_kind != PLACED
