from collections.abc import Callable
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.people.vault.personal_data import (
    FullNameMalformed,
    IdentityNumberMalformed,
    PersonalData,
    PhoneMalformed,
    personal_data,
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
        (("Trần", None, "912345678"), PhoneMalformed),
        (("Trần", None, "+85912345678"), PhoneMalformed),
    ],
)
def test_a_malformed_field_is_refused_without_repeating_it(
    given: tuple[str, str | None, str | None], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as refused:
        personal_data(*given)
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
