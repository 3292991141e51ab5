"""What counts of what was held, as facts keep it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Held:
    """Stored in facts. `place_id`: where its organiser was on its day; `attendances`: lượt người;
    `cost_dong`: whole đồng, None: nobody said."""

    place_id: UUID
    topic_code: str
    held_on: date
    attendances: int
    cost_dong: int | None = None


class Counted:
    """Of a fact that says what was held: its day, and what counts of it."""

    place_id: UUID
    topic_code: str
    held_on: date
    attendances: int
    cost_dong: int | None

    @property
    def day(self) -> date:
        return self.held_on

    @property
    def counts(self) -> Held:
        return Held(self.place_id, self.topic_code, self.held_on, self.attendances, self.cost_dong)
