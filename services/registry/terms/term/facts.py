"""The facts of terms, all at home, on a stream for each body: `now` are all its terms, as they are
known now."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.identifiers import derived_id


@dataclass(frozen=True)
class Post:
    """Somebody holds it from `since` on, until the first day no more (None: as long as the term
    lasts). `document_number`: by which they were elected or appointed, if one is known. Stored in
    facts."""

    post_code: str
    person_ref: UUID
    since: date
    until: date | None = None
    document_number: str | None = None


@dataclass(frozen=True)
class Term:
    """From `since` on, until the first day no more, which may be to come: how long a term is is
    said by whoever writes it down. Stored in facts."""

    since: date
    until: date | None = None
    document_number: str | None = None
    posts: tuple[Post, ...] = ()


# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class TermStarted:
    TYPE: ClassVar[str] = "registry.term-started.v1"
    body_kind: str
    body_id: UUID
    since: date
    now: tuple[Term, ...]


@dataclass(frozen=True)
class TermCorrected:
    """Days or document were written wrongly; `written_on`: the first day it had before."""

    TYPE: ClassVar[str] = "registry.term-corrected.v1"
    body_kind: str
    body_id: UUID
    written_on: date
    since: date
    now: tuple[Term, ...]


@dataclass(frozen=True)
class TermEnded:
    TYPE: ClassVar[str] = "registry.term-ended.v1"
    body_kind: str
    body_id: UUID
    since: date
    until: date
    now: tuple[Term, ...]


@dataclass(frozen=True)
class TermWithdrawn:
    """It never was."""

    TYPE: ClassVar[str] = "registry.term-withdrawn.v1"
    body_kind: str
    body_id: UUID
    since: date
    now: tuple[Term, ...]


@dataclass(frozen=True)
class PostFilled:
    """Elected or appointed; a chair instead of whoever was."""

    TYPE: ClassVar[str] = "registry.post-filled.v1"
    body_kind: str
    body_id: UUID
    post_code: str
    person_ref: UUID
    since: date
    now: tuple[Term, ...]


@dataclass(frozen=True)
class PostVacated:
    TYPE: ClassVar[str] = "registry.post-vacated.v1"
    body_kind: str
    body_id: UUID
    post_code: str
    person_ref: UUID
    until: date
    now: tuple[Term, ...]


@dataclass(frozen=True)
class PostWithdrawn:
    """They never held it."""

    TYPE: ClassVar[str] = "registry.post-withdrawn.v1"
    body_kind: str
    body_id: UUID
    post_code: str
    person_ref: UUID
    since: date
    now: tuple[Term, ...]


TermFact = (
    TermStarted
    | TermCorrected
    | TermEnded
    | TermWithdrawn
    | PostFilled
    | PostVacated
    | PostWithdrawn
)


def terms_id(body_id: UUID) -> UUID:
    """The stream that says who leads a body."""
    return derived_id("term", body_id)
