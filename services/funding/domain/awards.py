"""An award of a fund."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Award:
    """A scholarship (học bổng) from the fund: `grants` counts suất, not pupils."""

    award_id: UUID
    recipient_ref: UUID
    grants: int
    amount_dong: int
    awarded_on: date
