"""Working days: weekends, Tết, swapped days; a year nobody announced yet."""

from datetime import date, timedelta

import pytest

from shared.vocabulary.working_days import VIETNAM, working_days

FRIDAY_BEFORE_TET = date(2026, 2, 13)


def test_two_working_days_after_the_last_one_before_tet_are_after_tet() -> None:
    assert VIETNAM.after(FRIDAY_BEFORE_TET, 2) == date(2026, 2, 24)


def test_the_day_itself_counts_for_nothing_and_a_weekend_is_passed_over() -> None:
    friday = date(2026, 3, 6)
    assert VIETNAM.after(friday, 0) == friday
    assert VIETNAM.after(friday, 1) == date(2026, 3, 9)
    assert VIETNAM.after(friday + timedelta(days=1), 1) == date(2026, 3, 9)


def test_a_saturday_is_worked_for_a_friday_that_is_off() -> None:
    assert not VIETNAM.includes(date(2026, 1, 2))
    assert VIETNAM.includes(date(2026, 1, 10))
    assert not VIETNAM.includes(date(2026, 1, 17))


def test_a_holiday_on_a_weekend_is_made_up_for_on_the_day_after() -> None:
    assert date(2026, 4, 26).weekday() == 6
    assert not VIETNAM.includes(date(2026, 4, 27))


def test_of_a_year_that_is_not_announced_only_holidays_of_fixed_days_are_off() -> None:
    year = VIETNAM.known_until().year + 1
    assert not VIETNAM.includes(date(year, 1, 1))
    assert not VIETNAM.includes(date(year, 4, 30))
    found = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    off = [day for day in found if not VIETNAM.includes(day) and day.weekday() < 5]
    fixed = [(d.month, d.day) for d in off]
    assert set(fixed) <= {(1, 1), (4, 30), (5, 1), (9, 2), (11, 24)}


def test_it_is_known_until_the_end_of_the_last_year_in_a_row() -> None:
    said = {"years": {"2024": NONE, "2025": NONE, "2027": NONE}, "fixed": ["01-01"]}
    assert working_days(said).known_until() == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        ([date(2026, 1, 1)], []),
        ([date(2025, 2, 1)], []),
        ([], [date(2025, 2, 3)]),
    ],
)
def test_a_day_of_another_year_off_on_a_weekend_or_worked_on_a_weekday_is_refused(
    off: list[date], worked: list[date]
) -> None:
    with pytest.raises(ValueError, match="working days of 2025"):
        working_days({"years": {"2025": {"off": off, "worked": worked}}, "fixed": []})


NONE: dict[str, list[date]] = {"off": [], "worked": []}
