"""What is known of a person, checked and written one way. It never leaves the vault in a fact."""

import unicodedata
from dataclasses import dataclass

from shared.vocabulary.legacy_text import require_unicode
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.text import is_fit
from shared.vocabulary.writing import in_one_form, of_usual_width, require_one_alphabet

NAME_LENGTH = 200
IDENTITY_DIGITS = 12
PHONE_DIGITS = 10
ABROAD = "+84"


class FullNameMalformed(Refusal):
    code = "registry.full-name-malformed"
    kind = Kind.INVALID
    sentence = (
        "A full name is one line of 1 to {most} characters that can be seen, letters among them."
    )


class IdentityNumberMalformed(Refusal):
    code = "registry.identity-number-malformed"
    kind = Kind.INVALID
    sentence = "An identity number (số định danh cá nhân) has {digits} digits."


class PhoneMalformed(Refusal):
    code = "registry.phone-malformed"
    kind = Kind.INVALID
    sentence = "A phone number has {digits} digits and begins with 0 or +84."


@dataclass(frozen=True, repr=False)
class PersonalData:
    """A full name as written, an identity number of 12 digits, a phone of 10; never printed."""

    full_name: str
    identity_number: str | None = None
    phone: str | None = None


def personal_data(
    full_name: str, identity_number: str | None = None, phone: str | None = None
) -> PersonalData:
    """The data as they are kept; a Refusal names the field that is wrong, never its value."""
    return PersonalData(
        _full_name(full_name),
        _identity_number(identity_number) if identity_number else None,
        phone_number(phone) if phone else None,
    )


def _full_name(text: str) -> str:
    require_unicode(text)
    name = in_one_form(text)
    letters = any(letter.isalpha() for letter in name)
    if not letters or len(name) > NAME_LENGTH or not is_fit(text):
        raise FullNameMalformed(most=NAME_LENGTH)
    require_one_alphabet(name)
    return name


def _identity_number(text: str) -> str:
    number = _without_gaps(text)
    if not _is_number(number, IDENTITY_DIGITS):
        raise IdentityNumberMalformed(digits=IDENTITY_DIGITS)
    return number


def phone_number(text: str) -> str:
    """Ten digits, however it was written."""
    number = _without_gaps(text)
    if number.startswith(ABROAD):
        number = "0" + number.removeprefix(ABROAD)
    if not (_is_number(number, PHONE_DIGITS) and number.startswith("0")):
        raise PhoneMalformed(digits=PHONE_DIGITS)
    return number


def _without_gaps(text: str) -> str:
    """In digits of the usual width, without blanks, dots, hyphens of any kind and brackets."""
    plain = "".join(map(of_usual_width, text))
    return "".join(each for each in plain if each not in ".()" and not _is_gap(each))


def _is_gap(sign: str) -> bool:
    return sign == "\t" or unicodedata.category(sign) in ("Zs", "Pd")


def _is_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) == digits
