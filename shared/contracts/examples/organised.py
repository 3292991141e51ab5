"""Examples of who carries the movement, and of what is learnt."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.examples.said import DAY, LATER, named, spells
from shared.contracts.fields import Organiser, Partner, Spell
from shared.contracts.registry import (
    activities,
    associations,
    boards,
    centres,
    chapters,
    classes,
    committees,
    documents,
    memberships,
    plans,
    sessions,
)


def organised(place: UUID) -> Iterator[Contract]:
    """Of who carries the movement, and of what is learnt."""
    yield from _associations(place)
    yield from _chapters(place)
    yield from _boards(place)
    yield from _committees(place)
    yield from _memberships(place)
    yield from _centres(named("centre"), place)
    yield centres.ClassHeldV1(
        centre_id=named("centre"),
        place_id=place,
        class_id=named("class"),
        held_on=DAY,
        topic_code="digital-skills",
        attendances=30,
    )
    yield from _classes(place)
    yield from _sessions(place)
    yield from _activities(place)
    yield from _documents(place)
    yield from _plans(place)


def _centres(centre: UUID, place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"centre_id": centre, "place_id": place}
    was, now = spells(place)
    by_paper: dict[str, Any] = {"document_number": "131/QĐ-UBND"}
    gone: dict[str, Any] = by_paper | {"was": now, "now": now[:1]}
    into: dict[str, Any] = {"into_centre_id": named("another centre")}
    yield centres.CentreEstablishedV1(**at, established_on=DAY)
    yield centres.CentreRenamedV1(**at, renamed_on=LATER, **by_paper)
    yield centres.CentreCorrectedV1(**at, established_on=DAY, was=now, now=was)
    yield centres.CentreMovedV1(**at, moved_on=LATER, was=was, now=now)
    yield centres.CentreMergedV1(**at, merged_on=LATER, **into, **gone)
    yield centres.CentreEndedV1(**at, ended_on=LATER, **gone)
    yield centres.CentreWithdrawnV1(**at, was=now, now=())
    good: dict[str, Any] = {"band_code": "good", "rating_year": DAY.year}
    spell = centres.RatingSpell(place_id=place, since=LATER, **good)
    by: dict[str, Any] = {"rater_code": "education-office", "rated_on": LATER, "score": 86}
    yield centres.CentreRatedV1(**at, **good, **by, was=(), now=(spell,))
    yield centres.CentreRatingWithdrawnV1(**at, rating_year=DAY.year, was=(spell,), now=())
    clubs: dict[str, Any] = {"facility_code": "club", "number": 9}
    year: dict[str, Any] = {"equipped_year": DAY.year}
    had = centres.FacilitySpell(place_id=place, since=LATER, **clubs, **year)
    has = (centres.Facility(**clubs),)
    yield centres.CentreEquippedV1(**at, **year, said_on=LATER, facilities=has, was=(), now=(had,))
    yield centres.CentreFacilitiesWithdrawnV1(**at, **year, was=(had,), now=())


def _classes(place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"class_id": named("class of an association"), "place_id": place}
    at |= {"organiser_kind": "association", "organiser_id": named("association")}
    trade: dict[str, Any] = {"topic_code": "livelihood"}
    counts: dict[str, Any] = trade | {"held_on": LATER, "attendances": 35, "cost_dong": None}
    counts |= {"programme_code": "vocational-training-of-rural-workers"}
    was = classes.ClassCounted(place_id=place, **counts | {"attendances": 53})
    now = classes.ClassCounted(place_id=place, **counts)
    yield classes.ClassPlannedV1(**at, **trade, planned_on=DAY)
    yield classes.ClassHeldV2(**at, **counts, planned_on=DAY)
    yield classes.ClassCorrectedV1(**at, was=(was,), now=(now,))
    yield classes.ClassCancelledV1(**at, planned_on=DAY, cancelled_on=DAY)
    yield classes.ClassWithdrawnV1(**at, was=(now,), now=())


def _sessions(place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"session_id": named("session"), "place_id": place}
    at |= {"organiser_kind": "association", "organiser_id": named("association")}
    law: dict[str, Any] = {"topic_code": "law"}
    counts: dict[str, Any] = law | {"held_on": LATER, "attendances": 42, "cost_dong": 1_500_000}
    centre = Organiser(organiser_kind="centre", organiser_id=named("centre"))
    partner = Partner(partner_kind="judicial-office")
    counts |= {"co_organisers": (centre,), "partners": (partner,)}
    was = sessions.SessionCounted(place_id=place, **counts | {"attendances": 24})
    now = sessions.SessionCounted(place_id=place, **counts)
    yield sessions.SessionPlannedV1(**at, **law, planned_on=DAY)
    yield sessions.SessionHeldV1(**at, **counts, planned_on=DAY)
    yield sessions.SessionCorrectedV1(**at, was=(was,), now=(now,))
    yield sessions.SessionCancelledV1(**at, planned_on=DAY, cancelled_on=DAY)
    yield sessions.SessionWithdrawnV1(**at, was=(now,), now=())


def _activities(place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"activity_id": named("activity"), "place_id": place}
    at |= {"organiser_kind": "centre", "organiser_id": named("centre")}
    training: dict[str, Any] = {"activity_kind": "training-conference", "first_on": None}
    heads = activities.ActivityAttendees(attendee_kind="chapter-heads", number=42)
    by = activities.ActivityOrganiser(
        organiser_kind="association", organiser_id=named("association")
    )
    came: dict[str, Any] = {"attendances": 42, "attendees": (heads,), "co_organisers": (by,)}
    counts = training | {"held_on": LATER} | came
    now = activities.ActivityCounted(place_id=place, **counts)
    was = activities.ActivityCounted(place_id=place, **counts | {"co_organisers": ()})
    yield activities.ActivityPlannedV1(**at, **training, planned_on=LATER)
    yield activities.ActivityHeldV1(**at, **counts, planned_on=LATER)
    yield activities.ActivityCorrectedV1(**at, was=(was,), now=(now,))
    yield activities.ActivityCancelledV1(**at, planned_on=LATER, cancelled_on=DAY)
    yield activities.ActivityWithdrawnV1(**at, was=(now,), now=())


def _associations(place: UUID) -> Iterator[Contract]:
    level: dict[str, Any] = {"level": "district"}
    at = {"association_id": named("association"), "place_id": place} | level
    paper: dict[str, Any] = {"document_number": "12/QĐ-UBND"}
    whole = (associations.AssociationSpell(place_id=place, since=DAY, **level),)
    closed = (associations.AssociationSpell(place_id=place, since=DAY, until=LATER, **level),)
    late = (associations.AssociationSpell(place_id=place, since=LATER, **level),)
    yield associations.AssociationFoundedV1(**at, founded_on=DAY, **paper)
    yield associations.AssociationCorrectedV1(**at, founded_on=DAY, **paper, was=late, now=whole)
    over: dict[str, Any] = {"ended_on": LATER, "was": whole, "now": closed} | at | paper
    yield associations.AssociationMergedV1(**over, into_association_id=named("heir"))
    yield associations.AssociationEndedV1(**over)
    yield associations.AssociationWithdrawnV1(**at, was=whole, now=())
    yield associations.HandoverAnnouncedV1(
        **at,
        **paper,
        announced_on=LATER,
        members_to=(named("heir"), named("other heir")),
        funds_to=(named("heir"),),
    )


def _chapters(place: UUID) -> Iterator[Contract]:
    host: dict[str, Any] = {"host_kind": "hamlet"}
    was_of, is_of = _of_association("association"), _of_association("heir")
    at: dict[str, Any] = {"chapter_id": named("chapter"), "place_id": place} | host
    stood: dict[str, Any] = {"place_id": place} | host
    whole = (chapters.ChapterSpell(**stood, **was_of, since=DAY),)
    first = chapters.ChapterSpell(**stood, **was_of, since=DAY, until=LATER)
    second = chapters.ChapterSpell(**stood, **is_of, since=LATER)
    late = (chapters.ChapterSpell(**stood, **was_of, since=LATER),)
    yield chapters.ChapterFoundedV1(**at, **was_of, founded_on=DAY)
    yield chapters.ChapterCorrectedV1(**at, **was_of, founded_on=DAY, was=late, now=whole)
    yield chapters.ChapterMovedV1(**at, **is_of, moved_on=LATER, was=whole, now=(first, second))
    over: dict[str, Any] = {"ended_on": LATER, "was": whole, "now": (first,)} | at | was_of
    yield chapters.ChapterMergedV1(**over, into_chapter_id=named("another chapter"))
    yield chapters.ChapterEndedV1(**over)
    yield chapters.ChapterWithdrawnV1(**at, **was_of, was=whole, now=())


def _boards(place: UUID) -> Iterator[Contract]:
    of: dict[str, Any] = {"host_kind": "clan", "host_id": named("clan")}
    at: dict[str, Any] = {"board_id": named("board"), "place_id": place} | of
    paper: dict[str, Any] = {"document_number": "15/QĐ-UBND"}
    stood: dict[str, Any] = {"place_id": place} | of
    whole = (boards.BoardSpell(**stood, since=DAY),)
    closed = (boards.BoardSpell(**stood, since=DAY, until=LATER),)
    late = (boards.BoardSpell(**stood, since=LATER),)
    yield boards.BoardFoundedV1(**at, founded_on=DAY, **paper)
    yield boards.BoardCorrectedV1(**at, founded_on=DAY, **paper, was=late, now=whole)
    over: dict[str, Any] = {"ended_on": LATER, "was": whole, "now": closed} | at | paper
    yield boards.BoardMergedV1(**over, into_board_id=named("another board"))
    yield boards.BoardEndedV1(**over)
    yield boards.BoardWithdrawnV1(**at, was=whole, now=())


def _committees(place: UUID) -> Iterator[Contract]:
    of: dict[str, Any] = {"level": "commune", "agency_kind": "culture-and-society-office"}
    at: dict[str, Any] = {"committee_id": named("committee"), "place_id": place} | of
    paper: dict[str, Any] = {"document_number": "15/QĐ-UBND"}
    stood: dict[str, Any] = {"place_id": place} | of
    whole = (committees.CommitteeSpell(**stood, since=DAY),)
    closed = (committees.CommitteeSpell(**stood, since=DAY, until=LATER),)
    late = (committees.CommitteeSpell(**stood, since=LATER),)
    yield committees.CommitteeFoundedV1(**at, founded_on=DAY, **paper)
    yield committees.CommitteeCorrectedV1(**at, founded_on=DAY, **paper, was=late, now=whole)
    over: dict[str, Any] = {"ended_on": LATER, "was": whole, "now": closed} | at | paper
    yield committees.CommitteeMergedV1(**over, into_committee_id=named("another committee"))
    yield committees.CommitteeEndedV1(**over)
    yield committees.CommitteeWithdrawnV1(**at, was=whole, now=())


def _memberships(place: UUID) -> Iterator[Contract]:
    first: dict[str, Any] = {"host_kind": "association", "host_id": named("association")}
    second: dict[str, Any] = {"host_kind": "hamlet", "host_id": named("chapter")}
    at: dict[str, Any] = {"membership_id": named("membership"), "place_id": place}
    whole = (memberships.MembershipSpell(place_id=place, since=DAY, **first),)
    late = (memberships.MembershipSpell(place_id=place, since=LATER, **first),)
    closed = (memberships.MembershipSpell(place_id=place, since=DAY, until=LATER, **first),)
    moved = (*closed, memberships.MembershipSpell(place_id=place, since=LATER, **second))
    yield memberships.MembershipStartedV1(**at, **first, joined_on=DAY)
    yield memberships.MembershipMovedV1(**at, **second, moved_on=LATER, was=whole, now=moved)
    yield memberships.MembershipCorrectedV1(**at, **first, joined_on=DAY, was=late, now=whole)
    yield memberships.MembershipEndedV1(**at, **first, left_on=LATER, was=whole, now=closed)
    yield memberships.MembershipWithdrawnV1(**at, **first, was=whole, now=())


def _of_association(name: str) -> dict[str, Any]:
    return {"association_id": named(name)}


def _documents(place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"document_id": named("document"), "place_id": place}
    at |= {"organiser_kind": "party-committee", "organiser_id": named("party committee")}
    said: dict[str, Any] = {"document_kind": "dispatch", "document_number": "2750-CV/HU"}
    said |= {"issued_on": DAY, "replaces_id": None}
    was = documents.DocumentCounted(place_id=place, **said | {"document_kind": "plan"})
    now = documents.DocumentCounted(place_id=place, **said)
    yield documents.DocumentIssuedV1(**at, **said)
    yield documents.DocumentCorrectedV1(**at, was=(was,), now=(now,))
    yield documents.DocumentWithdrawnV1(**at, was=(now,), now=())


def _plans(place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"plan_id": named("plan"), "item_id": named("item"), "place_id": place}
    at |= {"planner_kind": "association", "planner_id": named("association")}
    at |= {"plan_year": DAY.year, "due_on": LATER}
    was, now = Spell(place_id=place, since=DAY), Spell(place_id=place, since=LATER)
    closed: dict[str, Any] = {"state_code": "done", "closed_on": LATER}
    closed |= {"fulfilment_kind": "activity", "fulfilment_id": named("activity")}
    yield plans.PlanItemSetV1(**at, set_on=DAY)
    yield plans.PlanItemCorrectedV1(**at, set_on=LATER, was=(was,), now=(now,))
    yield plans.PlanItemClosedV1(**at, **closed, was=(), now=(now,))
    yield plans.PlanItemReopenedV1(**at, was=(now,), now=())
    yield plans.PlanItemWithdrawnV1(**at, was=(was,), now=())
