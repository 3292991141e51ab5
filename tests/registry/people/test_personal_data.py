import unicodedata
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.vault import MasterKey, PersonalData, personal_data
from services.registry.vault.names import syllables
from services.registry.vault.personal_data import (
    FullNameMalformed,
    IdentityNumberMalformed,
    PhoneMalformed,
)
from shared.vocabulary.refusals import Refusal

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


def test_names_are_compared_without_marks_whatever_the_place_of_the_tone() -> None:
    assert syllables("Đỗ Thị HOÀ") == syllables("đo thi hòa") == {"do", "thi", "hoa"}
    assert syllables(unicodedata.normalize("NFD", "Nguyễn")) == {"nguyen"}


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
