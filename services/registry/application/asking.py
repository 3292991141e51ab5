"""Who asks for a command, and where they may."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin


def anywhere(_place_id: UUID | None) -> bool:
    """The system itself is bound to no place."""
    return True


@dataclass(frozen=True)
class Asker:
    """`reaches` says whether the books of a place (None: of no place) are the asker's. What they
    are not is refused as what is not there, in the same words and after the same work."""

    origin: Origin
    key: Key | None = None
    reaches: Callable[[UUID | None], bool] = anywhere
