"""What registry tells the world of people, who are references."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code


class PersonEvent(Contract, frozen=True, kw_only=True):
    """Something about one person, who is a reference and nothing else."""

    TOPIC: ClassVar[str] = "registry.people"
    SUBJECT: ClassVar[str] = "person_ref"
    person_ref: UUID


class PersonMergedV1(PersonEvent, frozen=True, kw_only=True):
    """This reference is an alias of `survivor_ref`, and was the same person all the time. Whatever
    an alias is merged into may become one itself: follow them to the end."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.person-merged.v1"
    place_id: UUID
    survivor_ref: UUID
    merged_on: date
    ground_code: Code


class PersonUnmergedV1(PersonEvent, frozen=True, kw_only=True):
    """It was another person after all."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.person-unmerged.v1"
    place_id: UUID
    survivor_ref: UUID
    unmerged_on: date


class PersonErasedV1(PersonEvent, frozen=True, kw_only=True):
    """What was known of a person is gone; only the reference remains in older facts.

    `place_id` is on whose books the person was; None: nobody wrote that down."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.person-erased.v1"
    erased_on: date
    place_id: UUID | None = None


class ProcessingEvent(PersonEvent, frozen=True, kw_only=True):
    """Whether a person's data may be shown and used to notify them. Why, nobody is told."""

    place_id: UUID


class ProcessingRestrictedV1(ProcessingEvent, frozen=True, kw_only=True):
    """From that day on neither shown nor notified."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.processing-restricted.v1"
    restricted_on: date


class ProcessingResumedV1(ProcessingEvent, frozen=True, kw_only=True):
    """The restriction or objection is lifted from that day on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.processing-resumed.v1"
    resumed_on: date
