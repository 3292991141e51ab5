"""What is told of the movement's organisation, for the tests of what is counted."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from msgspec import structs

from shared.contracts.envelope import Contract
from shared.contracts.fields import Spell
from shared.contracts.registry.associations import (
    AssociationCorrectedV1,
    AssociationEndedV1,
    AssociationFoundedV1,
    AssociationMergedV1,
    AssociationSpell,
    AssociationWithdrawnV1,
)
from shared.contracts.registry.boards import (
    BoardCorrectedV1,
    BoardEndedV1,
    BoardFoundedV1,
    BoardMergedV1,
    BoardSpell,
    BoardWithdrawnV1,
)
from shared.contracts.registry.centres import (
    CentreEquippedV1,
    CentreFacilitiesWithdrawnV1,
    CentreRatedV1,
    CentreRatingWithdrawnV1,
    Facility,
    FacilitySpell,
    RatingSpell,
)
from shared.contracts.registry.chapters import (
    ChapterCorrectedV1,
    ChapterEndedV1,
    ChapterFoundedV1,
    ChapterMergedV1,
    ChapterMovedV1,
    ChapterSpell,
    ChapterWithdrawnV1,
)
from shared.contracts.registry.committees import (
    CommitteeCorrectedV1,
    CommitteeEndedV1,
    CommitteeFoundedV1,
    CommitteeMergedV1,
    CommitteeSpell,
    CommitteeWithdrawnV1,
)
from shared.contracts.registry.documents import (
    DocumentCorrectedV1,
    DocumentCounted,
    DocumentIssuedV1,
    DocumentWithdrawnV1,
)
from shared.contracts.registry.memberships import (
    MembershipCorrectedV1,
    MembershipEndedV1,
    MembershipMovedV1,
    MembershipSpell,
    MembershipStartedV1,
    MembershipWithdrawnV1,
)
from shared.contracts.registry.plans import (
    PlanItemClosedV1,
    PlanItemCorrectedV1,
    PlanItemReopenedV1,
    PlanItemSetV1,
    PlanItemWithdrawnV1,
)
from shared.vocabulary.identifiers import new_id
from tests.rollups.events import DAY

BANDS = "good", "fair"
PAPER: dict[str, Any] = {"document_number": None}


def association(place_id: UUID, day: date = DAY, level: str = "commune") -> AssociationFoundedV1:
    told: dict[str, Any] = {"association_id": new_id(), "place_id": place_id, "level": level}
    return AssociationFoundedV1(**told, founded_on=day, **PAPER)


def association_restated(place_id: UUID, day: date = DAY, level: str = "commune") -> list[Contract]:
    """Of one association each: corrected by ten days, merged and ended after thirty, withdrawn."""
    later = day + timedelta(days=30)
    whole = (AssociationSpell(place_id=place_id, since=day, level=level),)
    late = (AssociationSpell(place_id=place_id, since=day + timedelta(days=10), level=level),)
    closed = (AssociationSpell(place_id=place_id, since=day, until=later, level=level),)
    told: dict[str, Any] = {"association_id": new_id(), "place_id": place_id, "level": level}
    told |= {"was": whole}
    over = told | {"now": closed, "ended_on": later} | PAPER
    return [
        AssociationCorrectedV1(**told | {"was": late}, now=whole, founded_on=day, **PAPER),
        AssociationMergedV1(**over, into_association_id=new_id()),
        AssociationEndedV1(**over),
        AssociationWithdrawnV1(**told, now=()),
    ]


def chapter(place_id: UUID, day: date = DAY, host_kind: str = "hamlet") -> ChapterFoundedV1:
    told: dict[str, Any] = {"chapter_id": new_id(), "association_id": new_id()}
    return ChapterFoundedV1(**told, place_id=place_id, host_kind=host_kind, founded_on=day)


def chapter_restated(place_id: UUID, day: date = DAY, host_kind: str = "hamlet") -> list[Contract]:
    """Of one chapter each: corrected by ten days, moved, merged and ended after thirty,
    withdrawn."""
    later = day + timedelta(days=30)
    stood: dict[str, Any] = {"place_id": place_id, "host_kind": host_kind}
    stood |= {"association_id": new_id()}
    whole = (ChapterSpell(**stood, since=day),)
    late = (ChapterSpell(**stood, since=day + timedelta(days=10)),)
    closed = (ChapterSpell(**stood, since=day, until=later),)
    elsewhere = stood | {"association_id": new_id()}
    moved = (*closed, ChapterSpell(**elsewhere, since=later))
    told = {"chapter_id": new_id()} | stood
    over = told | {"was": whole, "now": closed, "ended_on": later}
    return [
        ChapterCorrectedV1(**told, was=late, now=whole, founded_on=day),
        ChapterMovedV1(**told | elsewhere, was=whole, now=moved, moved_on=later),
        ChapterMergedV1(**over, into_chapter_id=new_id()),
        ChapterEndedV1(**over),
        ChapterWithdrawnV1(**told, was=whole, now=()),
    ]


def board(place_id: UUID, day: date = DAY, host_kind: str = "clan") -> BoardFoundedV1:
    told: dict[str, Any] = {"board_id": new_id(), "place_id": place_id, "host_kind": host_kind}
    return BoardFoundedV1(**told, founded_on=day, **PAPER)


def board_restated(place_id: UUID, day: date = DAY, host_kind: str = "clan") -> list[Contract]:
    """Of one board each: corrected by ten days, merged and ended after thirty, withdrawn."""
    later = day + timedelta(days=30)
    stood: dict[str, Any] = {"place_id": place_id, "host_kind": host_kind}
    whole = (BoardSpell(**stood, since=day),)
    late = (BoardSpell(**stood, since=day + timedelta(days=10)),)
    closed = (BoardSpell(**stood, since=day, until=later),)
    told = {"board_id": new_id()} | stood
    over = told | PAPER | {"was": whole, "now": closed, "ended_on": later}
    return [
        BoardCorrectedV1(**told, **PAPER, was=late, now=whole, founded_on=day),
        BoardMergedV1(**over, into_board_id=new_id()),
        BoardEndedV1(**over),
        BoardWithdrawnV1(**told, was=whole, now=()),
    ]


def committee(place_id: UUID, day: date = DAY, level: str = "commune") -> CommitteeFoundedV1:
    told: dict[str, Any] = {"committee_id": new_id(), "place_id": place_id, "level": level}
    told["agency_kind"] = "education-office"
    return CommitteeFoundedV1(**told, founded_on=day, **PAPER)


def committee_restated(place_id: UUID, day: date = DAY, level: str = "commune") -> list[Contract]:
    """Of one committee each: corrected by ten days, merged and ended after thirty, withdrawn."""
    later = day + timedelta(days=30)
    stood: dict[str, Any] = {"place_id": place_id, "level": level}
    stood["agency_kind"] = "education-office"
    whole = (CommitteeSpell(**stood, since=day),)
    late = (CommitteeSpell(**stood, since=day + timedelta(days=10)),)
    closed = (CommitteeSpell(**stood, since=day, until=later),)
    told = {"committee_id": new_id()} | stood
    over = told | PAPER | {"was": whole, "now": closed, "ended_on": later}
    return [
        CommitteeCorrectedV1(**told, **PAPER, was=late, now=whole, founded_on=day),
        CommitteeMergedV1(**over, into_committee_id=new_id()),
        CommitteeEndedV1(**over),
        CommitteeWithdrawnV1(**told, was=whole, now=()),
    ]


def membership(place_id: UUID, day: date = DAY, host_kind: str = "hamlet") -> MembershipStartedV1:
    told: dict[str, Any] = {"membership_id": new_id(), "host_id": new_id()}
    return MembershipStartedV1(**told, place_id=place_id, host_kind=host_kind, joined_on=day)


def membership_restated(
    place_id: UUID, day: date = DAY, host_kind: str = "hamlet"
) -> list[Contract]:
    """Of one membership each: moved to a school after thirty days, corrected by ten, ended after
    thirty, withdrawn."""
    later = day + timedelta(days=30)
    stood: dict[str, Any] = {"place_id": place_id, "host_kind": host_kind, "host_id": new_id()}
    whole = (MembershipSpell(**stood, since=day),)
    late = (MembershipSpell(**stood, since=day + timedelta(days=10)),)
    closed = (MembershipSpell(**stood, since=day, until=later),)
    elsewhere = stood | {"host_kind": "school", "host_id": new_id()}
    moved = (*closed, MembershipSpell(**elsewhere, since=later))
    told = {"membership_id": new_id()} | stood
    return [
        MembershipMovedV1(**told | elsewhere, was=whole, now=moved, moved_on=later),
        MembershipCorrectedV1(**told, was=late, now=whole, joined_on=day),
        MembershipEndedV1(**told, was=whole, now=closed, left_on=later),
        MembershipWithdrawnV1(**told, was=whole, now=()),
    ]


def centre_rated(place_id: UUID, day: date = DAY, year: int = DAY.year) -> list[Contract]:
    """Of one centre: fair for that year, good after thirty days; not rated for it at all."""
    later, good, fair = day + timedelta(days=30), *BANDS
    told: dict[str, Any] = {"centre_id": new_id(), "place_id": place_id, "rating_year": year}
    first = RatingSpell(place_id=place_id, since=day, band_code=fair, rating_year=year)
    closed = structs.replace(first, until=later)
    anew = structs.replace(first, since=later, band_code=good)
    by: dict[str, Any] = told | {"rater_code": "centre", "score": None}
    return [
        CentreRatedV1(**by, band_code=fair, rated_on=day, was=(), now=(first,)),
        CentreRatedV1(**by, band_code=good, rated_on=later, was=(first,), now=(closed, anew)),
        CentreRatingWithdrawnV1(**told, was=(closed, anew), now=()),
    ]


def centre_equipped(place_id: UUID, day: date = DAY, year: int = DAY.year) -> list[Contract]:
    """Of one centre: a seal and three clubs in that year, four clubs and no seal after thirty days;
    nobody said anything."""
    later = day + timedelta(days=30)
    told: dict[str, Any] = {"centre_id": new_id(), "place_id": place_id, "equipped_year": year}
    said: dict[str, Any] = {"place_id": place_id, "equipped_year": year}
    seal = FacilitySpell(**said, since=day, facility_code="seal", number=1)
    clubs = FacilitySpell(**said, since=day, facility_code="club", number=3)
    closed = tuple([structs.replace(each, until=later) for each in (seal, clubs)])
    now = (*closed, structs.replace(clubs, since=later, number=4))
    first = tuple([_facility(each) for each in (seal, clubs)])
    return [
        CentreEquippedV1(**told, said_on=day, facilities=first, was=(), now=(seal, clubs)),
        CentreEquippedV1(
            **told, said_on=later, facilities=(_facility(now[2]),), was=(seal, clubs), now=now
        ),
        CentreFacilitiesWithdrawnV1(**told, was=now, now=()),
    ]


def _facility(spell: FacilitySpell) -> Facility:
    return Facility(facility_code=spell.facility_code, number=spell.number)


def document(place_id: UUID, day: date = DAY, kind: str = "dispatch") -> DocumentIssuedV1:
    return DocumentIssuedV1(**_of_document(), **_document(place_id, day, kind))


def document_restated(
    place_id: UUID, day: date = DAY, to: UUID | None = None, kind: str = "dispatch"
) -> list[Contract]:
    """Of one document each: a plan at another place ten days later; withdrawn."""
    was = DocumentCounted(**_document(place_id, day, kind))
    now = DocumentCounted(**_document(to or place_id, day + timedelta(days=10), "plan"))
    whose = _of_document() | {"place_id": place_id}
    return [
        DocumentCorrectedV1(**whose, was=(was,), now=(now,)),
        DocumentWithdrawnV1(**whose, was=(was,), now=()),
    ]


def _document(place_id: UUID, day: date, kind: str) -> dict[str, Any]:
    said = {"place_id": place_id, "document_kind": kind, "issued_on": day}
    return said | {"document_number": "2750-CV/HU", "replaces_id": None}


def _of_document() -> dict[str, Any]:
    whose = {"organiser_kind": "peoples-committee", "organiser_id": new_id()}
    return whose | {"document_id": new_id()}


def plan_item(place_id: UUID, day: date = DAY, year: int = 2022) -> PlanItemSetV1:
    return PlanItemSetV1(**_of_item(place_id, day, year), set_on=day)


def plan_item_restated(
    place_id: UUID, day: date = DAY, to: UUID | None = None, year: int = 2022
) -> list[Contract]:
    """Of one item each: set ten days later; done; dropped; reopened, done or dropped before;
    withdrawn."""
    said, later = _of_item(place_id, day, year), day + timedelta(days=10)
    was, now = Spell(place_id=place_id, since=day), Spell(place_id=to or place_id, since=later)
    closed: dict[str, Any] = {"closed_on": later, "was": ()}
    return [
        PlanItemCorrectedV1(**said, set_on=later, was=(was,), now=(now,)),
        PlanItemClosedV1(**said, **closed, state_code="done", now=(now,)),
        PlanItemClosedV1(**said, **closed, state_code="dropped", now=()),
        PlanItemReopenedV1(**said, was=(was,), now=()),
        PlanItemReopenedV1(**said, was=(), now=()),
        PlanItemWithdrawnV1(**said, was=(was,), now=()),
    ]


def _of_item(place_id: UUID, day: date, year: int) -> dict[str, Any]:
    of = {"plan_id": new_id(), "item_id": new_id(), "plan_year": year, "due_on": day}
    return of | {"place_id": place_id, "planner_kind": "centre", "planner_id": new_id()}
