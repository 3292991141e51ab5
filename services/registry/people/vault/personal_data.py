"""What is known of a person, checked and written one way. It never leaves the vault in a fact."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.people.vault.birth import OF_AGE, Birth, require_plausible
from services.registry.people.vault.numbers import (
    FIRST_CENTURY,
    is_old,
    malformed_number,
    number_as_written,
    phone_number,
    year_of,
)
from shared.vocabulary.legacy_text import require_unicode
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.text import is_fit
from shared.vocabulary.writing import in_one_form, require_one_alphabet

NAME_LENGTH: Final = 200


class FullNameMalformed(Refusal):
    code = "registry.full-name-malformed"
    kind = Kind.INVALID
    sentence = (
        "A full name is one line of 1 to {most} characters that can be seen, letters among them."
    )


class NumberContradictsBirth(Refusal):
    code = "registry.number-contradicts-birth"
    kind = Kind.INVALID
    sentence = (
        "The identity number holds another year of birth than the one said, or one to come:"
        " compare both with the person's papers."
    )


class GuardianNotNeeded(Refusal):
    code = "registry.guardian-not-needed"
    kind = Kind.INVALID
    sentence = "Only a minor has a guardian; by their birth this person is of age: leave it out."


class GuardianUnfit(Refusal):
    code = "registry.guardian-unfit"
    kind = Kind.INVALID
    sentence = "A guardian is another person, and of age: name one of {age} years or more."


@dataclass(frozen=True, repr=False)
class PersonalData:
    """A full name as written, an identity number of 12 digits, a phone, what is known of the birth,
    who speaks for a minor, an old number of 9 digits; never printed."""

    full_name: str
    identity_number: str | None = None
    phone: str | None = None
    birth_year: int | None = None
    birth_date: date | None = None
    guardian_ref: UUID | None = None
    old_identity_number: str | None = None

    @property
    def birth(self) -> Birth | None:
        """As said, else as the identity number says."""
        if self.birth_date is not None:
            return Birth(self.birth_date.year, self.birth_date)
        if self.birth_year is not None:
            return Birth(self.birth_year)
        return Birth(year_of(self.identity_number)) if self.identity_number else None

    def require_fit(self, today: date) -> None:
        """Refuse what cannot be of one person who lives today."""
        birth = self.birth
        if birth is None:
            return
        if self.birth_year is not None or self.birth_date is not None:
            require_plausible(birth, today)
        number = self.identity_number
        if number and year_of(number) not in range(FIRST_CENTURY, today.year + 1):
            raise NumberContradictsBirth
        if number and year_of(number) != birth.year:
            raise NumberContradictsBirth
        if self.guardian_ref is not None and not birth.may_be_younger(OF_AGE, today):
            raise GuardianNotNeeded


def require_guardian(guardian: PersonalData, today: date) -> None:
    """Refuse somebody who, by what is known of them, is a minor."""
    birth = guardian.birth
    if birth is not None and birth.may_be_younger(OF_AGE, today):
        raise GuardianUnfit(age=OF_AGE)


def personal_data(
    full_name: str,
    identity_number: str | None = None,
    phone: str | None = None,
    old_identity_number: str | None = None,
) -> PersonalData:
    """The data as they are kept; a Refusal names the field that is wrong, never its value. An old
    number said for want of a new one is kept as what it is."""
    number = number_as_written(identity_number) if identity_number else None
    old = number_as_written(old_identity_number) if old_identity_number else None
    if old is not None and not is_old(old):
        raise malformed_number()
    if number is not None and is_old(number):
        if old not in (None, number):
            raise malformed_number()
        number, old = None, number
    return PersonalData(
        _full_name(full_name),
        number,
        phone_number(phone) if phone else None,
        old_identity_number=old,
    )


def _full_name(text: str) -> str:
    require_unicode(text)
    name = in_one_form(text)
    letters = any(letter.isalpha() for letter in name)
    if not letters or len(name) > NAME_LENGTH or not is_fit(text):
        raise FullNameMalformed(most=NAME_LENGTH)
    require_one_alphabet(name)
    return name
