from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.people.vault.birth import Birth, BirthImplausible
from services.registry.people.vault.numbers import (
    IdentityNumberMalformed,
    PhoneMalformed,
    number_as_written,
    year_of,
)
from services.registry.people.vault.personal_data import (
    FullNameMalformed,
    GuardianNotNeeded,
    GuardianUnfit,
    NumberContradictsBirth,
    PersonalData,
    personal_data,
    require_guardian,
)
from services.registry.people.vault.sealing import MasterKey
from shared.vocabulary.legacy_text import TextInLegacyEncoding
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.writing import MixedAlphabets
from tests.vocabulary.names.encoders import in_tcvn3, in_vni
from tests.vocabulary.names.lists import FOREIGN, MINORITY, VIETNAMESE

KEY = MasterKey.from_base64("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
OTHER_KEY = MasterKey.from_base64("HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")


def test_data_are_kept_in_one_form() -> None:
    data = personal_data("  Trần   Thị Hoà ", "079 123 456 789", "+84 912.345.678")
    assert (data.full_name, data.identity_number) == ("Trần Thị Hoà", "079123456789")
    assert data.phone == "0912345678"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (("", None, None), FullNameMalformed),
        (("12345", None, None), FullNameMalformed),
        (("Trần \x00", None, None), FullNameMalformed),
        (("a" * 201, None, None), FullNameMalformed),
        (("Trần", "07912345678", None), IdentityNumberMalformed),
        (("Trần", "٠٧٩١٢٣٤٥٦٧٨٩", None), IdentityNumberMalformed),
        (("Trần", "0234567891", None), IdentityNumberMalformed),
        (("Trần", "023456789", None, "123456789"), IdentityNumberMalformed),
        (("Trần", None, None, "079123456789"), IdentityNumberMalformed),
        (("Trần", None, "912345678"), PhoneMalformed),
        (("Trần", None, "0283822100"), PhoneMalformed),
        (("Trần", None, "03838221001"), PhoneMalformed),
        (("Trần", None, "+85912345678"), PhoneMalformed),
    ],
)
def test_a_malformed_field_is_refused_without_repeating_it(
    given: tuple[str | None, ...], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as refused:
        personal_data(str(given[0]), *given[1:])
    assert not any(value and value in str(refused.value) for value in given)


def test_nothing_personal_is_printed() -> None:
    assert "Hoà" not in repr(PersonalData("Trần Thị Hoà", "079123456789"))


@pytest.mark.parametrize("names", [VIETNAMESE, MINORITY, FOREIGN], ids=["vi", "minor", "foreign"])
def test_a_true_name_is_kept_as_it_is_written(names: list[str]) -> None:
    kept = [personal_data(name).full_name for name in names]
    assert kept == [name.replace("\u00a0", " ") for name in names]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\u00d0ặng Thị Quyt", "Đặng Thị Quyt"),
        ("\u00f0ặng \u00d0ình \u00d0ông", "đặng Đình Đông"),
        ("Ｌê　Ｖăn Ｔám", "Lê Văn Tám"),
        ("𝐋ê Văn Tám", "Lê Văn Tám"),
        ("Trâ\u0300n", "Trần"),
        ("Sigurður Guðmundsson", "Sigurður Guðmundsson"),
        ("SIGUR\u00d0UR", "SIGUR\u00d0UR"),
        ("H’Hen Niê", "H’Hen Niê"),
        ("Thuỷ", "Thuỷ"),
    ],
)
def test_only_wrong_characters_for_a_letter_are_put_right(written: str, kept: str) -> None:
    assert personal_data(written).full_name == kept


@pytest.mark.parametrize("encoder", [in_tcvn3, in_vni])
def test_a_name_in_an_old_encoding_is_refused_for_that(encoder: Callable[[str], str]) -> None:
    for name in ("Nguyễn Văn Hưng", "Trần Thị Hoà", "ĐẶNG ĐÌNH ĐÔNG"):
        with pytest.raises(TextInLegacyEncoding):
            personal_data(encoder(name))


@pytest.mark.parametrize("name", ["Nguyễn Văn \u0410n", "Tr\u03b1n Thị Hoà", "\u041eanh"])
def test_letters_of_another_alphabet_among_latin_ones_are_refused(name: str) -> None:
    with pytest.raises(MixedAlphabets):
        personal_data(name)


@pytest.mark.parametrize(
    "unseen", "\n\t\x00\x1f\u00ad\u200b\u200d\u202e\u2066\u3164\ufe0f\ufeff\ud800\ufffd"
)
def test_a_name_with_what_nobody_sees_is_refused(unseen: str) -> None:
    with pytest.raises(FullNameMalformed):
        personal_data(f"Trần{unseen}Hoà")


@pytest.mark.parametrize("written", ["０９１２345678", "0912–345–678", "(0912)\u00a0345\u2009678"])
def test_a_number_is_kept_in_one_form(written: str) -> None:
    assert personal_data("Trần", None, written).phone == "0912345678"


