"""What officers look up: the committees of a place (`committees`)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.committees.committee.facts import (
    CommitteeCorrected,
    CommitteeEnded,
    CommitteeFounded,
    CommitteeMerged,
    CommitteeWithdrawn,
)
from shared.eventstore.facts import Fact
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class CommitteeRow:
    """A committee (ban chỉ đạo xây dựng xã hội học tập) of a place of a level, with its standing
    agency: an authority of the place by its kind, or an establishment by its id; once it is there
    no more, with the one that it went on in, if it did."""

    committee_id: UUID
    place_id: UUID
    level: str
    agency_kind: str
    agency_id: UUID | None
    founded_on: date
    document_number: str | None = None
    into_committee_id: UUID | None = None
    ended_on: date | None = None


class Committees(Things[CommitteeRow]):
    """`document_number` is that of its founding."""

    def _said(self, fact: Fact) -> dict[str, object]:
        said = super()._said(fact)
        if isinstance(fact, CommitteeMerged | CommitteeEnded):
            del said["document_number"]
        return said

    def as_seen(self, row: CommitteeRow, until: date) -> CommitteeRow | None:
        seen = super().as_seen(row, until)
        if seen is None:
            return None
        return replace(seen, into_committee_id=seen.into_committee_id if seen.ended_on else None)


COMMITTEES = Committees(
    "committees",
    1,
    CommitteeRow,
    CommitteeFounded,
    (CommitteeCorrected, CommitteeMerged, CommitteeEnded),
    "founded_on",
    "ended_on",
    CommitteeWithdrawn,
    allocated=True,
)
