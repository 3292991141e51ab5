"""What facts of the movement's organisation are told as, each beside its event."""

from typing import Any
from uuid import UUID

from services.registry.associations.association import facts as associations
from services.registry.boards.board import facts as boards
from services.registry.chapters.chapter import facts as chapters
from services.registry.committees.committee import facts as committees
from services.registry.memberships.membership import facts as memberships
from services.registry.terms.term import facts as terms
from shared.contracts.registry import associations as told_associations
from shared.contracts.registry import boards as told_boards
from shared.contracts.registry import chapters as told_chapters
from shared.contracts.registry import committees as told_committees
from shared.contracts.registry import memberships as told_memberships
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

PAPER = "12/QĐ-UBND"
NAMED = associations.Named("Hội Khuyến học Quận 5", DAY)
DISTRICT: dict[str, Any] = {"association_id": STREAM, "place_id": PLACE, "level": "district"}
WAS_THERE = (associations.AssociationSpell(PLACE, DAY, level="district"),)
NOW_THERE = (associations.AssociationSpell(PLACE, DAY, LATER, level="district"),)
OF_DISTRICT: dict[str, Any] = {
    name: tuple(told_associations.AssociationSpell(**vars(each)) for each in said)
    for name, said in (("was", WAS_THERE), ("now", NOW_THERE))
}
OVER: dict[str, Any] = DISTRICT | OF_DISTRICT | {"ended_on": LATER, "document_number": PAPER}
ASSOCIATIONS_TOLD: list[tuple[Any, Any]] = [
    (
        associations.AssociationFounded(PLACE, "district", NAMED.name, DAY, PAPER),
        told_associations.AssociationFoundedV1(**DISTRICT, founded_on=DAY, document_number=PAPER),
    ),
    (
        associations.AssociationCorrected(
            PLACE, "district", DAY, None, (NAMED,), NOW_THERE, WAS_THERE
        ),
        told_associations.AssociationCorrectedV1(
            **DISTRICT,
            founded_on=DAY,
            document_number=None,
            was=OF_DISTRICT["now"],
            now=OF_DISTRICT["was"],
        ),
    ),
    (
        associations.AssociationMerged(
            PLACE, "district", OTHER, LATER, PAPER, WAS_THERE, NOW_THERE
        ),
        told_associations.AssociationMergedV1(**OVER, into_association_id=OTHER),
    ),
    (
        associations.AssociationEnded(PLACE, "district", LATER, PAPER, WAS_THERE, NOW_THERE),
        told_associations.AssociationEndedV1(**OVER),
    ),
    (
        associations.AssociationWithdrawn(PLACE, "district", WAS_THERE),
        told_associations.AssociationWithdrawnV1(**DISTRICT, was=OF_DISTRICT["was"], now=()),
    ),
    (
        associations.HandoverAnnounced(PLACE, "district", LATER, PAPER, (OTHER,), (OTHER,)),
        told_associations.HandoverAnnouncedV1(
            **DISTRICT,
            announced_on=LATER,
            document_number=PAPER,
            members_to=(OTHER,),
            funds_to=(OTHER,),
        ),
    ),
]
THIRD = UUID(int=77)
FIRST: Any = {"host_kind": "hamlet", "association_id": OTHER}
SECOND: Any = FIRST | {"association_id": THIRD}
CHAPTER: dict[str, Any] = {"chapter_id": STREAM, "place_id": PLACE} | FIRST
STOOD = (chapters.ChapterSpell(PLACE, DAY, **FIRST),)
CLOSED = (chapters.ChapterSpell(PLACE, DAY, LATER, **FIRST),)
MOVED = (*CLOSED, chapters.ChapterSpell(PLACE, LATER, **SECOND))
SAID = {
    spells: tuple(told_chapters.ChapterSpell(**vars(each)) for each in spells)
    for spells in (STOOD, CLOSED, MOVED)
}
GONE: dict[str, Any] = CHAPTER | {"was": SAID[STOOD], "now": SAID[CLOSED], "ended_on": LATER}
CHAPTERS_TOLD: list[tuple[Any, Any]] = [
    (
        chapters.ChapterFounded(PLACE, "hamlet", OTHER, "Chi hội Ấp 1", DAY),
        told_chapters.ChapterFoundedV1(**CHAPTER, founded_on=DAY),
    ),
    (
        chapters.ChapterCorrected(PLACE, "hamlet", OTHER, DAY, (NAMED,), CLOSED, STOOD),
        told_chapters.ChapterCorrectedV1(
            **CHAPTER, founded_on=DAY, was=SAID[CLOSED], now=SAID[STOOD]
        ),
    ),
    (
        chapters.ChapterMoved(PLACE, "hamlet", THIRD, LATER, STOOD, MOVED),
        told_chapters.ChapterMovedV1(
            **CHAPTER | SECOND, moved_on=LATER, was=SAID[STOOD], now=SAID[MOVED]
        ),
    ),
    (
        chapters.ChapterMerged(PLACE, "hamlet", OTHER, OTHER, LATER, STOOD, CLOSED),
        told_chapters.ChapterMergedV1(**GONE, into_chapter_id=OTHER),
    ),
    (
        chapters.ChapterEnded(PLACE, "hamlet", OTHER, LATER, STOOD, CLOSED),
        told_chapters.ChapterEndedV1(**GONE),
    ),
    (
        chapters.ChapterWithdrawn(PLACE, "hamlet", OTHER, STOOD),
        told_chapters.ChapterWithdrawnV1(**CHAPTER, was=SAID[STOOD], now=()),
    ),
]
OF_BOARD: Any = {"host_kind": "clan", "host_id": OTHER}
BOARD: dict[str, Any] = {"board_id": STREAM, "place_id": PLACE} | OF_BOARD
BOARD_THERE = (boards.BoardSpell(PLACE, DAY, **OF_BOARD),)
BOARD_CLOSED = (boards.BoardSpell(PLACE, DAY, LATER, **OF_BOARD),)
BOARD_SAID = {
    spells: tuple(told_boards.BoardSpell(**vars(each)) for each in spells)
    for spells in (BOARD_THERE, BOARD_CLOSED)
}
BOARD_OVER: dict[str, Any] = BOARD | {
    "was": BOARD_SAID[BOARD_THERE],
    "now": BOARD_SAID[BOARD_CLOSED],
    "ended_on": LATER,
    "document_number": PAPER,
}
BOARDS_TOLD: list[tuple[Any, Any]] = [
    (
        boards.BoardFounded(PLACE, "clan", OTHER, "Ban Khuyến học", DAY, PAPER),
        told_boards.BoardFoundedV1(**BOARD, founded_on=DAY, document_number=PAPER),
    ),
    (
        boards.BoardCorrected(
            *(PLACE, "clan", OTHER, "Ban Khuyến học", DAY, None, BOARD_CLOSED, BOARD_THERE)
        ),
        told_boards.BoardCorrectedV1(
            **BOARD,
            founded_on=DAY,
            document_number=None,
            was=BOARD_SAID[BOARD_CLOSED],
            now=BOARD_SAID[BOARD_THERE],
        ),
    ),
    (
        boards.BoardMerged(*(PLACE, "clan", OTHER, OTHER, LATER, PAPER, BOARD_THERE, BOARD_CLOSED)),
        told_boards.BoardMergedV1(**BOARD_OVER, into_board_id=OTHER),
    ),
    (
        boards.BoardEnded(PLACE, "clan", OTHER, LATER, PAPER, BOARD_THERE, BOARD_CLOSED),
        told_boards.BoardEndedV1(**BOARD_OVER),
    ),
    (
        boards.BoardWithdrawn(PLACE, "clan", OTHER, BOARD_THERE),
        told_boards.BoardWithdrawnV1(**BOARD, was=BOARD_SAID[BOARD_THERE], now=()),
    ),
]
OF_COMMITTEE: Any = {"level": "commune", "agency_kind": "establishment", "agency_id": OTHER}
COMMITTEE: dict[str, Any] = {"committee_id": STREAM, "place_id": PLACE} | OF_COMMITTEE
COMMITTEE_THERE = (committees.CommitteeSpell(PLACE, DAY, **OF_COMMITTEE),)
COMMITTEE_CLOSED = (committees.CommitteeSpell(PLACE, DAY, LATER, **OF_COMMITTEE),)
COMMITTEE_SAID = {
    spells: tuple(told_committees.CommitteeSpell(**vars(each)) for each in spells)
    for spells in (COMMITTEE_THERE, COMMITTEE_CLOSED)
}
COMMITTEE_OVER: dict[str, Any] = COMMITTEE | {
    "was": COMMITTEE_SAID[COMMITTEE_THERE],
    "now": COMMITTEE_SAID[COMMITTEE_CLOSED],
    "ended_on": LATER,
    "document_number": PAPER,
}
COMMITTEES_TOLD: list[tuple[Any, Any]] = [
    (
        committees.CommitteeFounded(PLACE, "commune", "establishment", OTHER, DAY, PAPER),
        told_committees.CommitteeFoundedV1(**COMMITTEE, founded_on=DAY, document_number=PAPER),
    ),
    (
        committees.CommitteeCorrected(
            *(
                PLACE,
                "commune",
                "establishment",
                OTHER,
                DAY,
                None,
                COMMITTEE_CLOSED,
                COMMITTEE_THERE,
            )
        ),
        told_committees.CommitteeCorrectedV1(
            **COMMITTEE,
            founded_on=DAY,
            document_number=None,
            was=COMMITTEE_SAID[COMMITTEE_CLOSED],
            now=COMMITTEE_SAID[COMMITTEE_THERE],
        ),
    ),
    (
        committees.CommitteeMerged(
            *(
                PLACE,
                "commune",
                "establishment",
                OTHER,
                OTHER,
                LATER,
                PAPER,
                COMMITTEE_THERE,
                COMMITTEE_CLOSED,
            )
        ),
        told_committees.CommitteeMergedV1(**COMMITTEE_OVER, into_committee_id=OTHER),
    ),
    (
        committees.CommitteeEnded(
            PLACE,
            "commune",
            "establishment",
            OTHER,
            LATER,
            PAPER,
            COMMITTEE_THERE,
            COMMITTEE_CLOSED,
        ),
        told_committees.CommitteeEndedV1(**COMMITTEE_OVER),
    ),
    (
        committees.CommitteeWithdrawn(PLACE, "commune", "establishment", OTHER, COMMITTEE_THERE),
        told_committees.CommitteeWithdrawnV1(
            **COMMITTEE, was=COMMITTEE_SAID[COMMITTEE_THERE], now=()
        ),
    ),
]
OF_HOST: Any = {"host_kind": "association", "host_id": OTHER}
OF_NEXT: Any = {"host_kind": "hamlet", "host_id": THIRD}
MEMBERSHIP: dict[str, Any] = {"membership_id": STREAM, "place_id": PLACE}
LASTS = (memberships.MembershipSpell(PLACE, DAY, **OF_HOST),)
LEFT = (memberships.MembershipSpell(PLACE, DAY, LATER, **OF_HOST),)
NEXT = (*LEFT, memberships.MembershipSpell(PLACE, LATER, **OF_NEXT))
TOLD = {
    spells: tuple(told_memberships.MembershipSpell(**vars(each)) for each in spells)
    for spells in (LASTS, LEFT, NEXT)
}
MEMBERSHIPS_TOLD: list[tuple[Any, Any]] = [
    (
        memberships.MembershipStarted(PLACE, "association", OTHER, UUID(int=5), DAY),
        told_memberships.MembershipStartedV1(**MEMBERSHIP, **OF_HOST, joined_on=DAY),
    ),
    (
        memberships.MembershipMoved(PLACE, "hamlet", THIRD, LATER, LASTS, NEXT),
        told_memberships.MembershipMovedV1(
            **MEMBERSHIP, **OF_NEXT, moved_on=LATER, was=TOLD[LASTS], now=TOLD[NEXT]
        ),
    ),
    (
        memberships.MembershipCorrected(PLACE, "association", OTHER, DAY, LEFT, LASTS),
        told_memberships.MembershipCorrectedV1(
            **MEMBERSHIP, **OF_HOST, joined_on=DAY, was=TOLD[LEFT], now=TOLD[LASTS]
        ),
    ),
    (
        memberships.MembershipEnded(PLACE, "association", OTHER, LATER, "left", LASTS, LEFT),
        told_memberships.MembershipEndedV1(
            **MEMBERSHIP, **OF_HOST, left_on=LATER, was=TOLD[LASTS], now=TOLD[LEFT]
        ),
    ),
    (
        memberships.MembershipWithdrawn(PLACE, "association", OTHER, LASTS),
        told_memberships.MembershipWithdrawnV1(**MEMBERSHIP, **OF_HOST, was=TOLD[LASTS], now=()),
    ),
]
ORGANISATION_TOLD = [
    *ASSOCIATIONS_TOLD,
    *CHAPTERS_TOLD,
    *BOARDS_TOLD,
    *COMMITTEES_TOLD,
    *MEMBERSHIPS_TOLD,
]
LED = "association", OTHER
TERM = terms.Term(DAY, LATER, PAPER, (terms.Post("chair", UUID(int=5), DAY),))
ORGANISATION_KEPT = [
    associations.AssociationRenamed((NAMED,)),
    chapters.ChapterRenamed((NAMED,)),
    committees.CommitteePlaceReserved(STREAM, (committees.DaysOfPlace(DAY),)),
    *(
        terms.TermStarted(*LED, DAY, (TERM,)),
        terms.TermCorrected(*LED, DAY, LATER, (TERM,)),
        terms.TermEnded(*LED, DAY, LATER, (TERM,)),
        terms.TermWithdrawn(*LED, DAY, ()),
        terms.PostFilled(*LED, "chair", UUID(int=5), DAY, (TERM,)),
        terms.PostVacated(*LED, "chair", UUID(int=5), LATER, (TERM,)),
        terms.PostWithdrawn(*LED, "chair", UUID(int=5), DAY, (TERM,)),
    ),
    memberships.MembershipDuesPaid(2025, DAY, (2025,)),
    memberships.MembershipReserved(STREAM, (memberships.DaysOfHost(OTHER, DAY),)),
]