@whatever(any_.binary())
def test_what_is_sealed_opens_only_for_its_person_under_its_key(content: bytes) -> None:
    person_ref = uuid4()
    wrapped, sealed = KEY.seal(person_ref, content)
    assert KEY.open(person_ref, wrapped, sealed) == content
    for key, ref in ((KEY, uuid4()), (OTHER_KEY, person_ref)):
        with pytest.raises(InvalidTag):
            key.open(ref, wrapped, sealed)


def test_hashes_are_equal_only_for_the_same_kind_of_value_under_the_same_key() -> None:
    one = KEY.hash_of("phone", "0912345678")
    assert one == KEY.hash_of("phone", "0912345678")
    assert one != KEY.hash_of("identity-number", "0912345678")
    assert one != OTHER_KEY.hash_of("phone", "0912345678")


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("written", ["(0283) 822 1001", "+84 283 822 1001", "02838221001"])
def test_a_phone_of_a_landline_has_eleven_digits(written: str) -> None:
    assert personal_data("Trần", None, written).phone == "02838221001"


def test_an_old_number_is_kept_beside_a_new_one_or_alone() -> None:
    both = personal_data("Trần", "079123456789", None, "023 456 789")
    assert (both.identity_number, both.old_identity_number) == ("079123456789", "023456789")
    alone = personal_data("Trần", "023456789")
    assert (alone.identity_number, alone.old_identity_number) == (None, "023456789")


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("079123456789", 1923),
        ("079099000000", 1999),
        ("001207000000", 2007),
        ("136312000000", 2012),
    ],
)
def test_an_identity_number_says_the_year_of_birth_wherever_it_was_given(
    number: str, year: int
) -> None:
    assert year_of(number) == year
    PersonalData("Trần", number, birth_year=year).require_fit(TODAY)
    PersonalData("Trần", number, birth_date=date(year, 2, 3)).require_fit(TODAY)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"birth_year": 2027}, BirthImplausible),
        ({"birth_year": 1876}, BirthImplausible),
        ({"birth_date": date(2026, 11, 25)}, BirthImplausible),
        ({"birth_date": date(1876, 1, 1)}, BirthImplausible),
        ({"identity_number": "079123456789", "birth_year": 1924}, NumberContradictsBirth),
        ({"identity_number": "079223456789", "birth_year": 1923}, NumberContradictsBirth),
        ({"identity_number": "079412456789"}, NumberContradictsBirth),
        ({"birth_date": date(2008, 11, 24), "guardian_ref": uuid4()}, GuardianNotNeeded),
        ({"identity_number": "079123456789", "guardian_ref": uuid4()}, GuardianNotNeeded),
    ],
)
def test_what_cannot_be_of_one_person_who_lives_today_is_refused(
    given: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        PersonalData("Trần", **given).require_fit(TODAY)


@pytest.mark.parametrize(
    "given",
    [
        {"birth_year": 1877},
        {"birth_date": TODAY},
        {"birth_date": date(2008, 11, 25), "guardian_ref": uuid4()},
        {"birth_year": 2008, "guardian_ref": uuid4()},
        {"guardian_ref": uuid4()},
    ],
)
def test_what_may_be_is_taken(given: dict[str, Any]) -> None:
    PersonalData("Trần", **given).require_fit(TODAY)


def test_a_guardian_is_of_age_as_far_as_it_is_known() -> None:
    require_guardian(PersonalData("Trần"), TODAY)
    require_guardian(PersonalData("Trần", birth_year=2007), TODAY)
    for young in ({"birth_year": 2008}, {"birth_date": date(2008, 11, 25)}):
        with pytest.raises(GuardianUnfit):
            require_guardian(PersonalData("Trần", **young), TODAY)


days = any_.dates(date(1880, 1, 1), date(2100, 12, 31))


@whatever(born=days, today=days, age=any_.integers(0, 100))
def test_who_is_known_by_the_day_is_younger_or_as_old_and_never_both(
    born: date, today: date, age: int
) -> None:
    birth = Birth(born.year, born)
    assert birth.may_be_younger(age, today) is not birth.may_be_as_old(age, today)


@whatever(born=days, today=days, age=any_.integers(0, 100))
def test_who_is_known_by_the_year_may_be_whatever_somebody_of_that_year_is(
    born: date, today: date, age: int
) -> None:
    year, day = Birth(born.year), Birth(born.year, born)
    assert year.may_be_younger(age, today) or not day.may_be_younger(age, today)
    assert year.may_be_as_old(age, today) or not day.may_be_as_old(age, today)


@whatever(any_.text(any_.sampled_from("0123456789 .-"), max_size=16))
def test_a_number_is_twelve_digits_or_nine_or_refused(written: str) -> None:
    digits = "".join(each for each in written if each.isdigit())
    if len(digits) in (9, 12):
        assert number_as_written(written) == digits
    else:
        with pytest.raises(IdentityNumberMalformed):
            number_as_written(written)
