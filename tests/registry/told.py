"""What facts of bearers, centres and members of clans are told as, each beside its event."""

from datetime import date
from typing import Any
from uuid import uuid4

from services.registry.bearers import spells
from services.registry.centres.centre import facts as centres
from services.registry.citizens.citizen import facts as citizens
from services.registry.clan_members.membership import facts as members
from services.registry.duplicates.merging.facts import FamilyMerged, FamilyUnmerged
from services.registry.families.family import facts as families
from shared.contracts.fields import Spell
from shared.contracts.registry import centres as told_centres
from shared.contracts.registry import citizens as told_citizens
from shared.contracts.registry import clan_members as told_members
from shared.contracts.registry import families as told_families

STREAM, PLACE, OTHER, DAY = uuid4(), uuid4(), uuid4(), date(2025, 8, 1)
CENTRE, LATER = uuid4(), date(2026, 3, 1)
WAS = (spells.Spell(OTHER, DAY),)
NOW = (spells.Spell(OTHER, DAY, LATER), spells.Spell(PLACE, LATER))
WAS_TOLD = (Spell(place_id=OTHER, since=DAY),)
NOW_TOLD = (Spell(place_id=OTHER, since=DAY, until=LATER), Spell(place_id=PLACE, since=LATER))
LAST = date(2026, 6, 1)
BELONGED = (Spell(place_id=PLACE, since=LATER, until=LAST),)
BELONGS = (Spell(place_id=PLACE, since=DAY),)
FAMILY: dict[str, Any] = {"family_id": STREAM, "place_id": PLACE}
STOOD: dict[str, Any] = {"was": WAS_TOLD, "now": NOW_TOLD}
SOMEBODY: dict[str, Any] = FAMILY | {"person_ref": OTHER, "joined_on": DAY}
AT_CENTRE: dict[str, Any] = {"centre_id": STREAM, "place_id": PLACE}
BY_PAPER = "131/QĐ-UBND"
RATED: dict[str, Any] = {"band_code": "good", "rating_year": 2025}
RATINGS = (centres.RatingSpell(PLACE, LATER, **RATED),)
RATINGS_TOLD = (told_centres.RatingSpell(place_id=PLACE, since=LATER, until=None, **RATED),)
CLUBS: dict[str, Any] = {"facility_code": "club", "number": 9}
HAD = (centres.FacilitySpell(PLACE, LATER, **CLUBS, equipped_year=2025),)
HAD_TOLD = (told_centres.FacilitySpell(place_id=PLACE, since=LATER, **CLUBS, equipped_year=2025),)
CENTRES_TOLD: list[tuple[Any, Any]] = [
    (
        centres.CentreEstablished(CENTRE, PLACE, DAY, "Trung tâm", BY_PAPER),
        told_centres.CentreEstablishedV1(centre_id=CENTRE, place_id=PLACE, established_on=DAY),
    ),
    (
        centres.CentreRenamed(PLACE, "Trung tâm", LATER, BY_PAPER),
        told_centres.CentreRenamedV1(**AT_CENTRE, renamed_on=LATER, document_number=BY_PAPER),
    ),
    (
        centres.CentreCorrected(PLACE, LATER, DAY, WAS, NOW),
        told_centres.CentreCorrectedV1(**AT_CENTRE, established_on=DAY, **STOOD),
    ),
    (
        centres.CentreMoved(PLACE, LATER, WAS, NOW),
        told_centres.CentreMovedV1(**AT_CENTRE, moved_on=LATER, **STOOD),
    ),
    (
        centres.CentreMerged(PLACE, OTHER, LATER, BY_PAPER, WAS, NOW),
        told_centres.CentreMergedV1(
            **AT_CENTRE,
            into_centre_id=OTHER,
            merged_on=LATER,
            document_number=BY_PAPER,
            **STOOD,
        ),
    ),
    (
        centres.CentreEnded(PLACE, LATER, BY_PAPER, WAS, NOW),
        told_centres.CentreEndedV1(**AT_CENTRE, ended_on=LATER, document_number=BY_PAPER, **STOOD),
    ),
    (
        centres.CentreWithdrawn(PLACE, WAS),
        told_centres.CentreWithdrawnV1(**AT_CENTRE, was=WAS_TOLD, now=()),
    ),
    (
        centres.CentreRated(PLACE, 2025, "good", "centre", LATER, None, (), RATINGS),
        told_centres.CentreRatedV1(
            **AT_CENTRE | RATED,
            rater_code="centre",
            rated_on=LATER,
            score=None,
            was=(),
            now=RATINGS_TOLD,
        ),
    ),
    (
        centres.CentreRatingWithdrawn(PLACE, 2025, RATINGS),
        told_centres.CentreRatingWithdrawnV1(
            **AT_CENTRE, rating_year=2025, was=RATINGS_TOLD, now=()
        ),
    ),
    (
        centres.CentreEquipped(PLACE, 2025, LATER, (centres.Facility(**CLUBS),), (), HAD),
        told_centres.CentreEquippedV1(
            **AT_CENTRE,
            equipped_year=2025,
            said_on=LATER,
            facilities=(told_centres.Facility(**CLUBS),),
            was=(),
            now=HAD_TOLD,
        ),
    ),
    (
        centres.CentreFacilitiesWithdrawn(PLACE, 2025, HAD),
        told_centres.CentreFacilitiesWithdrawnV1(
            **AT_CENTRE, equipped_year=2025, was=HAD_TOLD, now=()
        ),
    ),
]
FAMILIES_TOLD: list[tuple[Any, Any]] = [
    (
        families.FamilyCorrected(PLACE, DAY, WAS, NOW),
        told_families.FamilyCorrectedV1(**FAMILY, registered_on=DAY, **STOOD),
    ),
    (
        families.FamilyCorrected(PLACE, DAY, WAS, NOW, (), "moved-away"),
        told_families.FamilyCorrectedV1(
            **FAMILY, registered_on=DAY, ground_code="moved-away", **STOOD
        ),
    ),
    (
        families.FamilyMoved(PLACE, DAY, WAS, NOW),
        told_families.FamilyMovedV1(**FAMILY, moved_on=DAY, **STOOD),
    ),
    (
        families.FamilyEnded(PLACE, DAY, "dissolved", WAS, NOW),
        told_families.FamilyEndedV1(**FAMILY, ended_on=DAY, ground_code="dissolved", **STOOD),
    ),
    (
        families.FamilyWithdrawn(PLACE, WAS, NOW),
        told_families.FamilyWithdrawnV1(**FAMILY, **STOOD),
    ),
    (
        families.FamilyJoined(PLACE, OTHER, DAY, WAS, NOW),
        told_families.FamilyJoinedV1(**FAMILY, into_family_id=OTHER, joined_on=DAY, **STOOD),
    ),
    (
        FamilyMerged(PLACE, OTHER, CENTRE, DAY, "same-phone", WAS),
        told_families.FamilyMergedV1(
            **FAMILY,
            survivor_id=OTHER,
            merged_on=DAY,
            ground_code="same-phone",
            was=WAS_TOLD,
            now=(),
        ),
    ),
    (
        FamilyUnmerged(PLACE, OTHER, CENTRE, DAY, NOW),
        told_families.FamilyUnmergedV1(
            **FAMILY, survivor_id=OTHER, unmerged_on=DAY, was=(), now=NOW_TOLD
        ),
    ),
    (
        families.FamilySplit(PLACE, OTHER, CENTRE, OTHER, DAY),
        told_families.FamilySplitV1(
            **FAMILY, new_family_id=OTHER, new_place_id=CENTRE, split_on=DAY
        ),
    ),
    (
        families.FamilyMemberJoined(PLACE, OTHER, DAY, "child"),
        told_families.FamilyMemberJoinedV1(**SOMEBODY),
    ),
    (
        families.FamilyMemberLeft(PLACE, OTHER, DAY, LATER, "died"),
        told_families.FamilyMemberLeftV1(**SOMEBODY, left_on=LATER),
    ),
    (
        families.FamilyMemberCorrected(PLACE, OTHER, LATER, DAY, None, "child", LAST),
        told_families.FamilyMemberCorrectedV1(
            **SOMEBODY, written_on=LATER, left_on=None, was=BELONGED, now=BELONGS
        ),
    ),
    (
        families.FamilyMemberWithdrawn(PLACE, OTHER, DAY),
        told_families.FamilyMemberWithdrawnV1(**SOMEBODY, was=BELONGS, now=()),
    ),
]

