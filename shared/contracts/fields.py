r"""What a field of a published event may hold.

No free text: a string is a closed code, a number of a document, an official code, or the name of
a place, which is configuration. The patterns stand in the JSON Schemas too; a record that breaks
one is never sent. They end with `\Z`: for Python `$` also stands before a last line break, and
msgspec searches as Python does. Readers of the JSON Schemas know only `$`, which is the end there.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Protocol
from uuid import UUID

from msgspec import Meta, Struct

from shared.vocabulary import documents, kinds

Code = Annotated[str, Meta(pattern=kinds.CODE, max_length=kinds.LONGEST_CODE)]
"""A word of a closed list kept as data: level, kind, title, ground, subject of a class."""

PlaceCode = Annotated[str, Meta(pattern=r"^[0-9A-Z]+([.-][0-9A-Z]+)*\Z", max_length=32)]
"""An official code as text: leading zeros count."""

PlaceName = Annotated[str, Meta(min_length=1, max_length=200)]
"""Configuration written by administrators of places, in Vietnamese."""

DocumentNumber = Annotated[str, Meta(pattern=documents.PATTERN, max_length=documents.LONGEST)]
"""Number and sign of a document (số, ký hiệu) in its one form: `131/QĐ-TTg`, `202/2025/QH15`."""

Count = Annotated[int, Meta(ge=0, le=kinds.LARGEST_INTEGER)]
Dong = Annotated[int, Meta(ge=0, le=kinds.LARGEST_INTEGER)]
"""Money, in whole đồng."""

TitleYear = Annotated[int, Meta(ge=kinds.FIRST_TITLE_YEAR, le=kinds.LAST_TITLE_YEAR)]

PlaceAttribute = Literal["kind", "name", "code", "parent_id"]
Succession = Literal["whole", "part", "renamed", "retyped"]
Registration = kinds.Registration


class Spell(Struct, frozen=True, kw_only=True):
    """How long a bearer stood on the books of one place: from `since` on, until `until`, the first
    day on which it did no more (None: it does)."""

    place_id: UUID
    since: date
    until: date | None = None


class Organiser(Struct, frozen=True, kw_only=True):
    """Who organised something, too."""

    organiser_kind: Code
    organiser_id: UUID


class Partner(Struct, frozen=True, kw_only=True):
    """Which kind of body worked along."""

    partner_kind: Code


class Organising(Protocol):
    """One who organises, as the facts of a service have them."""

    @property
    def organiser_kind(self) -> str: ...
    @property
    def organiser_id(self) -> UUID: ...


class Partnering(Protocol):
    """One who worked along, as the facts of a service have them."""

    @property
    def partner_kind(self) -> str: ...


class Stood(Protocol):
    """A spell as the facts of a service have it."""

    @property
    def place_id(self) -> UUID: ...
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


def spells(stood: Iterable[Stood]) -> tuple[Spell, ...]:
    """As they are told."""
    return tuple([Spell(place_id=s.place_id, since=s.since, until=s.until) for s in stood])


def organisers(named: Iterable[Organising]) -> tuple[Organiser, ...]:
    """As they are told."""
    return tuple(
        [Organiser(organiser_kind=n.organiser_kind, organiser_id=n.organiser_id) for n in named]
    )


def partners(named: Iterable[Partnering]) -> tuple[Partner, ...]:
    """As they are told."""
    return tuple([Partner(partner_kind=each.partner_kind) for each in named])
