"""One event of every type that is published, as good as any."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts import funding, recognition
from shared.contracts.envelope import Contract
from shared.contracts.examples.organised import organised
from shared.contracts.examples.said import DAY, LATER, named, spells
from shared.contracts.fields import Spell
from shared.contracts.registry import (
    allocations,
    citizens,
    clan_members,
    clans,
    duplicates,
    establishments,
    families,
    imports,
    people,
    places,
    populations,
    requests,
)


def examples() -> dict[str, Contract]:
    """By type."""
    return {event.TYPE: event for event in (*_places(), *_of_registry(), *_of_others())}


def _places() -> Iterator[Contract]:
    place = named("place")
    code: dict[str, Any] = {"kind": "phuong", "code": None, "parent_id": None}
    yield places.PlaceEstablishedV1(
        place_id=place,
        level="commune",
        name="Phường 1",
        valid_from=None,
        document_number=None,
        **code,
    )
    yield places.PlaceAlteredV1(
        place_id=place,
        changed=("name",),
        name="Phường Một",
        effective_on=DAY,
        document_number="13/NQ-HĐND",
        **code,
    )
    yield places.PlaceEndedV1(place_id=place, ended_on=DAY, document_number=None)
    yield places.PlaceSucceededV1(
        place_id=place,
        successor_id=named("heir"),
        how="whole",
        effective_on=DAY,
        document_number=None,
    )
    yield places.PlaceChangesCancelledV1(
        place_id=place, effective_on=DAY, document_number="13/NQ-HĐND"
    )
    yield places.PlaceWithdrawnV1(place_id=place, valid_from=DAY)


def _of_registry() -> Iterator[Contract]:
    place = named("place")
    yield families.FamilyRegisteredV1(
        family_id=named("family"), place_id=named("hamlet"), registered_on=DAY
    )
    yield from _of_families()
    clan = named("clan")
    yield from _clans(clan, place)
    yield from _citizens(place)
    yield from _establishments(place)
    count: dict[str, Any] = {"place_id": place, "population_kind": "households", "counted_on": DAY}
    census: dict[str, Any] = {"number": 1_204, "source_code": "census", "document_number": None}
    yield populations.PopulationStatedV1(**count, **census)
    by_paper = census | {"source_code": None, "document_number": "12/BC-CTK"}
    yield populations.PopulationCorrectedV1(**count, **by_paper)
    yield populations.PopulationWithdrawnV1(**count)
    yield from organised(place)
    person: dict[str, Any] = {"person_ref": named("person"), "place_id": named("hamlet")}
    yield people.PersonMergedV1(
        **person, survivor_ref=named("survivor"), merged_on=DAY, ground_code="same-identity"
    )
    yield people.PersonUnmergedV1(**person, survivor_ref=named("survivor"), unmerged_on=DAY)
    yield allocations.SubjectAllocatedV1(
        subject_id=clan,
        subject_kind="clan",
        place_id=place,
        to_place_id=named("heir"),
        effective_on=DAY,
    )
    yield people.PersonErasedV1(**person, erased_on=DAY)
    yield people.ProcessingRestrictedV1(**person, restricted_on=DAY)
    yield people.ProcessingResumedV1(**person, resumed_on=DAY)
    asked: dict[str, Any] = {"request_id": named("request"), "place_id": place}
    yield requests.RequestAcknowledgementDueV1(**asked, kind_code="access", acknowledge_by=DAY)
    yield requests.RequestDueV1(**asked, kind_code="access", due_on=DAY)
    yield from _imports(place)


def _imports(place: UUID) -> Iterator[Contract]:
    yield imports.ImportFinishedV1(
        import_id=named("import"),
        place_id=place,
        list_kind="families",
        finished_on=DAY,
        new=47,
        changed=0,
        unchanged=0,
        rejected=8,
        ask=2,
    )
    yield imports.ImportUndoneV1(
        import_id=named("import"),
        place_id=place,
        list_kind="families",
        undone_on=DAY,
        things=(imports.ImportedThings(thing_kind="family", number=47),),
    )


def _citizens(place: UUID) -> Iterator[Contract]:
    pupil: dict[str, Any] = {"group_code": "pupil"}
    at = {"citizen_ref": named("citizen"), "place_id": place} | pupil
    was, now = (
        tuple(
            citizens.CitizenSpell(
                place_id=each.place_id, since=each.since, until=each.until, **pupil
            )
            for each in spells
        )
        for spells in spells(place)
    )
    yield citizens.CitizenRegisteredV1(**at, person_ref=named("person"), registered_on=DAY)
    yield citizens.CitizenCorrectedV1(**at, registered_on=DAY, was=now, now=was)
    yield citizens.CitizenMovedV1(**at, moved_on=LATER, was=was, now=now)
    yield citizens.CitizenEndedV1(**at, ended_on=LATER, was=was, now=now[:1])
    yield citizens.CitizenWithdrawnV1(**at, was=now, now=())
    into: dict[str, Any] = {"survivor_ref": named("survivor")}
    yield citizens.CitizenMergedV1(**at, **into, merged_on=DAY, was=now, now=())
    yield citizens.CitizenUnmergedV1(**at, **into, unmerged_on=DAY, was=(), now=now)


def _establishments(place: UUID) -> Iterator[Contract]:
    school: dict[str, Any] = {"establishment_kind": "school"}
    at = {"establishment_id": named("establishment"), "place_id": place} | school
    was, now = (
        tuple(
            establishments.EstablishmentSpell(
                place_id=each.place_id, since=each.since, until=each.until, **school
            )
            for each in spells
        )
        for spells in spells(place)
    )
    yield establishments.EstablishmentRegisteredV1(**at, registered_on=DAY)
    yield establishments.EstablishmentCorrectedV1(**at, registered_on=DAY, was=now, now=was)
    yield establishments.EstablishmentMovedV1(**at, moved_on=LATER, was=was, now=now)
    yield establishments.EstablishmentEndedV1(**at, ended_on=LATER, was=was, now=now[:1])
    yield establishments.EstablishmentWithdrawnV1(**at, was=now, now=())
    found: dict[str, Any] = {"survivor_id": named("other establishment")}
    yield duplicates.EstablishmentMergedV1(
        **at, **found, merged_on=LATER, ground_code="other", was=was, now=()
    )
    yield duplicates.EstablishmentUnmergedV1(**at, **found, unmerged_on=LATER, was=(), now=was)


def _of_families() -> Iterator[Contract]:
    other, later = named("other family"), date(2023, 9, 1)
    family: dict[str, Any] = {"family_id": named("family"), "place_id": named("hamlet")}
    was = (Spell(place_id=named("hamlet"), since=DAY),)
    moved = (
        Spell(place_id=named("place"), since=DAY, until=later),
        Spell(place_id=named("hamlet"), since=later),
    )
    ended = (Spell(place_id=named("hamlet"), since=DAY, until=later),)
    yield families.FamilyCorrectedV1(**family, registered_on=DAY, was=ended, now=was)
    yield families.FamilyMovedV1(**family, moved_on=later, was=was, now=moved)
    yield families.FamilyEndedV1(
        **family, ended_on=later, ground_code="dissolved", was=was, now=ended
    )
    yield families.FamilyWithdrawnV1(**family, was=was, now=())
    alias = {"survivor_id": other}
    yield families.FamilyMergedV1(
        **family, **alias, merged_on=later, ground_code="same-phone", was=was, now=()
    )
    yield families.FamilyUnmergedV1(**family, **alias, unmerged_on=later, was=(), now=was)
    yield families.FamilySplitV1(
        **family, new_family_id=other, new_place_id=named("hamlet"), split_on=DAY
    )
    yield families.FamilyJoinedV1(
        **family, into_family_id=other, joined_on=later, was=was, now=ended
    )
    member = family | {"person_ref": named("member"), "joined_on": DAY}
    yield families.FamilyMemberJoinedV1(**member)
    yield families.FamilyMemberLeftV1(**member, left_on=later)
    yield families.FamilyMemberCorrectedV1(
        **member, written_on=later, left_on=None, was=ended, now=was
    )
    yield families.FamilyMemberWithdrawnV1(**member, was=was, now=())


def _clans(clan: UUID, place: UUID) -> Iterator[Contract]:
    yield clans.ClanRegisteredV1(clan_id=clan, place_id=place, registered_on=DAY)
    yield clans.ClanEndedV1(clan_id=clan, place_id=place, ended_on=DAY)
    at: dict[str, Any] = {"clan_id": clan, "place_id": place}
    was, now = spells(place)
    yield clans.ClanCorrectedV1(**at, registered_on=DAY, was=now, now=was)
    yield clans.ClanMovedV1(**at, moved_on=LATER, was=was, now=now)
    yield clans.ClanWithdrawnV1(**at, was=now, now=())
    yield from _members(at)
    found: dict[str, Any] = {"survivor_id": named("other clan")}
    yield duplicates.ClanMergedV1(
        **at, **found, merged_on=LATER, ground_code="other", was=was, now=()
    )
    yield duplicates.ClanUnmergedV1(**at, **found, unmerged_on=LATER, was=(), now=was)


def _members(clan: dict[str, Any]) -> Iterator[Contract]:
    member = clan | {"person_ref": named("member"), "joined_on": DAY}
    yield clan_members.ClanMemberJoinedV1(**member)
    yield clan_members.ClanMemberLeftV1(**member, left_on=LATER)
    was, now = spells(clan["place_id"])
    yield clan_members.ClanMemberCorrectedV1(
        **member, written_on=LATER, left_on=None, was=now, now=was
    )
    yield clan_members.ClanMemberWithdrawnV1(**member, was=was, now=())


def _of_others() -> Iterator[Contract]:
    whose: dict[str, Any] = {"bearer_id": named("family"), "place_id": named("hamlet")}
    whose |= {"bearer_kind": "family"}
    candidacy = {**whose, "candidacy_id": named("candidacy"), "title": "family"}
    decided: dict[str, Any] = {"title_year": 2022, "decided_on": DAY, "decision_number": "12/QĐ"}
    yield recognition.CandidacyRegisteredV1(
        **candidacy, title_year=2022, registration="new", registered_on=DAY
    )
    was = (Spell(place_id=named("place"), since=DAY),)
    now = (
        Spell(place_id=named("place"), since=DAY, until=LATER),
        Spell(place_id=named("hamlet"), since=LATER),
    )
    yield recognition.CandidacyMovedV1(
        **candidacy, title_year=2022, registration="new", was=was, now=now
    )
    yield recognition.CandidacyRestatedV1(
        **candidacy, title_year=2022, registration="new", was=was, now=()
    )
    yield recognition.RecognitionRestatedV1(**candidacy, title_year=2022, was=was, now=())
    yield recognition.TitleRecognisedV1(**candidacy, **decided)
    yield recognition.CandidacyWithdrawnV1(
        **candidacy, title_year=2022, registration="new", withdrawn_on=DAY
    )
    yield recognition.RecognitionRevokedV1(
        **candidacy,
        title_year=2022,
        revoked_on=DAY,
        decision_number="45/QĐ",
        ground_code="forged-evidence",
    )
    yield recognition.CandidacyDeclinedV1(**candidacy, **decided, ground_code="too-few")
    fund: dict[str, Any] = {"fund_id": named("fund"), "place_id": named("place")}
    yield funding.FundOpenedV1(**fund, opened_on=DAY)
    yield funding.ScholarshipAwardedV1(
        **fund,
        award_id=named("award"),
        recipient_ref=named("person"),
        grants=1,
        amount_dong=500_000,
        awarded_on=DAY,
    )
    yield funding.FundAllocatedV1(
        **fund, to_place_id=named("part"), effective_on=DAY, decision_number="12/QĐ-UBND"
    )
