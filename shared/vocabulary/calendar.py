"""Civil days in Vietnam. The only place where an instant becomes a day."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from shared.vocabulary.refusals import Kind, Refusal

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

FIRST_DAY = date(1945, 9, 2)
"""Nothing that is counted here was done before the state was founded: its first decree on learning
for the people (bình dân học vụ) is six days younger. An older day is a slip of the hand."""
FIRST_DAY_OF_PLACES = date(1831, 1, 1)
"""Places are older: the oldest provinces of today were made in 1831 and 1832. What is older still
is on the books as since before anyone recorded it."""
LAST_DAY = date(2199, 12, 31)
"""So far ahead plans are made for nothing; what is counted may not even be of tomorrow."""

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
