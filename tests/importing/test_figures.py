"""Counts, money, and days of a month that stands above them, as officers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from shared.importing import amounts, months
from shared.importing.doubts import (
    AmountDoubtful,
    AmountWrong,
    CountDoubtful,
    CountWrong,
    DateDoubtful,
    DateWrong,
    DayAgainstItsMonth,
    Doubt,
)
from shared.importing.table import Row, Value

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("value", "count"),
    [(45.0, 45), ("45 người", 45), ("1.250 lượt", 1250), ("1,250", 1250), ("0045", 45),
     ("45 lượt người", 45), (0.0, 0), (None, None), ("-", None), ("  ", None), ("60hv", 60)],
)  # fmt: skip
def test_a_count_is_read_with_the_word_behind_it(value: Value, count: int | None) -> None:
    assert amounts.count(value) == count


@pytest.mark.parametrize(
    ("value", "doubt"),
    [("khoảng 50", CountDoubtful), ("40-45", CountDoubtful), ("trên 50 người", CountDoubtful),
     ("45/50", CountDoubtful), ("50+", CountDoubtful), ("~50", CountDoubtful),
     ("năm mươi", CountDoubtful), (12.5, CountWrong), (-3.0, CountWrong), (True, CountWrong),
     ("12.5", CountWrong), ("4x", CountWrong), (date(2025, 1, 5), CountWrong)],
)  # fmt: skip
def test_a_rough_count_is_asked_about_and_a_wrong_one_refused(
    value: Value, doubt: type[Doubt]
) -> None:
    with pytest.raises(doubt):
        amounts.count(value)


@pytest.mark.parametrize(
    ("value", "unit", "dong"),
    [(750_000.0, 1, 750_000), ("750.000", 1, 750_000), ("500.000đ", 1, 500_000),
     ("1tr5", 1, 1_500_000), ("1tr500", 1, 1_500_000), ("1,5 triệu", 1, 1_500_000),
     ("2 triệu đồng", 1, 2_000_000), ("500k", 1, 500_000), (None, 1, None), ("-", 1, None),
     (750.0, 1_000, 750_000), ("1.500", 1_000, 1_500_000), (1.5, 1_000_000, 1_500_000),
     ("1,5", 1_000_000, 1_500_000), ("500.000đ", 1_000, 500_000), ("2tr", 1_000, 2_000_000)],
)  # fmt: skip
def test_money_is_whole_dong_in_whichever_unit(value: Value, unit: int, dong: int | None) -> None:
    assert amounts.money(value, unit, short=True) == dong


@pytest.mark.parametrize(
    ("value", "doubt"),
    [("hai triệu", AmountDoubtful), ("khoảng 500.000", AmountDoubtful), ("12.5", AmountWrong),
     (0.5, AmountWrong), (-500_000.0, AmountWrong), ("1tr2345", AmountWrong)],
)  # fmt: skip
def test_money_that_is_none_is_refused_or_asked_about(value: Value, doubt: type[Doubt]) -> None:
    with pytest.raises(doubt):
        amounts.money(value, short=True)


@pytest.mark.parametrize(
    ("value", "doubt"),
    [("x", CountDoubtful), ("không", CountDoubtful), (3.412, CountDoubtful), (1.29, CountDoubtful),
     ("45 hộ?", CountDoubtful), (2.0**60, CountWrong), ("9" * 20, CountWrong)],
)  # fmt: skip
def test_a_count_that_may_be_another_or_none_is_not_taken(value: Value, doubt: type[Doubt]) -> None:
    with pytest.raises(doubt):
        amounts.count(value)


@pytest.mark.parametrize("value", ["1tr5", "500k", "2 triệu đồng", "x", "5,5"])
def test_money_said_short_is_asked_about_where_digits_are_asked_for(value: str) -> None:
    with pytest.raises(AmountDoubtful):
        amounts.money(value)
    with pytest.raises(AmountWrong):
        amounts.money(1_500_000.5)


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [("Tháng 3/2025", "3", "2025"), ("THÁNG 5 NĂM 2025", "5", "2025"), ("tháng 04", "4", None),
     ("I. Tháng 3/2025", "3", "2025"), ("Tháng Ba năm 2025", "3", "2025"), ("T6/2025", "6", "2025"),
     ("Tháng giêng", "1", None), ("3. Tháng 3/2025:", "3", "2025"),
     ("Tháng 3/2025 (9 buổi)", "3", "2025")],
)  # fmt: skip
def test_a_month_is_said_above_its_days(text: str, month: str, year: str | None) -> None:
    said = months.over(Row(9, (text,)))
    assert said == {"month": month} | ({"year": year} if year else {})


@pytest.mark.parametrize("text", ["Luật Đất đai năm 2024", "Tháng hành động vì trẻ em", "Tháng 13"])
def test_what_is_held_is_no_month(text: str) -> None:
    assert months.over(Row(9, (text,))) is None


@given(day=any_.dates(date(2024, 1, 1), date(2025, 12, 31)))
def test_a_day_alone_is_of_the_month_above_it(day: date) -> None:
    month, year = str(day.month), str(day.year)
    for said in (f"{day:%d}", float(day.day), f"ngày {day.day}", day.isoformat(), day,
                 f"{day:%d/%m/%Y}", f"{day:%d/%m}"):  # fmt: skip
        assert months.day(said, month, year, TODAY, other_year=2023) == day


@pytest.mark.parametrize(
    ("value", "month", "doubt"),
    [("31", "4", DateWrong), ("15/3/2205", "6", DateWrong), ("20-21", "6", DateDoubtful),
     ("20 và 21", "6", DateDoubtful), ("20,21/6", "6", DateDoubtful), ("5", None, DateDoubtful),
     ("15/3/2025", "4", DayAgainstItsMonth), (date(2025, 8, 5), "5", DayAgainstItsMonth),
     ("02-03", "3", DateDoubtful), (None, "3", DateWrong), ("0", "3", DateWrong),
     ("3/2025", "3", DateDoubtful), ("32", "3", DateWrong), (45.0, "3", DateWrong)],
)  # fmt: skip
def test_a_day_that_is_none_or_another_months_is_not_taken(
    value: Value, month: str | None, doubt: type[Doubt]
) -> None:
    with pytest.raises(doubt):
        months.day(value, month, "2025", TODAY, other_year=2025)
