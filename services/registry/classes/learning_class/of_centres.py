"""What facts of classes say of those that centres held."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from services.registry.classes.learning_class.facts import (
    ClassCorrected,
    ClassHeld,
    ClassHeldByOrganiser,
    ClassWithdrawn,
)
from services.registry.organised.held import Held

HELD: Final = ClassHeld, ClassHeldByOrganiser, ClassCorrected, ClassWithdrawn
"""What says how many classes there were."""


def counted(fact: object) -> Iterator[tuple[UUID, Held, int]]:
    """What a fact says of classes of a centre: which one, what was held there, how many times more
    or less."""
    if not isinstance(fact, HELD) or fact.centre_id is None:
        return
    if isinstance(fact, ClassCorrected | ClassWithdrawn) and fact.was is not None:
        yield fact.centre_id, fact.was, -1
    if not isinstance(fact, ClassWithdrawn):
        yield fact.centre_id, fact.counts, 1
