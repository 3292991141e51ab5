"""What each published event adds: to which measure, where, from which day on, how much."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from services.rollups.measures import catalogue
from shared.contracts.envelope import Contract
from shared.contracts.funding import ScholarshipAwardedV1
from shared.contracts.recognition import (
    CandidacyRegisteredV1,
    CandidacyWithdrawnV1,
    RecognitionRevokedV1,
    TitleRecognisedV1,
)
from shared.contracts.registry import (
    ClanEndedV1,
    ClanRegisteredV1,
    ClassHeldV1,
    FamilyRegisteredV1,
)


class Contribution(NamedTuple):
    """New value minus old value of one measure at one place, effective from one civil day."""

    measure: str
    place_id: UUID
    effective_on: date
    value: int


Contributions = tuple[Contribution, ...]


def _family(event: FamilyRegisteredV1) -> Contributions:
    return (Contribution(catalogue.FAMILIES, event.place_id, event.registered_on, 1),)


def _clan(event: ClanRegisteredV1) -> Contributions:
    return (Contribution(catalogue.CLANS, event.place_id, event.registered_on, 1),)


def _clan_ended(event: ClanEndedV1) -> Contributions:
    return (Contribution(catalogue.CLANS, event.place_id, event.ended_on, -1),)


def _candidacy(event: CandidacyRegisteredV1) -> Contributions:
    code = catalogue.registered(event.title, event.registration, event.title_year)
    return (Contribution(code, event.place_id, event.registered_on, 1),)


def _withdrawal(event: CandidacyWithdrawnV1) -> Contributions:
    code = catalogue.registered(event.title, event.registration, event.title_year)
    return (Contribution(code, event.place_id, event.withdrawn_on, -1),)


def _recognition(event: TitleRecognisedV1) -> Contributions:
    code = catalogue.recognised(event.title, event.title_year)
    return (Contribution(code, event.place_id, event.decided_on, 1),)


def _revocation(event: RecognitionRevokedV1) -> Contributions:
    code = catalogue.recognised(event.title, event.title_year)
    return (Contribution(code, event.place_id, event.revoked_on, -1),)


def _class(event: ClassHeldV1) -> Contributions:
    where, day = event.place_id, event.held_on
    return (
        Contribution(catalogue.CLASSES, where, day, 1),
        Contribution(catalogue.ATTENDANCES, where, day, event.attendances),
    )


def _scholarship(event: ScholarshipAwardedV1) -> Contributions:
    where, day = event.place_id, event.awarded_on
    return (
        Contribution(catalogue.SCHOLARSHIP_GRANTS, where, day, event.grants),
        Contribution(catalogue.SCHOLARSHIP_AMOUNT, where, day, event.amount_dong),
    )


_COUNTED: dict[type[Contract], Callable[[Any], Contributions]] = {
    FamilyRegisteredV1: _family,
    ClanRegisteredV1: _clan,
    ClanEndedV1: _clan_ended,
    CandidacyRegisteredV1: _candidacy,
    CandidacyWithdrawnV1: _withdrawal,
    TitleRecognisedV1: _recognition,
    RecognitionRevokedV1: _revocation,
    ClassHeldV1: _class,
    ScholarshipAwardedV1: _scholarship,
}
COUNTED: tuple[type[Contract], ...] = tuple(_COUNTED)


def contributions(event: Contract) -> Contributions:
    """What this event adds. ValueError when it names a title or registration nobody knows."""
    return _COUNTED[type(event)](event)
