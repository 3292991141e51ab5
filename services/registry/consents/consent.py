"""Consent (sự đồng ý): a person, or the guardian of a minor, agrees that data are used for one
purpose, as a text of a version says it, and may take it back.

Each person has a stream for each purpose. Nothing here says who anybody is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from shared.vocabulary.calendar import require_come
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.refusals import Kind, Refusal

PURPOSES: Final = ("keep", "notify", "publish", "share")
"""To be on the books, to be written to, to be named in public, to be told to others."""
CHANNELS: Final = ("paper", "in-person", "phone", "online")

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class ConsentGiven:
    """`text_version` is the day from which the text stands that was agreed to. Of a minor
    `guardian_ref` consented, and a child of seven or more agreed on `child_agreed_on`."""

    TYPE: ClassVar[str] = "registry.consent-given.v1"
    person_ref: UUID
    place_id: UUID
    purpose_code: str
    text_version: date
    given_on: date
    channel_code: str
    guardian_ref: UUID | None = None
    child_agreed_on: date | None = None


@dataclass(frozen=True)
class ConsentWithdrawn:
    TYPE: ClassVar[str] = "registry.consent-withdrawn.v1"
    person_ref: UUID
    place_id: UUID
    purpose_code: str
    withdrawn_on: date
    channel_code: str


# Refusals.


class PurposeUnknown(Refusal):
    code = "registry.purpose-unknown"
    kind = Kind.INVALID
    sentence = "There is no such purpose of a consent; there are {purposes}."


class ChannelUnknown(Refusal):
    code = "registry.consent-channel-unknown"
    kind = Kind.INVALID
    sentence = "A consent does not come that way; the ways are {channels}."


class TextLaterThanConsent(Refusal):
    code = "registry.text-later-than-consent"
    kind = Kind.INVALID
    sentence = "The text stands from {text_version} on and was agreed to before; look at the form."


class GuardianMustConsent(Refusal):
    code = "registry.guardian-must-consent"
    kind = Kind.INVALID
    sentence = (
        "For who is or may be under 16 the guardian consents: say the guardian whom the person's"
        " data name, or correct the data first."
    )


class ChildMustAgree(Refusal):
    code = "registry.child-must-agree"
    kind = Kind.INVALID
    sentence = "A child of 7 years or more agrees, too: ask, and say on which day it agreed."


class ConsentsThemselves(Refusal):
    code = "registry.consents-themselves"
    kind = Kind.INVALID
    sentence = "Whoever is 16 or older consents themselves: leave guardian and child out."


class ConsentNotGiven(Refusal):
    code = "registry.consent-not-given"
    kind = Kind.CONFLICT
    sentence = "This person has given no consent to this purpose that could be taken back."


class ConsentOtherwise(Refusal):
    code = "registry.consent-otherwise"
    kind = Kind.CONFLICT
    sentence = "On a later day this consent was given or withdrawn already: look it up first."


# The consent.


@dataclass(frozen=True)
class Capacity:
    """Who has to agree for a person: the guardian on the books of who may be a minor (None: nobody
    is there), and whether who may be old enough is asked, too."""

    is_minor: bool = False
    guardian_ref: UUID | None = None
    is_asked: bool = False


@dataclass(frozen=True)
class Consent:
    """Of one person to one purpose."""

    given: ConsentGiven | None = None
    withdrawn: ConsentWithdrawn | None = None

    def evolve(self, fact: ConsentGiven | ConsentWithdrawn) -> Consent:
        if isinstance(fact, ConsentGiven):
            return Consent(given=fact)
        return replace(self, withdrawn=fact)

    @property
    def last_day(self) -> date:
        if self.withdrawn is not None:
            return self.withdrawn.withdrawn_on
        return self.given.given_on if self.given else date.min

    def give(self, asked: ConsentGiven, by: Capacity, today: date) -> list[ConsentGiven]:
        """Given again, to a newer text say, it is a fact of its own."""
        _require_known(asked.purpose_code, asked.channel_code)
        require_come(asked.given_on, today)
        if asked.text_version > asked.given_on:
            raise TextLaterThanConsent(text_version=asked.text_version)
        _require_capacity(asked, by)
        if self.withdrawn is None and self.given == asked:
            return []
        if asked.given_on < self.last_day:
            raise ConsentOtherwise
        return [asked]

    def withdraw(self, asked: ConsentWithdrawn, today: date) -> list[ConsentWithdrawn]:
        """Whoever asks for it, it is as easy as to give it."""
        _require_known(asked.purpose_code, asked.channel_code)
        require_come(asked.withdrawn_on, today)
        if self.withdrawn == asked:
            return []
        if self.given is None or self.withdrawn is not None:
            raise ConsentNotGiven
        if asked.withdrawn_on < self.last_day:
            raise ConsentOtherwise
        return [asked]


def consent_id(person_ref: UUID, purpose_code: str) -> UUID:
    """The stream of the person's consent to this purpose."""
    return derived_id("consent", person_ref, purpose_code)


def consent_ids(person_ref: UUID) -> list[UUID]:
    """The streams of all that the person may agree to."""
    return [consent_id(person_ref, purpose) for purpose in PURPOSES]


def _require_known(purpose: str, channel: str) -> None:
    if purpose not in PURPOSES:
        raise PurposeUnknown(purposes=", ".join(PURPOSES))
    if channel not in CHANNELS:
        raise ChannelUnknown(channels=", ".join(CHANNELS))


def _require_capacity(asked: ConsentGiven, by: Capacity) -> None:
    """Both are needed of a child who is asked, too."""
    if not by.is_minor:
        if asked.guardian_ref is not None or asked.child_agreed_on is not None:
            raise ConsentsThemselves
        return
    if by.guardian_ref is None or asked.guardian_ref != by.guardian_ref:
        raise GuardianMustConsent
    agreed = asked.child_agreed_on
    if by.is_asked and (agreed is None or agreed > asked.given_on):
        raise ChildMustAgree
