"""Until when a request is acknowledged and answered (Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal

from shared.vocabulary.working_days import VIETNAM

RequestKind = Literal["access", "correction", "deletion", "restriction", "objection"]
DAYS: Final[Mapping[RequestKind, int]] = MappingProxyType(
    {"access": 10, "correction": 10, "deletion": 20, "restriction": 15, "objection": 15}
)


@dataclass(frozen=True)
class Terms:
    """`acknowledge` in working days, `days` to answer each kind and `extension`, which is given
    once, in days of the calendar: all counted from the day after the one it was received on."""

    acknowledge: int = 2
    days: Mapping[RequestKind, int] = field(default_factory=lambda: DAYS)
    extension: int = 15

    def acknowledge_by(self, received_on: date) -> date:
        return VIETNAM.after(received_on, self.acknowledge)

    def due_on(self, kind: RequestKind, received_on: date) -> date:
        return received_on + timedelta(days=self.days[kind])

    def latest_on(self, kind: RequestKind, received_on: date) -> date:
        """The last day that an extension may reach."""
        return self.due_on(kind, received_on) + timedelta(days=self.extension)
