"""What may happen to a place. Stored for ever: fields are added with a default, never renamed,
retyped or removed. Names of places are authored configuration, not free text."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, assert_never
from uuid import UUID

from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import Attribute, Attributes, Change, Entry, How

TERRITORY_ID = derived_id("territory")
"""The one stream of all places."""


@dataclass(frozen=True)
class PlaceEstablished:
    """A place is on the books; `valid_from` None: since before anyone recorded it (không rõ)."""

    TYPE: ClassVar[str] = "registry.place-established.v1"
    place_id: UUID
    level: str
    kind: str
    name: str
    code: str | None
    parent_id: UUID | None
    valid_from: date | None
    document_number: str | None = None


@dataclass(frozen=True)
class PlaceAltered:
    """From `effective_on` the attributes named in `changed` have the values given here; the
    others are what they are on that day, for readers who want the whole."""

    TYPE: ClassVar[str] = "registry.place-altered.v1"
    place_id: UUID
    changed: tuple[Attribute, ...]
    kind: str
    name: str
    code: str | None
    parent_id: UUID | None
    effective_on: date
    document_number: str | None = None


@dataclass(frozen=True)
class PlaceEnded:
    """The place is no longer in force on `ended_on` and after."""

    TYPE: ClassVar[str] = "registry.place-ended.v1"
    place_id: UUID
    ended_on: date
    document_number: str | None = None


@dataclass(frozen=True)
class PlaceSucceeded:
    """`how`: whole, part, renamed or retyped. A split place has one fact per successor."""

    TYPE: ClassVar[str] = "registry.place-succeeded.v1"
    place_id: UUID
    successor_id: UUID
    how: How
    effective_on: date
    document_number: str | None = None


@dataclass(frozen=True)
class PlaceChangesCancelled:
    """All that was recorded of the place until now by this document for `effective_on` is not to
    be: its beginning, what it would have become, its end, what would have taken over. The document
    was cancelled before its day; announced again, it is said anew."""

    TYPE: ClassVar[str] = "registry.place-changes-cancelled.v1"
    place_id: UUID
    effective_on: date
    document_number: str


@dataclass(frozen=True)
class PlaceWithdrawn:
    """It never was, since the day from which it was said to be (None: since ever). `ground_code`:
    why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.place-withdrawn.v1"
    place_id: UUID
    valid_from: date | None
    ground_code: str | None = None


TERRITORY_FACTS = (
    PlaceEstablished,
    PlaceAltered,
    PlaceEnded,
    PlaceSucceeded,
    PlaceChangesCancelled,
    PlaceWithdrawn,
)
TerritoryFact = PlaceEstablished | PlaceAltered | PlaceEnded | PlaceSucceeded
"""What may be proposed."""


def entry(fact: TerritoryFact | PlaceChangesCancelled | PlaceWithdrawn) -> Entry:
    """The line of the tree that the fact adds."""
    match fact:
        case PlaceEstablished():
            return Entry(
                Change.ESTABLISHED,
                fact.place_id,
                fact.valid_from,
                attributes=Attributes(fact.level, fact.kind, fact.name, fact.code, fact.parent_id),
                document_number=fact.document_number,
            )
        case PlaceAltered():
            return Entry(
                Change.ALTERED,
                fact.place_id,
                fact.effective_on,
                attributes=Attributes("", fact.kind, fact.name, fact.code, fact.parent_id),
                changed=fact.changed,
                document_number=fact.document_number,
            )
        case PlaceEnded():
            return Entry(
                Change.ENDED,
                fact.place_id,
                fact.ended_on,
                document_number=fact.document_number,
            )
        case PlaceSucceeded():
            return Entry(
                Change.SUCCEEDED,
                fact.place_id,
                fact.effective_on,
                successor_id=fact.successor_id,
                how=fact.how,
                document_number=fact.document_number,
            )
        case PlaceChangesCancelled():
            return Entry(
                Change.CANCELLED,
                fact.place_id,
                fact.effective_on,
                document_number=fact.document_number,
            )
        case PlaceWithdrawn():
            return Entry(Change.WITHDRAWN, fact.place_id, fact.valid_from)
        case _:
            assert_never(fact)
