"""Person (người): what the log knows of somebody is a reference, that it was read or asked for
in vain, that it is gone.

Names, phones and identity numbers are in the vault, never in a fact; nor is what officers write in
their own words, which is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.duplicates.merging.facts import (
    PersonAliasNamed,
    PersonAliasReleased,
    PersonMerged,
    PersonUnmerged,
)
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class PersonErased:
    """From this fact on the vault must forget the person; the deletion follows it.

    `place_id` is where the vault had the person, so that who asks again is told only within
    reach; None: erased before this was kept."""

    TYPE: ClassVar[str] = "registry.person-erased.v1"
    erased_on: date
    place_id: UUID | None = None


@dataclass(frozen=True)
class PersonalDataCorrected:
    """On the stream of the correction, which the vault keeps: somebody's data were written wrongly.
    `reason_id`: the text that says why, if one was said. `undoes`: the correction that is taken
    back by this one, which says what was said before."""

    TYPE: ClassVar[str] = "registry.personal-data-corrected.v1"
    person_ref: UUID
    place_id: UUID
    reason_id: UUID | None = None
    undoes: UUID | None = None


@dataclass(frozen=True)
class PersonalDataRead:
    """Somebody was shown what the vault holds on these people; who, is beside the fact."""

    TYPE: ClassVar[str] = "registry.personal-data-read.v1"
    person_refs: tuple[UUID, ...]


@dataclass(frozen=True)
class PersonNamed:
    """A list of another service named these people, and it was told how to refer to them; who asked
    for it, is beside the fact."""

    TYPE: ClassVar[str] = "registry.person-named.v1"
    person_refs: tuple[UUID, ...]


@dataclass(frozen=True)
class PersonalDataExported:
    """The names of so many people left in one export; whose, the table `exports` has under the id
    of this stream; to whom, is beside the fact."""

    TYPE: ClassVar[str] = "registry.personal-data-exported.v1"
    number: int


@dataclass(frozen=True)
class PersonalDataNotShown:
    """Somebody asked to do `action` and was shown nobody: not there, out of reach, not granted or
    not found, which the log tells apart no more than the answer does. `person_ref` is whom they
    asked for by reference; what they searched for is nowhere written."""

    TYPE: ClassVar[str] = "registry.personal-data-not-shown.v1"
    action: str
    person_ref: UUID | None = None


@dataclass(frozen=True)
class TextAttached:
    """On the stream of a text, whose words the service keeps apart: it belongs to this thing."""

    TYPE: ClassVar[str] = "registry.text-attached.v1"
    subject_id: UUID


@dataclass(frozen=True)
class TextsRead:
    """Somebody was shown these texts; who, is beside the fact."""

    TYPE: ClassVar[str] = "registry.text-read.v1"
    text_ids: tuple[UUID, ...]


# Refusals.


class PersonUnknown(Refusal):
    code = "registry.person-unknown"
    kind = Kind.NOT_FOUND
    sentence = (
        "There is no such person, or their data was erased: look them up anew, or name somebody"
        " else."
    )


class PersonMergedElsewhere(Refusal):
    code = "registry.person-merged-elsewhere"
    kind = Kind.CONFLICT
    sentence = (
        "This person is on the books under another reference: look them up anew, or ask an officer"
        " who oversees a wider area."
    )


class MergedMeanwhile(Refusal):
    code = "registry.merged-meanwhile"
    kind = Kind.NOT_YET
    sentence = "Somebody merged this person with another at this moment: ask again."


# The person.


@dataclass(frozen=True)
class Person:
    """`erased_on` None: not erased, which does not say that the vault knows the person.
    `place_id`: where it had one that is erased; None: nobody wrote that down.
    `aliases`: these are aliases of this one, themselves. `merges`: all that was said of it as an
    alias, in order."""

    erased_on: date | None = None
    place_id: UUID | None = None
    aliases: frozenset[UUID] = frozenset()
    merges: tuple[PersonMerged | PersonUnmerged, ...] = ()

    def evolve(
        self,
        fact: PersonErased | PersonMerged | PersonUnmerged | PersonAliasNamed | PersonAliasReleased,
    ) -> Person:
        match fact:
            case PersonErased():
                return replace(self, erased_on=fact.erased_on, place_id=fact.place_id)
            case PersonMerged() | PersonUnmerged():
                return replace(self, merges=(*self.merges, fact))
            case PersonAliasNamed():
                return replace(self, aliases=self.aliases | {fact.alias_ref})
            case PersonAliasReleased():
                return replace(self, aliases=self.aliases - {fact.alias_ref})

    @property
    def alias(self) -> PersonMerged | PersonUnmerged | None:
        """What was said last of it as an alias."""
        return self.merges[-1] if self.merges else None

    @property
    def merged(self) -> PersonMerged | None:
        """This reference is an alias."""
        return self.alias if isinstance(self.alias, PersonMerged) else None

    def require_present(self) -> None:
        """Somebody who is spoken of goes by their own reference."""
        self.require_known()
        if self.merged is not None:
            raise PersonMergedElsewhere

    def require_known(self) -> None:
        if self.erased_on is not None:
            raise PersonUnknown

    @property
    def same(self) -> frozenset[UUID]:
        """The references next to this one that are the same person."""
        into = {self.merged.survivor_ref} if self.merged else set[UUID]()
        return self.aliases | into

    def erase(self, today: date, place_id: UUID | None) -> list[PersonErased]:
        return [] if self.erased_on else [PersonErased(today, place_id)]
