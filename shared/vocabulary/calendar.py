"""Civil days in Vietnam. The only place where an instant becomes a day."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from shared.vocabulary.refusals import Kind, Refusal

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The instant now, aware, in UTC. Passed in wherever time matters."""
    return datetime.now(UTC)


def civil_day(instant: datetime) -> date:
    """The day in Asia/Ho_Chi_Minh of an aware instant."""
    return instant.astimezone(VIETNAM).date()


class DayNotCome(Refusal):
    code = "calendar.day-not-come"
    kind = Kind.INVALID
    sentence = "{day} has not come yet: it is {today} in Vietnam."


def require_come(day: date, today: date) -> None:
    """Refuse a day after `today`, the civil day in Vietnam."""
    if day > today:
        raise DayNotCome(day=day, today=today)
