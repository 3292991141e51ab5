"""What officers write of people is understood, refused or asked about."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from shared.importing import doubts, people
from shared.importing.doubts import Doubt
from shared.importing.hamlets import Hamlets
from shared.importing.people import Birth, Identity
from shared.importing.table import Value

TODAY = date(2026, 11, 27)
CELLS = any_.none() | any_.text() | any_.floats(allow_nan=False) | any_.dates() | any_.booleans()


@pytest.mark.parametrize(
    ("value", "meant"),
    [("079000000001", Identity("079000000001")), (79_000_000_001.0, Identity("079000000001")),
     ("079 000 000001", Identity("079000000001")), ("'080000000001", Identity("080000000001")),
     (21_552_907.0, Identity(None, "021552907")), ("301155182", Identity(None, "301155182")),
     (None, Identity()), ("", Identity())],
)  # fmt: skip
def test_identity_numbers_are_read_with_zeros_put_back(value: Value, meant: Identity) -> None:
    assert people.identity(value) == meant


@pytest.mark.parametrize("value", ["07917446350", "7,90E+10", "0801710493267", "x", 7.9])
def test_what_is_no_identity_number_is_wrong(value: Value) -> None:
    with pytest.raises(doubts.IdentityWrong):
        people.identity(value)


def test_text_that_may_have_lost_a_zero_is_asked_about() -> None:
    with pytest.raises(doubts.IdentityDoubtful):
        people.identity("79094228723")


@pytest.mark.parametrize(
    ("value", "meant"),
    [("0713.198.223", "0713198223"), (742_929_147.0, "0742929147"), ("759854010", "0759854010"),
     ("\u200b0733.539.427", "0733539427"), ("(028) 1012 3456", "02810123456"), ("0", None),
     ("+84 713 198 223", "0713198223"), ("0743 201 206", "0743201206"), (None, None)],
)  # fmt: skip
def test_phones_are_read_however_they_are_spelled(value: Value, meant: str | None) -> None:
    assert people.phone(value) == meant


def test_a_phone_of_too_few_digits_is_wrong_and_of_two_numbers_asked_about() -> None:
    with pytest.raises(doubts.PhoneWrong):
        people.phone("07159303")
    with pytest.raises(doubts.PhonesSeveral):
        people.phone("0727.133.292 - 0738.908.733")


@pytest.mark.parametrize(
    ("value", "meant"),
    [("02/07/1973", Birth(day=date(1973, 7, 2))), ("01/01/1988", Birth(year=1988)),
     (1977.0, Birth(year=1977)), ("1977", Birth(year=1977)), ("5/1956", Birth(year=1956)),
     ("1/1/60", Birth(year=1960)), ("01/01/1900", Birth()),
     ("1964-02-18", Birth(day=date(1964, 2, 18))), (None, Birth()),
     (date(1957, 7, 26), Birth(day=date(1957, 7, 26)))],
)  # fmt: skip
def test_births_are_days_or_years(value: Value, meant: Birth) -> None:
    assert people.birth(value, TODAY) == meant


def test_of_a_day_among_days_written_as_text_the_year_alone_is_taken() -> None:
    assert people.birth(date(1972, 10, 1), TODAY, mixed=True) == Birth(year=1972)


@pytest.mark.parametrize("value", ["31/02/1958", "0/0/1965", "hôm qua", "2100", 12.5, True])
def test_what_is_no_day_is_wrong(value: Value) -> None:
    with pytest.raises(doubts.DateWrong):
        people.birth(value, TODAY)


@pytest.mark.parametrize("value", [date(1905, 5, 4), "1/2/20"])
def test_a_day_that_may_be_another_is_asked_about(value: Value) -> None:
    with pytest.raises(doubts.DateDoubtful):
        people.birth(value, TODAY)


@pytest.mark.parametrize(
    ("value", "meant"),
    [("Ông Trần Hữu Đực", "Trần Hữu Đực"), ("HUỲNH NGỌC VÂN", "Huỳnh Ngọc Vân"),
     ("Đặng Trọng Lộc\xa0", "Đặng Trọng Lộc"), ("Mai  Thị Thúy", "Mai Thị Thúy"),
     ("Bùi Thị Trinh", "Bùi Thị Trinh"), ("Anh Thư", "Anh Thư"),
     ("H'Hen Niê", "H'Hen Niê")],
)  # fmt: skip
def test_names_are_read_without_what_is_none_of_them(value: Value, meant: str) -> None:
    assert people.name(value) == meant


@given(CELLS)
def test_whatever_stands_in_a_cell_it_is_understood_or_doubted(value: Any) -> None:
    for read in (people.name, people.identity, people.phone, lambda v: people.birth(v, TODAY)):
        try:
            read(value)
        except Doubt:
            continue


@given(any_.dates(date(1910, 1, 1), TODAY - timedelta(1)))
def test_a_day_is_the_same_as_text_and_as_a_day(day: date) -> None:
    assert people.birth(f"{day:%d/%m/%Y}", TODAY) == people.birth(day, TODAY)


NAMED = {1: "Khu phố 2", 2: "Ấp Hòa Thuận", 3: "Ấp Long Thạnh", 4: "Ấp 4", 5: "Thôn 4"}
HAMLETS = Hamlets(NAMED | {6: "Khối 7", 7: "Phum Sóc Ca"})


@pytest.mark.parametrize(
    ("said", "hamlet"),
    [("KP2", 1), ("K.Phố 2", 1), ("Khu phố 02", 1), ("KHU PHO 2", 1), (2.0, 1), ("2", 1),
     ("Ấp Hoà Thuận", 2), ("ấp hòa thuận", 2), ("Hòa Thuận", 2), ("Ap Hoa Thuan", 2),
     ("Ấp 4", 4), ("Khu phố số 2", 1), ("THÔN SỐ 04", 5), ("Khối phố 7", 6), ("khối 7", 6),
     ("Phum Sóc Ca", 7)],
)  # fmt: skip
def test_a_hamlet_is_found_however_it_is_written(said: Value, hamlet: int) -> None:
    assert HAMLETS.find(said) == hamlet


@pytest.mark.parametrize(
    ("said", "why"),
    [("Ấp Long Thành", doubts.PlaceNotFound), ("Khu phố 9", doubts.PlaceNotFound),
     (None, doubts.PlaceMissing), (" ", doubts.PlaceMissing), ("4", doubts.PlaceDoubtful)],
)  # fmt: skip
def test_a_hamlet_is_never_guessed(said: Value, why: type[Doubt]) -> None:
    with pytest.raises(why):
        HAMLETS.find(said)
