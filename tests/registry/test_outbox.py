"""Each fact of the register is told to the others, or kept on purpose."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from services.registry.allocations.allocation.subjects import SubjectAllocated
from services.registry.bearers import spells
from services.registry.clan_members.membership.facts import ClanHeadCorrected, ClanHeadNamed
from services.registry.clans.clan import (
    ClanCorrected,
    ClanEnded,
    ClanMoved,
    ClanNameCorrected,
    ClanRegistered,
    ClanWithdrawn,
)
from services.registry.classes.learning_class.facts import ClassHeld
from services.registry.consents.consent import ConsentGiven, ConsentWithdrawn
from services.registry.duplicates.merging.facts import (
    ClanMerged,
    ClanUnmerged,
    DuplicateDismissed,
    EstablishmentMerged,
    EstablishmentUnmerged,
    PersonAliasNamed,
    PersonAliasReleased,
    PersonMerged,
    PersonUnmerged,
)
from services.registry.establishments.establishment import (
    EstablishmentCorrected,
    EstablishmentEnded,
    EstablishmentMoved,
    EstablishmentNameCorrected,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from services.registry.families.family.facts import (
    FamilyHeadNamed,
    FamilyHeadReleased,
    FamilyHeadReserved,
    FamilyMemberReserved,
    FamilyRegistered,
    Stay,
)
from services.registry.main import CARDS
from services.registry.people.person import (
    PersonalDataCorrected,
    PersonalDataExported,
    PersonalDataNotShown,
    PersonalDataRead,
    PersonErased,
    PersonNamed,
    TextAttached,
    TextsRead,
)
from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
)
from services.registry.places.territory.reorganisation.document import (
    ReorganisationAnnounced,
    ReorganisationCancelled,
)
from services.registry.populations.population import (
    PopulationCorrected,
    PopulationStated,
    PopulationWithdrawn,
)
from services.registry.requests.request.processing import ProcessingRestricted, ProcessingResumed
from services.registry.requests.request.request import (
    RequestAcknowledged,
    RequestAcknowledgementDue,
    RequestAnswered,
    RequestDeclined,
    RequestDue,
    RequestExtended,
    RequestReceived,
    RequestWithdrawn,
)
from shared.contracts.catalogue import EVENT_BY_TYPE
from shared.contracts.registry import people, populations, requests
from shared.contracts.registry.allocations import SubjectAllocatedV1
from shared.contracts.registry.centres import ClassHeldV1
from shared.contracts.registry.clans import (
    ClanCorrectedV1,
    ClanEndedV1,
    ClanMovedV1,
    ClanRegisteredV1,
    ClanWithdrawnV1,
)
from shared.contracts.registry.duplicates import (
    ClanMergedV1,
    ClanUnmergedV1,
    EstablishmentMergedV1,
    EstablishmentUnmergedV1,
)
from shared.contracts.registry.establishments import (
    EstablishmentCorrectedV1,
    EstablishmentEndedV1,
    EstablishmentMovedV1,
    EstablishmentRegisteredV1,
    EstablishmentSpell,
    EstablishmentWithdrawnV1,
)
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.contracts.registry.people import PersonErasedV1
from shared.eventstore.facts import Origin, Recorded
from shared.vocabulary.places import How
from tests.registry.told import (
    CENTRE,
    CENTRES_TOLD,
    CITIZENS_TOLD,
    CLAN_MEMBERS_TOLD,
    DAY,
    FAMILIES_TOLD,
    LATER,
    NOW,
    NOW_TOLD,
    OTHER,
    PLACE,
    STREAM,
    WAS,
    WAS_TOLD,
)
from tests.registry.told_activities import ACTIVITIES_KEPT, ACTIVITIES_TOLD, ATTENDANCES_KEPT
from tests.registry.told_classes import CLASSES_TOLD
from tests.registry.told_documents import DOCUMENTS_KEPT, DOCUMENTS_TOLD
from tests.registry.told_imports import IMPORTS_KEPT, IMPORTS_TOLD
from tests.registry.told_organisation import ORGANISATION_KEPT, ORGANISATION_TOLD
from tests.registry.told_plans import PLANS_KEPT, PLANS_TOLD
from tests.registry.told_sessions import SESSIONS_TOLD

SCHOOL: dict[str, Any] = {
    "establishment_id": STREAM,
    "place_id": PLACE,
    "establishment_kind": "school",
}


def of_kind(kind: str, said: spells.Spells) -> tuple[EstablishmentSpell, ...]:
    return tuple(EstablishmentSpell(**vars(each), establishment_kind=kind) for each in said)


PUPILS: dict[str, Any] = {"place_id": PLACE, "population_kind": "pupils", "counted_on": DAY}
MERGED: dict[str, Any] = {"survivor_id": OTHER, "merged_on": DAY, "ground_code": "other"}
BACK: dict[str, Any] = {"survivor_id": OTHER, "unmerged_on": DAY}
PERSON: dict[str, Any] = {"person_ref": STREAM, "place_id": PLACE}
TOLD = [
    (
        FamilyRegistered(PLACE, OTHER, DAY),
        FamilyRegisteredV1(family_id=STREAM, place_id=PLACE, registered_on=DAY),
    ),
    *FAMILIES_TOLD,
    *CITIZENS_TOLD,
    *CLAN_MEMBERS_TOLD,
    *ORGANISATION_TOLD,
    *CENTRES_TOLD,
    *CLASSES_TOLD,
    *SESSIONS_TOLD,
    *ACTIVITIES_TOLD,
    *DOCUMENTS_TOLD,
    *IMPORTS_TOLD,
    *PLANS_TOLD,
    (
        ClassHeld(CENTRE, OTHER, PLACE, DAY, "health", 42),
        ClassHeldV1(
            centre_id=CENTRE,
            place_id=PLACE,
            class_id=OTHER,
            held_on=DAY,
            topic_code="health",
            attendances=42,
        ),
    ),
    (
        PersonErased(DAY, PLACE),
        PersonErasedV1(person_ref=STREAM, erased_on=DAY, place_id=PLACE),
    ),
    (
        ClanRegistered(PLACE, DAY),
        ClanRegisteredV1(clan_id=STREAM, place_id=PLACE, registered_on=DAY),
    ),
    (ClanEnded(PLACE, DAY), ClanEndedV1(clan_id=STREAM, place_id=PLACE, ended_on=DAY)),
    (
        ClanCorrected.of(WAS, NOW),
        ClanCorrectedV1(
            clan_id=STREAM, place_id=PLACE, registered_on=DAY, was=WAS_TOLD, now=NOW_TOLD
        ),
    ),
    (
        ClanMoved(PLACE, LATER, WAS, NOW),
        ClanMovedV1(clan_id=STREAM, place_id=PLACE, moved_on=LATER, was=WAS_TOLD, now=NOW_TOLD),
    ),
    (
        ClanWithdrawn(PLACE, NOW),
        ClanWithdrawnV1(clan_id=STREAM, place_id=PLACE, was=NOW_TOLD, now=()),
    ),
    (
        SubjectAllocated(OTHER, "clan", PLACE, STREAM, DAY),
        SubjectAllocatedV1(
            subject_id=OTHER,
            subject_kind="clan",
            place_id=PLACE,
            to_place_id=STREAM,
            effective_on=DAY,
        ),
    ),
    (
        EstablishmentRegistered(PLACE, "school", "Trường Tiểu học Kim Đồng", DAY),
        EstablishmentRegisteredV1(**SCHOOL, registered_on=DAY),
    ),
    (
        EstablishmentCorrected.of(("agency", "school"), WAS, NOW),
        EstablishmentCorrectedV1(
            **SCHOOL, registered_on=DAY, was=of_kind("agency", WAS), now=of_kind("school", NOW)
        ),
    ),
    (
        EstablishmentMoved(PLACE, "school", LATER, WAS, NOW),
        EstablishmentMovedV1(
            **SCHOOL, moved_on=LATER, was=of_kind("school", WAS), now=of_kind("school", NOW)
        ),
    ),
    (
        EstablishmentEnded(PLACE, "school", LATER, WAS, NOW),
        EstablishmentEndedV1(
            **SCHOOL, ended_on=LATER, was=of_kind("school", WAS), now=of_kind("school", NOW)
        ),
    ),
    (
        EstablishmentWithdrawn(PLACE, "school", WAS),
        EstablishmentWithdrawnV1(**SCHOOL, was=of_kind("school", WAS), now=()),
    ),
    (
        EstablishmentMerged(PLACE, OTHER, CENTRE, DAY, "other", WAS, kind="school"),
        EstablishmentMergedV1(**SCHOOL, **MERGED, was=of_kind("school", WAS), now=()),
    ),
    (
        EstablishmentUnmerged(PLACE, OTHER, CENTRE, DAY, WAS, kind="school"),
        EstablishmentUnmergedV1(**SCHOOL, **BACK, was=(), now=of_kind("school", WAS)),
    ),
    (
        ClanMerged(PLACE, OTHER, CENTRE, DAY, "other", WAS),
        ClanMergedV1(clan_id=STREAM, place_id=PLACE, **MERGED, was=WAS_TOLD, now=()),
    ),
    (
        ClanUnmerged(PLACE, OTHER, CENTRE, DAY, WAS),
        ClanUnmergedV1(clan_id=STREAM, place_id=PLACE, **BACK, was=(), now=WAS_TOLD),
    ),
    (
        PopulationStated(PLACE, "pupils", DAY, 42, "education"),
        populations.PopulationStatedV1(
            **PUPILS, number=42, source_code="education", document_number=None
        ),
    ),
    (
        PopulationCorrected(PLACE, "pupils", DAY, 43, None, "12/BC-SGDĐT"),
        populations.PopulationCorrectedV1(
            **PUPILS, number=43, source_code=None, document_number="12/BC-SGDĐT"
        ),
    ),
    (PopulationWithdrawn(PLACE, "pupils", DAY), populations.PopulationWithdrawnV1(**PUPILS)),
    (PersonErased(DAY), PersonErasedV1(person_ref=STREAM, erased_on=DAY, place_id=None)),
    (
        PersonMerged(PLACE, OTHER, CENTRE, DAY, "same-phone"),
        people.PersonMergedV1(
            **PERSON, survivor_ref=OTHER, merged_on=DAY, ground_code="same-phone"
        ),
    ),
    (
        PersonUnmerged(PLACE, OTHER, CENTRE, DAY),
        people.PersonUnmergedV1(**PERSON, survivor_ref=OTHER, unmerged_on=DAY),
    ),
    (
        ProcessingRestricted(STREAM, PLACE, DAY, "objection", OTHER),
        people.ProcessingRestrictedV1(**PERSON, restricted_on=DAY),
    ),
    (
        ProcessingResumed(STREAM, PLACE, DAY),
        people.ProcessingResumedV1(**PERSON, resumed_on=DAY),
    ),
    (
        RequestAcknowledgementDue(PLACE, "access", DAY),
        requests.RequestAcknowledgementDueV1(
            request_id=STREAM, place_id=PLACE, kind_code="access", acknowledge_by=DAY
        ),
    ),
    (
        RequestDue(PLACE, "access", DAY),
        requests.RequestDueV1(request_id=STREAM, place_id=PLACE, kind_code="access", due_on=DAY),
    ),
]
KEPT = [
    ReorganisationAnnounced("12/NQ-HĐND", DAY, 3, "0" * 64),
    ReorganisationCancelled("12/NQ-HĐND", DAY),
    PersonalDataCorrected(OTHER, PLACE, None),
    PersonalDataExported(3),
    TextAttached(OTHER),
    TextsRead((OTHER,)),
    PersonAliasNamed(OTHER),
    PersonAliasReleased(OTHER),
    DuplicateDismissed("person", OTHER, STREAM, PLACE, DAY),
    ConsentGiven(OTHER, PLACE, "notify", DAY, DAY, "paper", None, None),
    ConsentWithdrawn(OTHER, PLACE, "notify", DAY, "paper"),
    RequestReceived(OTHER, PLACE, "access", "post", DAY, DAY, DAY, DAY),
    RequestAcknowledged(DAY),
    RequestExtended(DAY, DAY),
    RequestAnswered(DAY),
    RequestDeclined(DAY, "not-theirs"),
    RequestWithdrawn(DAY),
    *ORGANISATION_KEPT,
    *ACTIVITIES_KEPT,
    *DOCUMENTS_KEPT,
    *IMPORTS_KEPT,
    *PLANS_KEPT,
    *ATTENDANCES_KEPT,
    ClanNameCorrected("Họ Nguyễn Văn"),
    EstablishmentNameCorrected("Trường Tiểu học Kim Đồng"),
    ClanHeadNamed(OTHER, PLACE, DAY),
    ClanHeadCorrected(OTHER, PLACE, DAY, DAY),
    FamilyHeadReserved(OTHER),
    FamilyHeadReleased(OTHER),
    FamilyHeadNamed(OTHER, DAY),
    FamilyMemberReserved(OTHER, (Stay(DAY),)),
    PersonalDataRead((OTHER,)),
    PersonNamed((OTHER,)),
    PersonalDataNotShown("registry.person.read", OTHER),
]


def recorded(fact: Any) -> Recorded[Any]:
    return Recorded(STREAM, 1, 1, datetime(2025, 8, 1, tzinfo=UTC), Origin("o-1", uuid4()), fact)


@pytest.mark.parametrize(("fact", "event"), TOLD, ids=lambda value: type(value).__name__)
def test_a_fact_is_told_in_the_published_language(fact: Any, event: Any) -> None:
    assert CARDS.outbox.translate(recorded(fact)) == [event]
    assert EVENT_BY_TYPE[event.TYPE] is type(event)
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


WRITTEN_EARLIER = [
    (None, None),
    ("NQ 202/2025/QH15", "202/2025/QH15"),
    ("0912345678 Nguyễn Văn A", None),
    ("12/QĐ\u0000", None),
]


@pytest.mark.parametrize(("number", "told"), WRITTEN_EARLIER)
def test_what_was_recorded_as_a_document_number_is_told_only_if_it_is_one(
    number: str | None, told: str | None
) -> None:
    facts = [
        PlaceEstablished(PLACE, "hamlet", "ap", "Ấp 1", None, OTHER, None, number),
        PlaceAltered(PLACE, ("name",), "ap", "Ấp 1", None, OTHER, DAY, number),
        PlaceEnded(PLACE, DAY, number),
        PlaceSucceeded(PLACE, OTHER, How.WHOLE, DAY, number),
    ]
    for fact in facts:
        (event,) = CARDS.outbox.translate(recorded(fact))
        assert msgspec.json.decode(msgspec.json.encode(event))["document_number"] == told
        assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


@pytest.mark.parametrize("fact", KEPT, ids=lambda fact: type(fact).__name__)
def test_who_heads_a_family_and_who_read_what_stays_at_home(fact: Any) -> None:
    assert CARDS.outbox.translate(recorded(fact)) == []


def test_every_other_fact_is_about_places() -> None:
    spoken_of = {type(fact) for fact, _ in TOLD} | {type(fact) for fact in KEPT}
    rest = [fact for fact in CARDS.facts if fact not in spoken_of]
    assert rest
    assert all(fact.TYPE.startswith("registry.place-") for fact in rest), rest
