"""The day a thing is said to have happened on."""

from datetime import date

from shared.vocabulary.refusals import Kind, Refusal


class DateInFuture(Refusal):
    code = "registry.date-in-future"
    kind = Kind.INVALID
    sentence = "{day} has not come yet: it is {today} in Vietnam."


def require_past(day: date, today: date) -> None:
    """Refuse a day after `today`, the civil day in Vietnam."""
    if day > today:
        raise DateInFuture(day=day, today=today)
