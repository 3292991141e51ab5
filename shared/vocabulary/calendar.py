"""Civil days in Vietnam. The only place where an instant becomes a day."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The instant now, aware, in UTC. Passed in wherever time matters."""
    return datetime.now(UTC)


def civil_day(instant: datetime) -> date:
    """The day in Asia/Ho_Chi_Minh of an aware instant."""
    return instant.astimezone(VIETNAM).date()
