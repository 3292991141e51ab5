"""What is written down of two that look alike.

A merged thing is an alias: whoever looks for it finds the survivor. Streams are never joined, and
an un-merge gives back exactly what was there.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from services.registry.bearers.spells import Spells

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `reason_id`: the text that says why in own words, if one was said.

PERSON: Final = "person"
FAMILY: Final = "family"
CLAN: Final = "clan"
ESTABLISHMENT: Final = "establishment"


@dataclass(frozen=True)
class EndedStay:
    """Whoever belongs to the family since that day does no more, for they belong to it twice."""

    family_id: UUID
    person_ref: UUID
    since: date
    left_on: date


@dataclass(frozen=True)
class EndedClanStay:
    """Whoever belongs to the clan since that day does no more, for they belong to it twice."""

    clan_id: UUID
    person_ref: UUID
    since: date
    left_on: date


@dataclass(frozen=True)
class EndedMembership:
    """This membership of a chapter or an association lasts no more, for the person has another."""

    membership_id: UUID
    left_on: date


@dataclass(frozen=True)
class PersonMerged:
    """On the stream of the alias. The places are those on whose books the two are; `ended`,
    `ended_in_clans` and `ended_memberships` come back once the merge is taken back."""

    TYPE: ClassVar[str] = "registry.person-merged.v1"
    place_id: UUID
    survivor_ref: UUID
    survivor_place_id: UUID
    merged_on: date
    ground_code: str
    ended: tuple[EndedStay, ...] = ()
    ended_in_clans: tuple[EndedClanStay, ...] = ()
    reason_id: UUID | None = None
    ended_memberships: tuple[EndedMembership, ...] = ()


@dataclass(frozen=True)
class PersonUnmerged:
    """On the stream of what was an alias."""

    TYPE: ClassVar[str] = "registry.person-unmerged.v1"
    place_id: UUID
    survivor_ref: UUID
    survivor_place_id: UUID
    unmerged_on: date
    reason_id: UUID | None = None


@dataclass(frozen=True)
class PersonAliasNamed:
    """On the stream of the survivor: this reference is the same person."""

    TYPE: ClassVar[str] = "registry.person-alias-named.v1"
    alias_ref: UUID


@dataclass(frozen=True)
class PersonAliasReleased:
    """On the stream of the survivor: this reference is another person after all."""

    TYPE: ClassVar[str] = "registry.person-alias-released.v1"
    alias_ref: UUID


@dataclass(frozen=True)
class BearerMerged:
    """On the stream of the alias, which counts as if it had never been: `was` are the spells that
    are taken back. The places are those on whose books the two are."""

    TYPE: ClassVar[str]
    place_id: UUID
    survivor_id: UUID
    survivor_place_id: UUID
    merged_on: date
    ground_code: str
    was: Spells
    now: Spells = ()
    reason_id: UUID | None = None


@dataclass(frozen=True)
class BearerUnmerged:
    """On the stream of what was an alias: `now` are the spells that it had."""

    TYPE: ClassVar[str]
    place_id: UUID
    survivor_id: UUID
    survivor_place_id: UUID
    unmerged_on: date
    now: Spells
    was: Spells = ()
    reason_id: UUID | None = None


@dataclass(frozen=True)
class FamilyMerged(BearerMerged):
    TYPE: ClassVar[str] = "registry.family-merged.v1"


@dataclass(frozen=True)
class FamilyUnmerged(BearerUnmerged):
    TYPE: ClassVar[str] = "registry.family-unmerged.v1"


@dataclass(frozen=True)
class ClanMerged(BearerMerged):
    TYPE: ClassVar[str] = "registry.clan-merged.v1"


@dataclass(frozen=True)
class ClanUnmerged(BearerUnmerged):
    TYPE: ClassVar[str] = "registry.clan-unmerged.v1"


@dataclass(frozen=True)
class EstablishmentMerged(BearerMerged):
    """`kind`: of which the alias is."""

    TYPE: ClassVar[str] = "registry.establishment-merged.v1"
    kind: str = ""


@dataclass(frozen=True)
class EstablishmentUnmerged(BearerUnmerged):
    TYPE: ClassVar[str] = "registry.establishment-unmerged.v1"
    kind: str = ""


@dataclass(frozen=True)
class DuplicateDismissed:
    """Two that look alike are two. `one_id` is the lesser of both ids, at `place_id`."""

    TYPE: ClassVar[str] = "registry.duplicate-dismissed.v1"
    kind: str
    one_id: UUID
    other_id: UUID
    place_id: UUID
    dismissed_on: date
    reason_id: UUID | None = None
