"""Consents: who has to agree, what stands, and that both are needed of a child."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.consents.consent import (
    CHANNELS,
    PURPOSES,
    Capacity,
    ChannelUnknown,
    ChildMustAgree,
    Consent,
    ConsentGiven,
    ConsentNotGiven,
    ConsentOtherwise,
    ConsentsThemselves,
    ConsentWithdrawn,
    GuardianMustConsent,
    PurposeUnknown,
    TextLaterThanConsent,
)
from shared.eventstore.facts import fold
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

TODAY = land.TODAY
GUARDIAN = uuid4()
GIVEN = ConsentGiven(uuid4(), land.HAMLET, "notify", date(2026, 1, 1), date(2026, 2, 3), "paper")
BACK = ConsentWithdrawn(GIVEN.person_ref, land.HAMLET, "notify", date(2026, 3, 4), "phone")
OF_CHILD = replace(GIVEN, guardian_ref=GUARDIAN, child_agreed_on=date(2026, 2, 2))
CHILD = Capacity(is_minor=True, guardian_ref=GUARDIAN, is_asked=True)
INFANT = replace(CHILD, is_asked=False)
ADULT = Capacity()


def test_a_consent_is_given_once_and_withdrawn_once() -> None:
    given(Consent).when(lambda c: c.give(GIVEN, ADULT, TODAY)).then(GIVEN)
    given(Consent, GIVEN).when(lambda c: c.give(GIVEN, ADULT, TODAY)).then_nothing()
    given(Consent, GIVEN).when(lambda c: c.withdraw(BACK, TODAY)).then(BACK)
    given(Consent, GIVEN, BACK).when(lambda c: c.withdraw(BACK, TODAY)).then_nothing()


def test_a_newer_text_is_agreed_to_anew_and_who_withdrew_may_agree_again() -> None:
    newer = replace(GIVEN, text_version=date(2026, 4, 1), given_on=date(2026, 4, 2))
    given(Consent, GIVEN).when(lambda c: c.give(newer, ADULT, TODAY)).then(newer)
    given(Consent, GIVEN, BACK).when(lambda c: c.give(newer, ADULT, TODAY)).then(newer)
    assert fold(Consent(), [GIVEN, BACK, newer]) == Consent(given=newer)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"purpose_code": "sell"}, PurposeUnknown),
        ({"channel_code": "silence"}, ChannelUnknown),
        ({"given_on": TODAY + timedelta(days=1)}, DayNotCome),
        ({"text_version": date(2026, 2, 4)}, TextLaterThanConsent),
        ({"guardian_ref": GUARDIAN}, ConsentsThemselves),
        ({"child_agreed_on": date(2026, 2, 2)}, ConsentsThemselves),
    ],
)
def test_what_is_no_consent_is_refused(said: dict[str, Any], refusal: type[Refusal]) -> None:
    asked = replace(GIVEN, **said)
    given(Consent).when(lambda c: c.give(asked, ADULT, TODAY)).then_refused(refusal)


def test_what_was_given_or_withdrawn_later_is_not_turned_round() -> None:
    early = replace(GIVEN, given_on=date(2026, 1, 2))
    given(Consent, GIVEN).when(lambda c: c.give(early, ADULT, TODAY)).then_refused(ConsentOtherwise)
    early_back = replace(BACK, withdrawn_on=date(2026, 2, 2))
    asked = given(Consent, GIVEN).when(lambda c: c.withdraw(early_back, TODAY))
    asked.then_refused(ConsentOtherwise)


def test_nothing_is_withdrawn_that_does_not_stand() -> None:
    other = replace(BACK, withdrawn_on=date(2026, 3, 5))
    for facts in ([], [GIVEN, BACK]):
        asked = given(Consent, *facts).when(lambda c: c.withdraw(other, TODAY))
        asked.then_refused(ConsentNotGiven)


@pytest.mark.parametrize(
    ("said", "by", "refusal"),
    [
        ({"guardian_ref": None}, CHILD, GuardianMustConsent),
        ({"guardian_ref": uuid4()}, CHILD, GuardianMustConsent),
        ({"guardian_ref": None}, INFANT, GuardianMustConsent),
        ({}, replace(CHILD, guardian_ref=None), GuardianMustConsent),
        ({"child_agreed_on": None}, CHILD, ChildMustAgree),
        ({"child_agreed_on": date(2026, 2, 4)}, CHILD, ChildMustAgree),
    ],
)
def test_of_a_minor_the_guardian_consents_and_a_child_who_is_asked_agrees(
    said: dict[str, Any], by: Capacity, refusal: type[Refusal]
) -> None:
    asked = replace(OF_CHILD, **said)
    given(Consent).when(lambda c: c.give(asked, by, TODAY)).then_refused(refusal)


def test_both_are_enough_and_an_infant_is_not_asked() -> None:
    given(Consent).when(lambda c: c.give(OF_CHILD, CHILD, TODAY)).then(OF_CHILD)
    unasked = replace(OF_CHILD, child_agreed_on=None)
    given(Consent).when(lambda c: c.give(unasked, INFANT, TODAY)).then(unasked)


refs = any_.sampled_from([None, GUARDIAN, UUID(int=1)])
days = any_.dates(date(2026, 1, 1), TODAY)


@whatever(guardian=refs, on_books=refs, agreed=any_.none() | days, asked=any_.booleans(), day=days)
def test_no_consent_of_a_minor_is_ever_recorded_without_all_who_must_agree(
    guardian: UUID | None, on_books: UUID | None, agreed: date | None, asked: bool, day: date
) -> None:
    consent = replace(GIVEN, given_on=day, guardian_ref=guardian, child_agreed_on=agreed)
    by = Capacity(is_minor=True, guardian_ref=on_books, is_asked=asked)
    complete = guardian is not None and guardian == on_books
    complete = complete and (not asked or (agreed is not None and agreed <= day))
    try:
        assert Consent().give(consent, by, TODAY) == [consent]
    except Refusal:
        assert not complete
    else:
        assert complete


@whatever(purpose=any_.text(), channel=any_.text())
def test_no_text_but_a_code_ever_comes_into_a_fact(purpose: str, channel: str) -> None:
    asked = replace(GIVEN, purpose_code=purpose, channel_code=channel)
    if purpose in PURPOSES and channel in CHANNELS:
        return
    with pytest.raises((PurposeUnknown, ChannelUnknown)):
        Consent().give(asked, ADULT, TODAY)
