"""Identity numbers and phones, however they were written."""

import unicodedata
from typing import Final

from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.writing import of_usual_width

IDENTITY_DIGITS: Final = 12
OLD_IDENTITY_DIGITS: Final = 9
CENTURY_AT: Final = 3
FIRST_CENTURY: Final = 1900
PHONE_DIGITS: Final = 10
LANDLINE_DIGITS: Final = 11
LANDLINES: Final = "02"
ABROAD: Final = "+84"


class IdentityNumberMalformed(Refusal):
    code = "registry.identity-number-malformed"
    kind = Kind.INVALID
    sentence = (
        "An identity number (số định danh cá nhân) has {digits} digits, an old one (số CMND) {old}."
    )


class PhoneMalformed(Refusal):
    code = "registry.phone-malformed"
    kind = Kind.INVALID
    sentence = (
        "A phone number begins with 0 or +84 and has {digits} digits, that of a landline (02…)"
        " {landline}."
    )


def malformed_number() -> IdentityNumberMalformed:
    return IdentityNumberMalformed(digits=IDENTITY_DIGITS, old=OLD_IDENTITY_DIGITS)


def number_as_written(text: str) -> str:
    """Twelve digits, or the nine of an old number. Where a birth was registered is not checked:
    numbers keep the code of a province or country of their day."""
    number = _without_gaps(text)
    if not any(_is_number(number, digits) for digits in (IDENTITY_DIGITS, OLD_IDENTITY_DIGITS)):
        raise malformed_number()
    return number


def is_old(number: str) -> bool:
    return len(number) == OLD_IDENTITY_DIGITS


def year_of(number: str) -> int:
    """Of birth, as a number of twelve digits says: century and sex in one digit, then the year."""
    century, year = int(number[CENTURY_AT]), int(number[CENTURY_AT + 1 : CENTURY_AT + 3])
    return FIRST_CENTURY + century // 2 * 100 + year


def phone_number(text: str) -> str:
    """Ten digits, eleven of a landline, however it was written."""
    number = _without_gaps(text)
    if number.startswith(ABROAD):
        number = "0" + number.removeprefix(ABROAD)
    digits = LANDLINE_DIGITS if number.startswith(LANDLINES) else PHONE_DIGITS
    if not (_is_number(number, digits) and number.startswith("0")):
        raise PhoneMalformed(digits=PHONE_DIGITS, landline=LANDLINE_DIGITS)
    return number


def _without_gaps(text: str) -> str:
    """In digits of the usual width, without blanks, dots, hyphens of any kind and brackets."""
    if text.isascii() and text.isdigit():
        return text
    plain = "".join(map(of_usual_width, text))
    return "".join(each for each in plain if each not in ".()" and not _is_gap(each))


def _is_gap(sign: str) -> bool:
    return sign == "\t" or unicodedata.category(sign) in ("Zs", "Pd")


def _is_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) == digits
