"""What must be true when the storm is over. The numbers are those of the design's invariants.

Each check raises AssertionError with what it found.
"""

from collections.abc import Callable

from tests.faults.storm.invariants import (
    everywhere,
    funding,
    imports,
    notifications,
    recognition,
    registry,
    rollups,
)
from tests.faults.storm.invariants.aftermath import Aftermath

Check = Callable[[Aftermath], None]

CHECKS: tuple[Check, ...] = (
    *everywhere.CHECKS,
    *registry.CHECKS,
    *imports.CHECKS,
    *recognition.CHECKS,
    *funding.CHECKS,
    *notifications.CHECKS,
    *rollups.CHECKS,
)

__all__ = ["CHECKS", "Aftermath"]
