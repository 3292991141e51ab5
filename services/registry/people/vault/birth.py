"""When somebody was born, as far as it is known: a day, or a year; and what follows of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shared.vocabulary.refusals import Kind, Refusal

OLDEST: Final = 150
CONSENTS_FROM: Final = 16
"""Whoever is younger has a guardian who consents."""
ASKED_FROM: Final = 7
"""A child of this age is asked, too."""
OF_AGE: Final = 18


class BirthImplausible(Refusal):
    code = "registry.birth-implausible"
    kind = Kind.INVALID
    sentence = "A person is born within the last {most} years and not after today, {today}."


@dataclass(frozen=True, repr=False)
class Birth:
    """`day` None: the year alone is known, and whether a birthday of this year has been is not."""

    year: int
    day: date | None = None

    def may_be_younger(self, age: int, today: date) -> bool:
        if self.day is None:
            return today.year - self.year <= age
        return today < _birthday(self.day, age)

    def may_be_as_old(self, age: int, today: date) -> bool:
        if self.day is None:
            return today.year - self.year >= age
        return today >= _birthday(self.day, age)


def require_plausible(birth: Birth, today: date) -> None:
    """Refuse somebody born tomorrow, or a hundred and fifty years ago."""
    to_come = birth.year > today.year if birth.day is None else birth.day > today
    if to_come or today.year - birth.year >= OLDEST:
        raise BirthImplausible(most=OLDEST, today=today)


def _birthday(day: date, age: int) -> date:
    """Whoever was born on 29 February is a year older on 1 March."""
    try:
        return day.replace(year=day.year + age)
    except ValueError:
        return (day + timedelta(days=1)).replace(year=day.year + age)
