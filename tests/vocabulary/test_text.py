"""What is text, and in which form: tried with every character there is."""

import sys
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from shared.vocabulary import text
from shared.vocabulary.text import TextUnfit, fit, is_fit, is_legible, shown

EVERY = [chr(number) for number in range(sys.maxunicode + 1)]
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u17b4\u180e\u200b\u200d\u200f\u202e\u2060\u2066\u2800\ufe0f\ufeff"
)
DAMAGED = "\ufffd\ud83d\udc00\ue000\uffff\U000e0041\U0010ffff\u2028\u2029\0\t\n\u0085"
NAMES = ["Nguyễn Thị Ước", "Êban", "H'Hen Niê", "K’Tơ", "Müller", "Ông Đặng\u00a0Văn A", "阮文𡗉"]


def test_no_character_of_an_unfit_category_is_taken() -> None:
    taken = {sign for sign in EVERY if is_legible(sign)}
    assert {unicodedata.category(sign) for sign in taken}.isdisjoint(text.UNFIT_CATEGORIES)
    left_out = {unicodedata.category(sign) for sign in EVERY if sign not in taken}
    assert left_out == text.UNFIT_CATEGORIES, "nothing else is left out"


@pytest.mark.parametrize("sign", INVISIBLE + DAMAGED, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize("around", ["{}", "Khu phố {}", "{}Khu phố", "Khu{}phố", "a{}b"])
def test_what_nobody_sees_is_refused_wherever_it_stands(sign: str, around: str) -> None:
    with pytest.raises(TextUnfit):
        fit(around.format(sign))


@pytest.mark.parametrize("name", [*NAMES, "19/2025/QĐ-TTg"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_are_taken_and_kept_in_one_form(name: str, form: Literal["NFC", "NFD"]) -> None:
    assert fit(unicodedata.normalize(form, name)) == unicodedata.normalize("NFC", name)


@given(any_.text(any_.characters()))
def test_what_is_fit_stays_as_it_is(written: str) -> None:
    if is_fit(written):
        assert fit(fit(written)) == fit(written)
        assert is_fit(fit(written))


@given(any_.text(any_.characters(categories=None, exclude_categories=())))
def test_anything_can_be_shown(written: str) -> None:
    assert is_fit(shown(written))
    shown(written).encode()
