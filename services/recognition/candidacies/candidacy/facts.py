"""The facts of a bearer's candidacies, and what is asked that leads to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple
from uuid import UUID

from shared.vocabulary.identifiers import derived_id

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# Each says all that its published event needs.
# A bearer is named by its kind and its id.


@dataclass(frozen=True)
class Spell:
    """On the books of one place from `since` on, until `until`, the first day no more (None: it
    is)."""

    place_id: UUID
    since: date
    until: date | None = None


@dataclass(frozen=True)
class BearerHeard:
    """Another service told of the bearer: it is on the books of this place, `since` that day
    (None: it was not kept). Not published again."""

    TYPE: ClassVar[str] = "recognition.bearer-heard.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    since: date | None = None


@dataclass(frozen=True)
class BearerMoved:
    """Another service told anew on whose books the bearer was when. Not published again."""

    TYPE: ClassVar[str] = "recognition.bearer-moved.v1"
    bearer_kind: str
    bearer_id: UUID
    spells: tuple[Spell, ...]


@dataclass(frozen=True)
class BearerAllocated:
    """Another service told that the bearer, on the books of `place_id`, which was split, belongs to
    this part from the day on; what was told of that day and later is so no more. Not published
    again."""

    TYPE: ClassVar[str] = "recognition.bearer-allocated.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    to_place_id: UUID
    effective_on: date


@dataclass(frozen=True)
class BearerMerged:
    """Another service told that the bearer was `survivor_id` all the time: it is wherever that one
    is, in these spells (none: of that one nothing was heard yet). Said anew whenever that one is
    somewhere else. Not published again."""

    TYPE: ClassVar[str] = "recognition.bearer-merged.v1"
    bearer_kind: str
    bearer_id: UUID
    survivor_id: UUID
    spells: tuple[Spell, ...]


@dataclass(frozen=True)
class BearerUnmerged:
    """Another service told that it was another one after all: it is where itself was told to be.
    Not published again."""

    TYPE: ClassVar[str] = "recognition.bearer-unmerged.v1"
    bearer_kind: str
    bearer_id: UUID
    survivor_id: UUID


@dataclass(frozen=True)
class BearerAliasNamed:
    """On the stream of the survivor: that bearer is the same, and goes where this one goes. Not
    published again."""

    TYPE: ClassVar[str] = "recognition.bearer-alias-named.v1"
    bearer_kind: str
    bearer_id: UUID
    alias_id: UUID


@dataclass(frozen=True)
class BearerAliasReleased:
    """On the stream of the survivor: that bearer was another one after all. Not published again."""

    TYPE: ClassVar[str] = "recognition.bearer-alias-released.v1"
    bearer_kind: str
    bearer_id: UUID
    alias_id: UUID


@dataclass(frozen=True)
class BearerWithdrawn:
    """Another service told that the bearer never was, and on what ground, if one was said. Not
    published again."""

    TYPE: ClassVar[str] = "recognition.bearer-withdrawn.v1"
    bearer_kind: str
    bearer_id: UUID
    ground_code: str | None = None


@dataclass(frozen=True)
class CandidacyWaiting:
    """Asked for before the bearer was heard of: neither published nor counted.

    `said_place_id` is where the officer says the bearer lives; none: the system itself asked."""

    TYPE: ClassVar[str] = "recognition.candidacy-waiting.v1"
    bearer_kind: str
    bearer_id: UUID
    title: str
    title_year: int
    registration: str
    registered_on: date
    said_place_id: UUID | None = None


@dataclass(frozen=True)
class CandidacyRegistered:
    TYPE: ClassVar[str] = "recognition.candidacy-registered.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    registration: str
    registered_on: date


@dataclass(frozen=True)
class CandidacyMoved:
    """What is not decided goes where its bearer goes: on whose books it was counted, by what was
    known before and is known now. `place_id`: where it is."""

    TYPE: ClassVar[str] = "recognition.candidacy-moved.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    registration: str
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


@dataclass(frozen=True)
class CandidacyWithdrawn:
    """The bearer does not run any more. `registration` is as it was registered. `ground_code`: why,
    where not because the bearer wanted so."""

    TYPE: ClassVar[str] = "recognition.candidacy-withdrawn.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    registration: str
    withdrawn_on: date
    ground_code: str | None = None


@dataclass(frozen=True)
class TitleRecognised:
    TYPE: ClassVar[str] = "recognition.title-recognised.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    decided_on: date
    decision_number: str


@dataclass(frozen=True)
class CandidacyDeclined:
    TYPE: ClassVar[str] = "recognition.candidacy-declined.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    decided_on: date
    decision_number: str
    ground_code: str


@dataclass(frozen=True)
class RecognitionRevoked:
    """The title was taken back by a decision; the one that gave it stays in the history."""

    TYPE: ClassVar[str] = "recognition.recognition-revoked.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    revoked_on: date
    decision_number: str
    ground_code: str


@dataclass(frozen=True)
class CandidacyRestated:
    """Of the runs of bearers that are one, one alone counts for a title of a year. `was` and `now`:
    on whose books this one was counted, and is; it is set back without `now`, and counts again
    without `was`. Whatever stands of it, stands."""

    TYPE: ClassVar[str] = "recognition.candidacy-restated.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    registration: str
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


@dataclass(frozen=True)
class RecognitionRestated:
    """The title that was given on a run that is set back, or counts again: where it was counted,
    and is, from the day of its decision on until it was revoked, if it was."""

    TYPE: ClassVar[str] = "recognition.recognition-restated.v1"
    bearer_kind: str
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


Said = (
    CandidacyMoved
    | CandidacyRestated
    | RecognitionRestated
    | CandidacyWithdrawn
    | TitleRecognised
    | CandidacyDeclined
    | RecognitionRevoked
)
"""What is said of a run that is registered."""
Published = CandidacyRegistered | Said
OfBearer = BearerHeard | BearerMoved | BearerAllocated | BearerMerged | BearerUnmerged
"""What says where a bearer is."""
OfAliases = BearerAliasNamed | BearerAliasReleased
CandidacyFact = OfBearer | OfAliases | BearerWithdrawn | CandidacyWaiting | Published
CANDIDACY_FACTS = (
    BearerHeard,
    BearerMoved,
    BearerAllocated,
    BearerMerged,
    BearerUnmerged,
    BearerAliasNamed,
    BearerAliasReleased,
    BearerWithdrawn,
    CandidacyWaiting,
    CandidacyRegistered,
    CandidacyMoved,
    CandidacyRestated,
    RecognitionRestated,
    CandidacyWithdrawn,
    TitleRecognised,
    CandidacyDeclined,
    RecognitionRevoked,
)


class Standing(StrEnum):
    WAITING = "waiting"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"
    RECOGNISED = "recognised"
    DECLINED = "declined"
    REVOKED = "revoked"


# What is asked.


@dataclass(frozen=True)
class Asked:
    """A bearer asks for a title. Where the bearer lives is heard from registry, not asked."""

    bearer_kind: str
    bearer_id: UUID
    title: str
    title_year: int
    registration: str
    registered_on: date


@dataclass(frozen=True)
class Verdict:
    """What was decided on a candidacy; no ground: the title is given."""

    title: str
    title_year: int
    decided_on: date
    decision_number: str
    ground_code: str | None = None


@dataclass(frozen=True)
class Withdrawal:
    """The bearer does not want to run any more (rút đăng ký); from this day on it does not."""

    title: str
    title_year: int
    withdrawn_on: date


@dataclass(frozen=True)
class Revocation:
    """By what decision, and on what ground, a title is taken back (thu hồi)."""

    title: str
    title_year: int
    revoked_on: date
    decision_number: str
    ground_code: str


class BearerKey(NamedTuple):
    """Which bearer: of what kind, and its id."""

    kind: str
    bearer_id: UUID


def candidacy_id(title: str, title_year: int, bearer_kind: str, bearer_id: UUID) -> UUID:
    """A candidacy is what its title, title year and bearer make it."""
    return derived_id("candidacy", title, title_year, bearer_kind, bearer_id)


def bearer_stream(bearer_kind: str, bearer_id: UUID) -> UUID:
    """The stream of everything recognition knows of a bearer; the id of a family, say, names its
    stream in registry."""
    return derived_id("bearer", bearer_kind, bearer_id)
