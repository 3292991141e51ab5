"""A day on which something began, in every way that officers write one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from shared.importing.days import Since, since
from shared.importing.doubts import DateDoubtful, DateWrong
from shared.importing.table import Value

TODAY = date(2026, 11, 27)
DAY = Since(day=date(2019, 3, 5))
DAYS = any_.dates(date(1930, 1, 1), TODAY)
WAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d", "%Y%m%d", "%d / %m / %Y",
        "Ngày %d tháng %m năm %Y", "%Y-%m-%d 00:00:00", "'%d/%m/%Y")  # fmt: skip


@given(day=DAYS, way=any_.sampled_from(WAYS))
def test_a_day_is_read_however_it_is_written(day: date, way: str) -> None:
    assert since(day.strftime(way), TODAY) == Since(day=day)


@given(day=any_.dates(TODAY - timedelta(days=99 * 365), TODAY))
def test_of_a_year_of_two_digits_the_last_one_is_meant_that_has_come(day: date) -> None:
    assert since(f"{day:%d-%m-%y}", TODAY) == Since(day=day)


@pytest.mark.parametrize(
    "value", ["2019", 2019.0, "3/2019", "03-2019", "T3/2019", "Tháng 3 năm 2019", "năm 2019"]
)
def test_of_a_month_or_a_year_the_year_is_known_and_no_day(value: Value) -> None:
    assert since(value, TODAY) == Since(year=2019)


@pytest.mark.parametrize("value", [date(2019, 3, 5), 5032019.0, "5/3/2019", "05.03.19"])
def test_a_number_may_have_lost_its_zero(value: Value) -> None:
    assert since(value, TODAY) == DAY


@pytest.mark.parametrize(
    "value",
    ["32/13/2020", "29/02/2023", "2052", 2052.0, "x", "13/2019", "5/3/2205", date(2027, 1, 1), True,
     "1/1/0019", 12.5, -3.0, "0/0/0000"],
)  # fmt: skip
def test_what_is_no_day_is_refused(value: Value) -> None:
    with pytest.raises(DateWrong):
        since(value, TODAY)


@pytest.mark.parametrize("value", [date(1905, 7, 3), 43529.0])
def test_a_year_shown_as_a_day_or_a_day_as_a_number_is_asked_about(value: Value) -> None:
    with pytest.raises(DateDoubtful):
        since(value, TODAY)


def test_where_a_program_may_have_taken_months_for_days_the_year_is_known() -> None:
    assert since(date(2019, 3, 5), TODAY, mixed=True) == Since(year=2019)
    assert since(date(2019, 3, 25), TODAY, mixed=True) == Since(day=date(2019, 3, 25))
    assert since(date(2019, 5, 5), TODAY, mixed=True) == Since(day=date(2019, 5, 5))


@given(any_.one_of(any_.none(), any_.text(), any_.floats(), any_.booleans(), any_.dates()))
def test_whatever_stands_there_is_a_day_or_a_doubt(value: Value) -> None:
    try:
        found = since(value, TODAY)
    except (DateWrong, DateDoubtful):
        return
    assert found.first is None or date(1900, 1, 1) < found.first <= TODAY
