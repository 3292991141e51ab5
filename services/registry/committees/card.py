"""All that belongs to committees."""

from typing import Any, get_args
from uuid import UUID

from services.registry.committees.api.routes import routes
from services.registry.committees.committee.facts import (
    CommitteeCorrected,
    CommitteeEnded,
    CommitteeFact,
    CommitteeFounded,
    CommitteeMerged,
    CommitteePlaceReserved,
    CommitteeSpells,
    CommitteeWithdrawn,
)
from services.registry.committees.views import COMMITTEES
from shared.contracts.registry.committees import (
    CommitteeCorrectedV1,
    CommitteeEndedV1,
    CommitteeFoundedV1,
    CommitteeMergedV1,
    CommitteeSpell,
    CommitteeWithdrawnV1,
)
from shared.web.card import Card


def _founded(subject: UUID, fact: CommitteeFounded) -> CommitteeFoundedV1:
    said, number = _of(subject, fact), fact.document_number
    return CommitteeFoundedV1(**said, founded_on=fact.founded_on, document_number=number)


def _corrected(subject: UUID, fact: CommitteeCorrected) -> CommitteeCorrectedV1:
    return CommitteeCorrectedV1(
        **_of(subject, fact),
        founded_on=fact.founded_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _merged(subject: UUID, fact: CommitteeMerged) -> CommitteeMergedV1:
    return CommitteeMergedV1(
        **_of(subject, fact),
        into_committee_id=fact.into_committee_id,
        ended_on=fact.ended_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _ended(subject: UUID, fact: CommitteeEnded) -> CommitteeEndedV1:
    return CommitteeEndedV1(
        **_of(subject, fact),
        ended_on=fact.ended_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _withdrawn(subject: UUID, fact: CommitteeWithdrawn) -> CommitteeWithdrawnV1:
    return CommitteeWithdrawnV1(**_of(subject, fact), was=_told(fact.was), now=())


def _of(subject: UUID, fact: Any) -> dict[str, Any]:
    """What each of them says: of which committee, as it is now."""
    return {
        "committee_id": subject,
        "place_id": fact.place_id,
        "level": fact.level,
        "agency_kind": fact.agency_kind,
        "agency_id": fact.agency_id,
    }


def _told(spells: CommitteeSpells) -> tuple[CommitteeSpell, ...]:
    return tuple(
        CommitteeSpell(
            place_id=each.place_id,
            since=each.since,
            until=each.until,
            level=each.level,
            agency_kind=each.agency_kind,
            agency_id=each.agency_id,
        )
        for each in spells
    )


CARD = Card(
    name="committees",
    facts=(*get_args(CommitteeFact), CommitteePlaceReserved),
    told=(_founded, _corrected, _merged, _ended, _withdrawn),
    kept=(CommitteePlaceReserved,),
    views=(COMMITTEES,),
    routes=routes,
    actions=(
        "registry.committee.found",
        "registry.committee.correct",
        "registry.committee.merge",
        "registry.committee.dissolve",
        "registry.committee.withdraw",
        "registry.committee.read",
    ),
)