IN_CLAN: dict[str, Any] = {"clan_id": OTHER, "place_id": PLACE}
IN_CLAN |= {"person_ref": CENTRE, "joined_on": DAY}
CLAN_MEMBERS_TOLD: list[tuple[Any, Any]] = [
    (
        members.ClanMemberJoined(OTHER, PLACE, CENTRE, DAY),
        told_members.ClanMemberJoinedV1(**IN_CLAN),
    ),
    (
        members.ClanMemberLeft(OTHER, PLACE, CENTRE, DAY, LATER, "merged"),
        told_members.ClanMemberLeftV1(**IN_CLAN, left_on=LATER),
    ),
    (
        members.ClanMemberCorrected(OTHER, PLACE, CENTRE, LATER, DAY, None, LAST),
        told_members.ClanMemberCorrectedV1(
            **IN_CLAN, written_on=LATER, left_on=None, was=BELONGED, now=BELONGS
        ),
    ),
    (
        members.ClanMemberWithdrawn(OTHER, PLACE, CENTRE, DAY),
        told_members.ClanMemberWithdrawnV1(**IN_CLAN, was=BELONGS, now=()),
    ),
]

CITIZEN: dict[str, Any] = {"citizen_ref": STREAM, "place_id": PLACE, "group_code": "pupil"}
WAS_WORKER = (citizens.CitizenSpell(OTHER, DAY, group_code="worker"),)
NOW_PUPIL = (
    citizens.CitizenSpell(OTHER, DAY, LATER, group_code="worker"),
    citizens.CitizenSpell(PLACE, LATER, group_code="pupil"),
)
OF_CITIZEN: dict[str, Any] = {
    name: tuple(told_citizens.CitizenSpell(**vars(each)) for each in said)
    for name, said in (("was", WAS_WORKER), ("now", NOW_PUPIL))
}
CITIZENS_TOLD: list[tuple[Any, Any]] = [
    (
        citizens.CitizenRegistered(OTHER, PLACE, "pupil", DAY),
        told_citizens.CitizenRegisteredV1(**CITIZEN, person_ref=OTHER, registered_on=DAY),
    ),
    (
        citizens.CitizenCorrected.of(WAS_WORKER, NOW_PUPIL),
        told_citizens.CitizenCorrectedV1(**CITIZEN, **OF_CITIZEN, registered_on=DAY),
    ),
    (
        citizens.CitizenMoved(PLACE, "pupil", LATER, WAS_WORKER, NOW_PUPIL),
        told_citizens.CitizenMovedV1(**CITIZEN, **OF_CITIZEN, moved_on=LATER),
    ),
    (
        citizens.CitizenEnded(PLACE, "pupil", LATER, "died", WAS_WORKER, NOW_PUPIL),
        told_citizens.CitizenEndedV1(**CITIZEN, **OF_CITIZEN, ended_on=LATER),
    ),
    (
        citizens.CitizenWithdrawn(PLACE, "pupil", WAS_WORKER),
        told_citizens.CitizenWithdrawnV1(**CITIZEN, was=OF_CITIZEN["was"], now=()),
    ),
    (
        citizens.CitizenMerged(PLACE, "pupil", OTHER, LATER, WAS_WORKER),
        told_citizens.CitizenMergedV1(
            **CITIZEN, survivor_ref=OTHER, merged_on=LATER, was=OF_CITIZEN["was"], now=()
        ),
    ),
    (
        citizens.CitizenUnmerged(CENTRE, PLACE, "pupil", OTHER, LATER, NOW_PUPIL),
        told_citizens.CitizenUnmergedV1(
            **CITIZEN, survivor_ref=OTHER, unmerged_on=LATER, was=(), now=OF_CITIZEN["now"]
        ),
    ),
]
