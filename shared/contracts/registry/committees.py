"""What registry tells the world of committees."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, DocumentNumber, Spell


class CommitteeSpell(Spell, frozen=True, kw_only=True):
    """A spell, of which level the committee is in it, and with whom as its standing agency."""

    level: Code
    agency_kind: Code
    agency_id: UUID | None = None


class CommitteeEvent(Contract, frozen=True, kw_only=True):
    """Something about one committee (ban chỉ đạo xây dựng xã hội học tập), counted at its place by
    level: province, district, commune. Its standing agency (cơ quan thường trực) is an authority of
    the place (culture-and-society-office, education-office, party-committee, peoples-committee), or
    the establishment that `agency_id` names. A place has one committee at a time."""

    TOPIC: ClassVar[str] = "registry.committees"
    SUBJECT: ClassVar[str] = "committee_id"
    committee_id: UUID
    place_id: UUID
    level: Code
    agency_kind: Code
    agency_id: UUID | None = None


class CommitteeFoundedV1(CommitteeEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.committee-founded.v1"
    founded_on: date
    document_number: DocumentNumber | None


class CommitteeRestated(CommitteeEvent, frozen=True, kw_only=True):
    """All spells, by what was known before and is known now."""

    was: tuple[CommitteeSpell, ...]
    now: tuple[CommitteeSpell, ...]


class CommitteeCorrectedV1(CommitteeRestated, frozen=True, kw_only=True):
    """Where, with whom, when or by which document it was founded was written wrongly."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.committee-corrected.v1"
    founded_on: date
    document_number: DocumentNumber | None


class CommitteeMergedV1(CommitteeRestated, frozen=True, kw_only=True):
    """It went on in another committee from `ended_on` on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.committee-merged.v1"
    into_committee_id: UUID
    ended_on: date
    document_number: DocumentNumber | None


class CommitteeEndedV1(CommitteeRestated, frozen=True, kw_only=True):
    """Dissolved: there no more on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.committee-ended.v1"
    ended_on: date
    document_number: DocumentNumber | None


class CommitteeWithdrawnV1(CommitteeRestated, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.committee-withdrawn.v1"
