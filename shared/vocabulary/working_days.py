"""Working days (ngày làm việc) of Vietnam, by a calendar that is data: `working_days.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).with_suffix(".toml")
WEEKEND: Final = (5, 6)
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """`off` and `worked` are what is announced for `years`. In any other year weekends and the
    holidays of `fixed` days (month, day) are off: Tết is not known yet, so that what is counted in
    working days is due earlier than it may be, never later."""

    off: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int]
    fixed: frozenset[tuple[int, int]]

    def includes(self, day: date) -> bool:
        """Whether there is work on that day."""
        if day.year in self.years:
            return day in self.worked or (day.weekday() not in WEEKEND and day not in self.off)
        return day.weekday() not in WEEKEND and (day.month, day.day) not in self.fixed

    def after(self, day: date, number: int) -> date:
        """The working day so many working days after a day, which itself counts for nothing."""
        while number > 0:
            day += ONE_DAY
            number -= self.includes(day)
        return day

    def known_until(self) -> date:
        """The last day of the last year announced in a row."""
        last = min(self.years)
        while last + 1 in self.years:
            last += 1
        return date(last, 12, 31)


def working_days(said: Mapping[str, Any]) -> WorkingDays:
    """From data as in `working_days.toml`. Raises ValueError for a day that stands under another
    year, for a day off on a weekend and for a worked day that is none."""
    off: set[date] = set()
    worked: set[date] = set()
    for year, days in said["years"].items():
        wrong = [d for d in days["off"] if d.year != int(year) or d.weekday() in WEEKEND]
        wrong += [d for d in days["worked"] if d.year != int(year) or d.weekday() not in WEEKEND]
        if wrong:
            raise ValueError(f"working days of {year}: {', '.join(map(str, wrong))}")
        off |= set(days["off"])
        worked |= set(days["worked"])
    fixed = {(int(each[:2]), int(each[3:])) for each in said["fixed"]}
    years = frozenset(map(int, said["years"]))
    return WorkingDays(frozenset(off), frozenset(worked), years, frozenset(fixed))


VIETNAM: Final = working_days(tomllib.loads(DATA.read_text(encoding="utf-8")))
