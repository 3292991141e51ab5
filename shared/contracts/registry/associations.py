"""What registry tells the world of associations."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, DocumentNumber, Spell


class AssociationSpell(Spell, frozen=True, kw_only=True):
    """A spell, and as one of which level it counts in it."""

    level: Code


class AssociationEvent(Contract, frozen=True, kw_only=True):
    """Something about one association (hội khuyến học), counted at its place and as one of its
    level: province, district (until 2025), commune. A place may be without one, or have several."""

    TOPIC: ClassVar[str] = "registry.associations"
    SUBJECT: ClassVar[str] = "association_id"
    association_id: UUID
    place_id: UUID
    level: Code


class AssociationFoundedV1(AssociationEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.association-founded.v1"
    founded_on: date
    document_number: DocumentNumber | None


class AssociationRestated(AssociationEvent, frozen=True, kw_only=True):
    """All spells, by what was known before and is known now."""

    was: tuple[AssociationSpell, ...]
    now: tuple[AssociationSpell, ...]


class AssociationCorrectedV1(AssociationRestated, frozen=True, kw_only=True):
    """Where, when or by which document it was founded was written wrongly, or its end."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.association-corrected.v1"
    founded_on: date
    document_number: DocumentNumber | None


class AssociationMergedV1(AssociationRestated, frozen=True, kw_only=True):
    """It went on in another association from `ended_on` on, by that document."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.association-merged.v1"
    into_association_id: UUID
    ended_on: date
    document_number: DocumentNumber | None


class AssociationEndedV1(AssociationRestated, frozen=True, kw_only=True):
    """Dissolved: there no more on `ended_on` and after, by that document."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.association-ended.v1"
    ended_on: date
    document_number: DocumentNumber | None


class AssociationWithdrawnV1(AssociationRestated, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty.
    `ground_code`: why, where not because it was written down by mistake (import-undone: the import
    that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.association-withdrawn.v1"
    ground_code: Code | None = None


class HandoverAnnouncedV1(AssociationEvent, frozen=True, kw_only=True):
    """The members and the funds of an association that is there no more go to these others, by that
    document; none: nobody said of them. Once it is said that it never ended, there is no handover,
    until one is announced anew."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.handover-announced.v1"
    announced_on: date
    document_number: DocumentNumber
    members_to: tuple[UUID, ...]
    funds_to: tuple[UUID, ...]
