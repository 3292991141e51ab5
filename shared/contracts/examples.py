"""One event of every type that is published, as good as any."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts import funding, recognition
from shared.contracts.envelope import Contract
from shared.contracts.fields import Spell
from shared.contracts.registry import (
    activities,
    allocations,
    associations,
    boards,
    centres,
    chapters,
    citizens,
    clan_members,
    clans,
    classes,
    committees,
    duplicates,
    establishments,
    families,
    memberships,
    people,
    places,
    populations,
    requests,
    sessions,
)
from shared.vocabulary.identifiers import derived_id

DAY, LATER = date(2022, 9, 1), date(2023, 3, 1)


def examples() -> dict[str, Contract]:
    """By type."""
    return {event.TYPE: event for event in (*_places(), *_of_registry(), *_of_others())}


def _named(what: str) -> UUID:
    return derived_id("example", what)


def _places() -> Iterator[Contract]:
    place = _named("place")
    named: dict[str, Any] = {"kind": "phuong", "code": None, "parent_id": None}
    yield places.PlaceEstablishedV1(
        place_id=place,
        level="commune",
        name="Phường 1",
        valid_from=None,
        document_number=None,
        **named,
    )
    yield places.PlaceAlteredV1(
        place_id=place,
        changed=("name",),
        name="Phường Một",
        effective_on=DAY,
        document_number="13/NQ-HĐND",
        **named,
    )
    yield places.PlaceEndedV1(place_id=place, ended_on=DAY, document_number=None)
    yield places.PlaceSucceededV1(
        place_id=place,
        successor_id=_named("heir"),
        how="whole",
        effective_on=DAY,
        document_number=None,
    )
    yield places.PlaceChangesCancelledV1(
        place_id=place, effective_on=DAY, document_number="13/NQ-HĐND"
    )


def _of_registry() -> Iterator[Contract]:
    centre, place = _named("centre"), _named("place")
    yield families.FamilyRegisteredV1(
        family_id=_named("family"), place_id=_named("hamlet"), registered_on=DAY
    )
    yield from _of_families()
    clan = _named("clan")
    yield from _clans(clan, place)
    yield from _citizens(place)
    yield from _associations(place)
    yield from _chapters(place)
    yield from _boards(place)
    yield from _committees(place)
    yield from _memberships(place)
    yield from _establishments(place)
    count: dict[str, Any] = {"place_id": place, "population_kind": "households", "counted_on": DAY}
    census: dict[str, Any] = {"number": 1_204, "source_code": "census", "document_number": None}
    yield populations.PopulationStatedV1(**count, **census)
    by_paper = census | {"source_code": None, "document_number": "12/BC-CTK"}
    yield populations.PopulationCorrectedV1(**count, **by_paper)
    yield populations.PopulationWithdrawnV1(**count)
    yield from _centres(centre, place)
    yield centres.ClassHeldV1(
        centre_id=centre,
        place_id=place,
        class_id=_named("class"),
        held_on=DAY,
        topic_code="digital-skills",
        attendances=30,
    )
    yield from _classes(place)
    yield from _sessions(place)
    yield from _activities(place)
    person: dict[str, Any] = {"person_ref": _named("person"), "place_id": _named("hamlet")}
    yield people.PersonMergedV1(
        **person, survivor_ref=_named("survivor"), merged_on=DAY, ground_code="same-identity"
    )
    yield people.PersonUnmergedV1(**person, survivor_ref=_named("survivor"), unmerged_on=DAY)
    yield allocations.SubjectAllocatedV1(
        subject_id=clan,
        subject_kind="clan",
        place_id=place,
        to_place_id=_named("heir"),
        effective_on=DAY,
    )
    yield people.PersonErasedV1(**person, erased_on=DAY)
    yield people.ProcessingRestrictedV1(**person, restricted_on=DAY)
    yield people.ProcessingResumedV1(**person, resumed_on=DAY)
    asked: dict[str, Any] = {"request_id": _named("request"), "place_id": place}
    yield requests.RequestAcknowledgementDueV1(**asked, kind_code="access", acknowledge_by=DAY)
    yield requests.RequestDueV1(**asked, kind_code="access", due_on=DAY)


def _centres(centre: UUID, place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"centre_id": centre, "place_id": place}
    was, now = _spells(place)
    by_paper: dict[str, Any] = {"document_number": "131/QĐ-UBND"}
    gone: dict[str, Any] = by_paper | {"was": now, "now": now[:1]}
    into: dict[str, Any] = {"into_centre_id": _named("another centre")}
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


def _classes(place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"class_id": _named("class of an association"), "place_id": place}
    at |= {"organiser_kind": "association", "organiser_id": _named("association")}
    trade: dict[str, Any] = {"topic_code": "livelihood"}
    counts: dict[str, Any] = trade | {"held_on": LATER, "attendances": 35, "cost_dong": None}
    was = classes.ClassCounted(place_id=place, **counts | {"attendances": 53})
    now = classes.ClassCounted(place_id=place, **counts)
    yield classes.ClassPlannedV1(**at, **trade, planned_on=DAY)
    yield classes.ClassHeldV2(**at, **counts, planned_on=DAY)
    yield classes.ClassCorrectedV1(**at, was=(was,), now=(now,))
    yield classes.ClassCancelledV1(**at, planned_on=DAY, cancelled_on=DAY)
    yield classes.ClassWithdrawnV1(**at, was=(now,), now=())


def _sessions(place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"session_id": _named("session"), "place_id": place}
    at |= {"organiser_kind": "association", "organiser_id": _named("association")}
    law: dict[str, Any] = {"topic_code": "law"}
    counts: dict[str, Any] = law | {"held_on": LATER, "attendances": 42, "cost_dong": 1_500_000}
    was = sessions.SessionCounted(place_id=place, **counts | {"attendances": 24})
    now = sessions.SessionCounted(place_id=place, **counts)
    yield sessions.SessionPlannedV1(**at, **law, planned_on=DAY)
    yield sessions.SessionHeldV1(**at, **counts, planned_on=DAY)
    yield sessions.SessionCorrectedV1(**at, was=(was,), now=(now,))
    yield sessions.SessionCancelledV1(**at, planned_on=DAY, cancelled_on=DAY)
    yield sessions.SessionWithdrawnV1(**at, was=(now,), now=())


def _activities(place: UUID) -> Iterator[Contract]:
    at: dict[str, Any] = {"activity_id": _named("activity"), "place_id": place}
    at |= {"organiser_kind": "centre", "organiser_id": _named("centre")}
    training: dict[str, Any] = {"activity_kind": "training-conference", "first_on": None}
    heads = activities.ActivityAttendees(attendee_kind="chapter-heads", number=42)
    by = activities.ActivityOrganiser(
        organiser_kind="association", organiser_id=_named("association")
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


def _citizens(place: UUID) -> Iterator[Contract]:
    pupil: dict[str, Any] = {"group_code": "pupil"}
    at = {"citizen_ref": _named("citizen"), "place_id": place} | pupil
    was, now = (
        tuple(
            citizens.CitizenSpell(
                place_id=each.place_id, since=each.since, until=each.until, **pupil
            )
            for each in spells
        )
        for spells in _spells(place)
    )
    yield citizens.CitizenRegisteredV1(**at, person_ref=_named("person"), registered_on=DAY)
    yield citizens.CitizenCorrectedV1(**at, registered_on=DAY, was=now, now=was)
    yield citizens.CitizenMovedV1(**at, moved_on=LATER, was=was, now=now)
    yield citizens.CitizenEndedV1(**at, ended_on=LATER, was=was, now=now[:1])
    yield citizens.CitizenWithdrawnV1(**at, was=now, now=())
    into: dict[str, Any] = {"survivor_ref": _named("survivor")}
    yield citizens.CitizenMergedV1(**at, **into, merged_on=DAY, was=now, now=())
    yield citizens.CitizenUnmergedV1(**at, **into, unmerged_on=DAY, was=(), now=now)


def _associations(place: UUID) -> Iterator[Contract]:
    level: dict[str, Any] = {"level": "district"}
    at = {"association_id": _named("association"), "place_id": place} | level
    paper: dict[str, Any] = {"document_number": "12/QĐ-UBND"}
    whole = (associations.AssociationSpell(place_id=place, since=DAY, **level),)
    closed = (associations.AssociationSpell(place_id=place, since=DAY, until=LATER, **level),)
    late = (associations.AssociationSpell(place_id=place, since=LATER, **level),)
    yield associations.AssociationFoundedV1(**at, founded_on=DAY, **paper)
    yield associations.AssociationCorrectedV1(**at, founded_on=DAY, **paper, was=late, now=whole)
    over: dict[str, Any] = {"ended_on": LATER, "was": whole, "now": closed} | at | paper
    yield associations.AssociationMergedV1(**over, into_association_id=_named("heir"))
    yield associations.AssociationEndedV1(**over)
    yield associations.AssociationWithdrawnV1(**at, was=whole, now=())


def _chapters(place: UUID) -> Iterator[Contract]:
    host: dict[str, Any] = {"host_kind": "hamlet"}
    was_of, is_of = _of_association("association"), _of_association("heir")
    at: dict[str, Any] = {"chapter_id": _named("chapter"), "place_id": place} | host
    stood: dict[str, Any] = {"place_id": place} | host
    whole = (chapters.ChapterSpell(**stood, **was_of, since=DAY),)
    first = chapters.ChapterSpell(**stood, **was_of, since=DAY, until=LATER)
    second = chapters.ChapterSpell(**stood, **is_of, since=LATER)
    late = (chapters.ChapterSpell(**stood, **was_of, since=LATER),)
    yield chapters.ChapterFoundedV1(**at, **was_of, founded_on=DAY)
    yield chapters.ChapterCorrectedV1(**at, **was_of, founded_on=DAY, was=late, now=whole)
    yield chapters.ChapterMovedV1(**at, **is_of, moved_on=LATER, was=whole, now=(first, second))
    over: dict[str, Any] = {"ended_on": LATER, "was": whole, "now": (first,)} | at | was_of
    yield chapters.ChapterMergedV1(**over, into_chapter_id=_named("another chapter"))
    yield chapters.ChapterEndedV1(**over)
    yield chapters.ChapterWithdrawnV1(**at, **was_of, was=whole, now=())


def _boards(place: UUID) -> Iterator[Contract]:
    of: dict[str, Any] = {"host_kind": "clan", "host_id": _named("clan")}
    at: dict[str, Any] = {"board_id": _named("board"), "place_id": place} | of
    paper: dict[str, Any] = {"document_number": "15/QĐ-UBND"}
    stood: dict[str, Any] = {"place_id": place} | of
    whole = (boards.BoardSpell(**stood, since=DAY),)
    closed = (boards.BoardSpell(**stood, since=DAY, until=LATER),)
    late = (boards.BoardSpell(**stood, since=LATER),)
    yield boards.BoardFoundedV1(**at, founded_on=DAY, **paper)
    yield boards.BoardCorrectedV1(**at, founded_on=DAY, **paper, was=late, now=whole)
    over: dict[str, Any] = {"ended_on": LATER, "was": whole, "now": closed} | at | paper
    yield boards.BoardMergedV1(**over, into_board_id=_named("another board"))
    yield boards.BoardEndedV1(**over)
    yield boards.BoardWithdrawnV1(**at, was=whole, now=())


def _committees(place: UUID) -> Iterator[Contract]:
    of: dict[str, Any] = {"level": "commune", "agency_kind": "culture-and-society-office"}
    at: dict[str, Any] = {"committee_id": _named("committee"), "place_id": place} | of
    paper: dict[str, Any] = {"document_number": "15/QĐ-UBND"}
    stood: dict[str, Any] = {"place_id": place} | of
    whole = (committees.CommitteeSpell(**stood, since=DAY),)
    closed = (committees.CommitteeSpell(**stood, since=DAY, until=LATER),)
    late = (committees.CommitteeSpell(**stood, since=LATER),)
    yield committees.CommitteeFoundedV1(**at, founded_on=DAY, **paper)
    yield committees.CommitteeCorrectedV1(**at, founded_on=DAY, **paper, was=late, now=whole)
    over: dict[str, Any] = {"ended_on": LATER, "was": whole, "now": closed} | at | paper
    yield committees.CommitteeMergedV1(**over, into_committee_id=_named("another committee"))
    yield committees.CommitteeEndedV1(**over)
    yield committees.CommitteeWithdrawnV1(**at, was=whole, now=())


def _memberships(place: UUID) -> Iterator[Contract]:
    first: dict[str, Any] = {"host_kind": "association", "host_id": _named("association")}
    second: dict[str, Any] = {"host_kind": "hamlet", "host_id": _named("chapter")}
    at: dict[str, Any] = {"membership_id": _named("membership"), "place_id": place}
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
    return {"association_id": _named(name)}


def _establishments(place: UUID) -> Iterator[Contract]:
    school: dict[str, Any] = {"establishment_kind": "school"}
    at = {"establishment_id": _named("establishment"), "place_id": place} | school
    was, now = (
        tuple(
            establishments.EstablishmentSpell(
                place_id=each.place_id, since=each.since, until=each.until, **school
            )
            for each in spells
        )
        for spells in _spells(place)
    )
    yield establishments.EstablishmentRegisteredV1(**at, registered_on=DAY)
    yield establishments.EstablishmentCorrectedV1(**at, registered_on=DAY, was=now, now=was)
    yield establishments.EstablishmentMovedV1(**at, moved_on=LATER, was=was, now=now)
    yield establishments.EstablishmentEndedV1(**at, ended_on=LATER, was=was, now=now[:1])
    yield establishments.EstablishmentWithdrawnV1(**at, was=now, now=())
    found: dict[str, Any] = {"survivor_id": _named("other establishment")}
    yield duplicates.EstablishmentMergedV1(
        **at, **found, merged_on=LATER, ground_code="other", was=was, now=()
    )
    yield duplicates.EstablishmentUnmergedV1(**at, **found, unmerged_on=LATER, was=(), now=was)


def _spells(place: UUID) -> tuple[tuple[Spell, ...], tuple[Spell, ...]]:
    """Of a bearer that came to the place from another one: before, and after."""
    home = _named("home")
    moved = Spell(place_id=home, since=DAY, until=LATER), Spell(place_id=place, since=LATER)
    return (Spell(place_id=home, since=DAY),), moved


def _of_families() -> Iterator[Contract]:
    other, later = _named("other family"), date(2023, 9, 1)
    family: dict[str, Any] = {"family_id": _named("family"), "place_id": _named("hamlet")}
    was = (Spell(place_id=_named("hamlet"), since=DAY),)
    moved = (
        Spell(place_id=_named("place"), since=DAY, until=later),
        Spell(place_id=_named("hamlet"), since=later),
    )
    ended = (Spell(place_id=_named("hamlet"), since=DAY, until=later),)
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
        **family, new_family_id=other, new_place_id=_named("hamlet"), split_on=DAY
    )
    yield families.FamilyJoinedV1(
        **family, into_family_id=other, joined_on=later, was=was, now=ended
    )
    member = family | {"person_ref": _named("member"), "joined_on": DAY}
    yield families.FamilyMemberJoinedV1(**member)
    yield families.FamilyMemberLeftV1(**member, left_on=later)
    yield families.FamilyMemberCorrectedV1(
        **member, written_on=later, left_on=None, was=ended, now=was
    )
    yield families.FamilyMemberWithdrawnV1(**member, was=was, now=())


def _clans(clan: UUID, place: UUID) -> Iterator[Contract]:
    yield clans.ClanRegisteredV1(clan_id=clan, place_id=place, registered_on=DAY)
    yield clans.ClanEndedV1(clan_id=clan, place_id=place, ended_on=DAY)
    at, was, now = {"clan_id": clan, "place_id": place}, *_spells(place)
    yield clans.ClanCorrectedV1(**at, registered_on=DAY, was=now, now=was)
    yield clans.ClanMovedV1(**at, moved_on=LATER, was=was, now=now)
    yield clans.ClanWithdrawnV1(**at, was=now, now=())
    yield from _members(at)
    found: dict[str, Any] = {"survivor_id": _named("other clan")}
    yield duplicates.ClanMergedV1(
        **at, **found, merged_on=LATER, ground_code="other", was=was, now=()
    )
    yield duplicates.ClanUnmergedV1(**at, **found, unmerged_on=LATER, was=(), now=was)


def _members(clan: dict[str, Any]) -> Iterator[Contract]:
    member = clan | {"person_ref": _named("member"), "joined_on": DAY}
    yield clan_members.ClanMemberJoinedV1(**member)
    yield clan_members.ClanMemberLeftV1(**member, left_on=LATER)
    was, now = _spells(clan["place_id"])
    yield clan_members.ClanMemberCorrectedV1(
        **member, written_on=LATER, left_on=None, was=now, now=was
    )
    yield clan_members.ClanMemberWithdrawnV1(**member, was=was, now=())


def _of_others() -> Iterator[Contract]:
    whose: dict[str, Any] = {"bearer_id": _named("family"), "place_id": _named("hamlet")}
    whose |= {"bearer_kind": "family"}
    candidacy = {**whose, "candidacy_id": _named("candidacy"), "title": "family"}
    decided: dict[str, Any] = {"title_year": 2022, "decided_on": DAY, "decision_number": "12/QĐ"}
    yield recognition.CandidacyRegisteredV1(
        **candidacy, title_year=2022, registration="new", registered_on=DAY
    )
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
    fund: dict[str, Any] = {"fund_id": _named("fund"), "place_id": _named("place")}
    yield funding.FundOpenedV1(**fund, opened_on=DAY)
    yield funding.ScholarshipAwardedV1(
        **fund,
        award_id=_named("award"),
        recipient_ref=_named("person"),
        grants=1,
        amount_dong=500_000,
        awarded_on=DAY,
    )
