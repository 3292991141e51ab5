"""Who asks for a command, and where they may."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin


def anywhere(_place_id: UUID) -> None:
    """The system itself is bound to no place."""


@dataclass(frozen=True)
class Asker:
    """`require_reach` refuses a place the asker may not touch; it is asked where the place is
    known only from the history."""

    origin: Origin
    key: Key | None = None
    require_reach: Callable[[UUID], None] = anywhere
