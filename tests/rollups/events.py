"""Published events as other services would tell them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Spell
from shared.contracts.funding import FundAllocatedV1, ScholarshipAwardedV1
from shared.contracts.recognition import (
    CandidacyEvent,
    CandidacyMovedV1,
    CandidacyRegisteredV1,
    CandidacyRestatedV1,
    CandidacyWithdrawnV1,
    RecognitionRestatedV1,
    RecognitionRevokedV1,
    TitleRecognisedV1,
)
from shared.contracts.registry.allocations import SubjectAllocatedV1
from shared.contracts.registry.centres import (
    CentreCorrectedV1,
    CentreEndedV1,
    CentreEstablishedV1,
    CentreMergedV1,
    CentreMovedV1,
    CentreWithdrawnV1,
    ClassHeldV1,
)
from shared.contracts.registry.citizens import (
    CitizenCorrectedV1,
    CitizenEndedV1,
    CitizenMergedV1,
    CitizenMovedV1,
    CitizenRegisteredV1,
    CitizenSpell,
    CitizenUnmergedV1,
    CitizenWithdrawnV1,
)
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
from shared.contracts.registry.families import (
    FamilyCorrectedV1,
    FamilyEndedV1,
    FamilyJoinedV1,
    FamilyMergedV1,
    FamilyMovedV1,
    FamilyRegisteredV1,
    FamilyUnmergedV1,
    FamilyWithdrawnV1,
)
from shared.messaging.heard import Heard
from shared.vocabulary.identifiers import derived_id, new_id
from tests.support.stamps import log_of, stamp_of

DAY = date(2022, 9, 1)
OTHER_GROUPS = "worker", "pupil"
NOON = datetime(2022, 9, 23, 5, tzinfo=UTC)


def family(place_id: UUID, day: date = DAY) -> FamilyRegisteredV1:
    return FamilyRegisteredV1(family_id=new_id(), place_id=place_id, registered_on=day)


def family_restated(place_id: UUID, day: date = DAY, to: UUID | None = None) -> list[Contract]:
    """Of one family each: moved after thirty days, corrected by ten, ended, joined, withdrawn,
    merged, taken apart again."""
    there, later = to or place_id, day + timedelta(days=30)
    whole = (Spell(place_id=place_id, since=day),)
    late = (Spell(place_id=place_id, since=day + timedelta(days=10)),)
    closed = (Spell(place_id=place_id, since=day, until=later),)
    told: dict[str, Any] = {"family_id": new_id(), "place_id": place_id, "was": whole}
    moved = (*closed, Spell(place_id=there, since=later))
    alias: dict[str, Any] = {"survivor_id": new_id()}
    return [
        FamilyMovedV1(**told | {"place_id": there}, moved_on=later, now=moved),
        FamilyCorrectedV1(**told | {"was": late}, registered_on=day, now=whole),
        FamilyEndedV1(**told, ended_on=later, ground_code="dissolved", now=closed),
        FamilyJoinedV1(**told, joined_on=later, into_family_id=new_id(), now=closed),
        FamilyWithdrawnV1(**told, now=()),
        FamilyMergedV1(**told, **alias, merged_on=later, ground_code="other", now=()),
        FamilyUnmergedV1(**told | {"was": ()}, **alias, unmerged_on=later, now=whole),
    ]


def clan(place_id: UUID, day: date = DAY) -> ClanRegisteredV1:
    return ClanRegisteredV1(clan_id=new_id(), place_id=place_id, registered_on=day)


def clan_ended(place_id: UUID, day: date = DAY) -> ClanEndedV1:
    return ClanEndedV1(clan_id=new_id(), place_id=place_id, ended_on=day)


def clan_moved(place_id: UUID, day: date = DAY, to: UUID | None = None) -> ClanMovedV1:
    """Thirty days later."""
    there, moved_on = to or place_id, day + timedelta(days=30)
    was = (Spell(place_id=place_id, since=day),)
    now = Spell(place_id=place_id, since=day, until=moved_on), Spell(place_id=there, since=moved_on)
    told: dict[str, Any] = {"clan_id": new_id(), "place_id": there, "was": was, "now": now}
    return ClanMovedV1(**told, moved_on=moved_on)


def clan_corrected(place_id: UUID, day: date = DAY) -> ClanCorrectedV1:
    """It was written down ten days too late."""
    wrong = day + timedelta(days=10)
    told: dict[str, Any] = {"clan_id": new_id(), "place_id": place_id, "registered_on": day}
    was, now = (Spell(place_id=place_id, since=each) for each in (wrong, day))
    return ClanCorrectedV1(**told, was=(was,), now=(now,))


def clan_withdrawn(place_id: UUID, day: date = DAY) -> ClanWithdrawnV1:
    was = (Spell(place_id=place_id, since=day),)
    return ClanWithdrawnV1(clan_id=new_id(), place_id=place_id, was=was, now=())


def bearers_merged(place_id: UUID, day: date = DAY, kind: str = "school") -> list[Contract]:
    """A clan and an establishment of that kind, each merged after thirty days, and un-merged."""
    whole = (Spell(place_id=place_id, since=day),)
    told: dict[str, Any] = {"place_id": place_id, "survivor_id": new_id()}
    merged: dict[str, Any] = {
        "merged_on": day + timedelta(days=30),
        "ground_code": "other",
        "now": (),
    }
    back: dict[str, Any] = {"unmerged_on": day + timedelta(days=60), "was": ()}
    clan_, schools = told | {"clan_id": new_id()}, of_kind(kind, whole)
    school = told | {"establishment_id": new_id(), "establishment_kind": kind}
    return [
        ClanMergedV1(**clan_, **merged, was=whole),
        ClanUnmergedV1(**clan_, **back, now=whole),
        EstablishmentMergedV1(**school, **merged, was=schools),
        EstablishmentUnmergedV1(**school, **back, now=schools),
    ]


def citizen(place_id: UUID, day: date = DAY, group: str = "worker") -> CitizenRegisteredV1:
    told: dict[str, Any] = {"place_id": place_id, "group_code": group, "person_ref": new_id()}
    return CitizenRegisteredV1(citizen_ref=new_id(), **told, registered_on=day)


def citizen_restated(
    place_id: UUID, day: date = DAY, to: UUID | None = None, groups: tuple[str, str] = OTHER_GROUPS
) -> list[Contract]:
    """Of one citizen each: moved after thirty days as one of another group, corrected by that group
    alone, ended, withdrawn, merged, un-merged."""
    there, later, (group, other) = to or place_id, day + timedelta(days=30), groups
    whole = (CitizenSpell(place_id=place_id, since=day, group_code=group),)
    closed = (CitizenSpell(place_id=place_id, since=day, until=later, group_code=group),)
    moved = (*closed, CitizenSpell(place_id=there, since=later, group_code=other))
    wrong = (CitizenSpell(place_id=place_id, since=day, group_code=other),)
    told: dict[str, Any] = {"citizen_ref": new_id(), "place_id": place_id, "was": whole}
    told |= {"group_code": group}
    into: dict[str, Any] = {"survivor_ref": new_id()}
    return [
        CitizenMovedV1(
            **told | {"place_id": there, "group_code": other}, moved_on=later, now=moved
        ),
        CitizenCorrectedV1(**told | {"was": wrong}, registered_on=day, now=whole),
        CitizenEndedV1(**told, ended_on=later, now=closed),
        CitizenWithdrawnV1(**told, now=()),
        CitizenMergedV1(**told, **into, merged_on=later, now=()),
        CitizenUnmergedV1(**told | {"was": (), "now": whole}, **into, unmerged_on=later),
    ]


def establishment(
    place_id: UUID, day: date = DAY, kind: str = "school"
) -> EstablishmentRegisteredV1:
    told: dict[str, Any] = {"place_id": place_id, "establishment_kind": kind}
    return EstablishmentRegisteredV1(establishment_id=new_id(), **told, registered_on=day)


def establishment_corrected(
    place_id: UUID, day: date = DAY, was: str = "agency", now: str = "school"
) -> EstablishmentCorrectedV1:
    """It is of another kind."""
    spells = [
        (EstablishmentSpell(place_id=place_id, since=day, establishment_kind=each),)
        for each in (was, now)
    ]
    told: dict[str, Any] = {"place_id": place_id, "establishment_kind": now, "registered_on": day}
    told |= dict(zip(("was", "now"), spells, strict=True))
    return EstablishmentCorrectedV1(establishment_id=new_id(), **told)


def establishment_moved(
    place_id: UUID, day: date = DAY, to: UUID | None = None, kind: str = "school"
) -> EstablishmentMovedV1:
    moved = clan_moved(place_id, day, to)
    told: dict[str, Any] = {"place_id": moved.place_id, "establishment_kind": kind}
    told |= {"was": of_kind(kind, moved.was), "now": of_kind(kind, moved.now)}
    return EstablishmentMovedV1(establishment_id=new_id(), **told, moved_on=moved.moved_on)


def establishment_ended(
    place_id: UUID, day: date = DAY, kind: str = "school"
) -> EstablishmentEndedV1:
    """Ten days later."""
    ended_on = day + timedelta(days=10)
    told: dict[str, Any] = {"place_id": place_id, "establishment_kind": kind}
    for name, until in (("was", None), ("now", ended_on)):
        told[name] = of_kind(kind, (Spell(place_id=place_id, since=day, until=until),))
    return EstablishmentEndedV1(establishment_id=new_id(), **told, ended_on=ended_on)


def establishment_withdrawn(
    place_id: UUID, day: date = DAY, kind: str = "school"
) -> EstablishmentWithdrawnV1:
    told: dict[str, Any] = {"place_id": place_id, "establishment_kind": kind, "now": ()}
    told["was"] = of_kind(kind, (Spell(place_id=place_id, since=day),))
    return EstablishmentWithdrawnV1(establishment_id=new_id(), **told)


def of_kind(kind: str, spells: Iterable[Spell]) -> tuple[EstablishmentSpell, ...]:
    return tuple(
        EstablishmentSpell(
            place_id=each.place_id, since=each.since, until=each.until, establishment_kind=kind
        )
        for each in spells
    )


def candidacy(place_id: UUID, day: date = DAY, **told: Any) -> CandidacyRegisteredV1:
    standard: dict[str, Any] = {
        "candidacy_id": new_id(),
        "bearer_kind": "family",
        "bearer_id": new_id(),
        "title": "family",
        "title_year": 2022,
        "registration": "new",
    }
    return CandidacyRegisteredV1(place_id=place_id, registered_on=day, **(standard | told))


def recognition(place_id: UUID, day: date = DAY) -> TitleRecognisedV1:
    return TitleRecognisedV1(
        candidacy_id=new_id(),
        bearer_kind="family",
        bearer_id=new_id(),
        place_id=place_id,
        title="family",
        title_year=2022,
        decided_on=day,
        decision_number="12/QĐ-UBND",
    )


def candidacy_moved(run: CandidacyRegisteredV1, to: UUID, day: date) -> CandidacyMovedV1:
    """With its bearer, on that day."""
    was = (Spell(place_id=run.place_id, since=run.registered_on),)
    here = Spell(place_id=run.place_id, since=run.registered_on, until=day)
    now = (here, Spell(place_id=to, since=day))
    whose = _whose(run) | {"place_id": to}
    return CandidacyMovedV1(**whose, registration=run.registration, was=was, now=now)


def candidacy_set_back(run: CandidacyRegisteredV1) -> CandidacyRestatedV1:
    """Another one of its bearer counts."""
    was = (Spell(place_id=run.place_id, since=run.registered_on),)
    return CandidacyRestatedV1(**_whose(run), registration=run.registration, was=was, now=())


def recognition_restored(title: TitleRecognisedV1, until: date | None = None) -> Any:
    """It counts again, until it was revoked."""
    now = (Spell(place_id=title.place_id, since=title.decided_on, until=until),)
    return RecognitionRestatedV1(**_whose(title), was=(), now=now)


def withdrawal(withdrawn: CandidacyRegisteredV1, day: date) -> CandidacyWithdrawnV1:
    return CandidacyWithdrawnV1(
        **_whose(withdrawn), registration=withdrawn.registration, withdrawn_on=day
    )


def revocation(revoked: TitleRecognisedV1, day: date) -> RecognitionRevokedV1:
    said: dict[str, Any] = {"decision_number": "45/QĐ-UBND", "ground_code": "forged-evidence"}
    return RecognitionRevokedV1(**_whose(revoked), revoked_on=day, **said)


def _whose(event: CandidacyEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in CandidacyEvent.__struct_fields__}


def centre(place_id: UUID, day: date = DAY) -> CentreEstablishedV1:
    return CentreEstablishedV1(centre_id=new_id(), place_id=place_id, established_on=day)


def centre_restated(place_id: UUID, day: date = DAY, to: UUID | None = None) -> list[Contract]:
    """Of one each: moved after thirty days, corrected by ten, merged, dissolved, withdrawn."""
    there, wrong, later = to or place_id, day + timedelta(days=10), day + timedelta(days=30)
    was, late = (Spell(place_id=place_id, since=day),), (Spell(place_id=place_id, since=wrong),)
    gone = (Spell(place_id=place_id, since=day, until=later),)
    moved = (*gone, Spell(place_id=there, since=later))
    told: dict[str, Any] = {"centre_id": new_id(), "place_id": place_id}
    ended: dict[str, Any] = told | {"document_number": "131/QĐ-UBND", "was": was, "now": gone}
    return [
        CentreMovedV1(**told | {"place_id": there}, moved_on=later, was=was, now=moved),
        CentreCorrectedV1(**told, established_on=day, was=late, now=was),
        CentreMergedV1(**ended, into_centre_id=new_id(), merged_on=later),
        CentreEndedV1(**ended, ended_on=later),
        CentreWithdrawnV1(**told, was=was, now=()),
    ]


def class_held(
    place_id: UUID, day: date = DAY, attendances: int = 30, topic_code: str = "digital-skills"
) -> ClassHeldV1:
    return ClassHeldV1(
        centre_id=derived_id("centre", place_id),
        class_id=new_id(),
        place_id=place_id,
        held_on=day,
        topic_code=topic_code,
        attendances=attendances,
    )


def allocation(
    subject_id: UUID, place_id: UUID, to_place_id: UUID, day: date = DAY
) -> SubjectAllocatedV1:
    return SubjectAllocatedV1(
        subject_id=subject_id,
        subject_kind="clan",
        place_id=place_id,
        to_place_id=to_place_id,
        effective_on=day,
    )


def fund_allocation(
    fund_id: UUID, place_id: UUID, to_place_id: UUID, day: date = DAY
) -> FundAllocatedV1:
    return FundAllocatedV1(
        fund_id=fund_id,
        place_id=place_id,
        to_place_id=to_place_id,
        effective_on=day,
        decision_number="12/QĐ-UBND",
    )


def scholarship(place_id: UUID, day: date = DAY, grants: int = 1) -> ScholarshipAwardedV1:
    return ScholarshipAwardedV1(
        fund_id=derived_id("fund", place_id),
        award_id=new_id(),
        recipient_ref=new_id(),
        place_id=place_id,
        grants=grants,
        amount_dong=grants * 500_000,
        awarded_on=day,
    )


def heard(event: Contract, sequence: int = 1, at: datetime = NOON) -> Heard:
    """The event as a listener hands it over."""
    owner = event.TOPIC.partition(".")[0]
    return Heard(event, stamp_of(event, sequence, log_of(owner), at))
