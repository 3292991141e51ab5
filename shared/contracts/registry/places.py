"""What registry tells the world of places (địa bàn)."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import (
    Code,
    DocumentNumber,
    PlaceAttribute,
    PlaceCode,
    PlaceName,
    Succession,
)


class PlaceEvent(Contract, frozen=True, kw_only=True):
    """Something about one place (địa bàn); one partition for all, so order is the log's."""

    TOPIC: ClassVar[str] = "registry.places"
    SUBJECT: ClassVar[str] = "place_id"
    PARTITIONS: ClassVar[int] = 1
    place_id: UUID


class PlaceEstablishedV1(PlaceEvent, frozen=True, kw_only=True):
    """A place is on the books. `valid_from` None: since before anyone recorded it (không rõ).

    `level` is data (province, district, commune, hamlet, …), `kind` the legal kind
    (`phuong`, `xa`, `khu-pho`, …), `code` the official five-, three- or two-digit code, if any.
    """

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-established.v1"
    level: Code
    kind: Code
    name: PlaceName
    code: PlaceCode | None
    parent_id: UUID | None
    valid_from: date | None
    document_number: DocumentNumber | None


class PlaceAlteredV1(PlaceEvent, frozen=True, kw_only=True):
    """From `effective_on` the attributes named in `changed` have the values given here."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-altered.v1"
    changed: tuple[PlaceAttribute, ...]
    kind: Code
    name: PlaceName
    code: PlaceCode | None
    parent_id: UUID | None
    effective_on: date
    document_number: DocumentNumber | None


class PlaceEndedV1(PlaceEvent, frozen=True, kw_only=True):
    """The place is no longer in force on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-ended.v1"
    ended_on: date
    document_number: DocumentNumber | None


class PlaceSucceededV1(PlaceEvent, frozen=True, kw_only=True):
    """`how`: whole, part, renamed or retyped. A split place has one event per successor."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-succeeded.v1"
    successor_id: UUID
    how: Succession
    effective_on: date
    document_number: DocumentNumber | None


class PlaceChangesCancelledV1(PlaceEvent, frozen=True, kw_only=True):
    """All that was told of the place before this, for `effective_on` and by this document, is not
    to be: its beginning, changes, end and successions. The document was taken back before its day;
    what is told of that day by that document after this holds."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-changes-cancelled.v1"
    effective_on: date
    document_number: DocumentNumber


class PlaceWithdrawnV1(PlaceEvent, frozen=True, kw_only=True):
    """It never was, since `valid_from` (None: since before anyone recorded it): nothing holds that
    was told of it before. `ground_code`: why, where not because it was written down by mistake
    (import-undone: the import that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-withdrawn.v1"
    valid_from: date | None
    ground_code: Code | None = None
