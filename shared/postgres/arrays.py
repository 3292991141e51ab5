"""Whole columns as PostgreSQL's binary arrays.

psycopg's own list dumper costs more than all the rest of an append.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from struct import Struct, pack
from typing import Final
from uuid import UUID

from psycopg import DataError, adapters
from psycopg.adapt import Dumper
from psycopg.pq import Format

_HEADER = Struct(">iiiii")
_LENGTH = Struct(">i").pack
_NULL = _LENGTH(-1)
_INTEGER, _BIGINT, _BOOLEAN = Struct(">ii").pack, Struct(">iq").pack, Struct(">i?").pack
_UUID_LENGTH = _LENGTH(16)
_EPOCH: Final = date(2000, 1, 1).toordinal()
"""PostgreSQL counts its days from there."""


class Column(bytes):
    """A PostgreSQL array in its binary form."""

    oid: int
    element: int


class Integers(Column):
    oid, element = 1007, 23


class Bigints(Column):
    oid, element = 1016, 20


class Booleans(Column):
    oid, element = 1000, 16


class Dates(Column):
    oid, element = 1182, 1082


class Texts(Column):
    oid, element = 1009, 25


class Blobs(Column):
    oid, element = 1001, 17


class Uuids(Column):
    oid, element = 2951, 2950


def integers(values: Sequence[int]) -> Integers:
    return Integers(_array(Integers, len(values), [_INTEGER(4, value) for value in values]))


def bigints(values: Sequence[int]) -> Bigints:
    return Bigints(_array(Bigints, len(values), [_BIGINT(8, value) for value in values]))


def booleans(values: Sequence[bool]) -> Booleans:
    return Booleans(_array(Booleans, len(values), [_BOOLEAN(1, value) for value in values]))


def dates(values: Sequence[date | None]) -> Dates:
    elements = [
        _NULL if value is None else _INTEGER(4, value.toordinal() - _EPOCH) for value in values
    ]
    return Dates(_array(Dates, len(values), elements, _NULL in elements))


def texts(values: Sequence[str | None]) -> Texts:
    """Raises DataError and UnicodeEncodeError of what PostgreSQL keeps no text of."""
    # The same few names come again and again.
    sized = {value: _sized(value.encode()) for value in set(values) if value is not None}
    elements = [_NULL if value is None else sized[value] for value in values]
    return Texts(_array(Texts, len(values), elements, _NULL in elements))


def blobs(values: Sequence[bytes]) -> Blobs:
    return Blobs(_array(Blobs, len(values), [_LENGTH(len(value)) + value for value in values]))


def uuids(values: Sequence[UUID | None]) -> Uuids:
    elements = [_NULL if value is None else _UUID_LENGTH + value.bytes for value in values]
    return Uuids(_array(Uuids, len(values), elements, _NULL in elements))


def _sized(value: bytes) -> bytes:
    if b"\0" in value:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")  # as psycopg says
    return _LENGTH(len(value)) + value


def _array(kind: type[Column], count: int, elements: Iterable[bytes], nulls: bool = False) -> bytes:
    """Byte for byte what PostgreSQL's array_send gives."""
    if not count:
        return pack(">iii", 0, 0, kind.element)
    return _HEADER.pack(1, nulls, kind.element, count, 1) + b"".join(elements)


def _dumper(kind: type[Column]) -> type[Dumper]:
    class ColumnDumper(Dumper):
        format = Format.BINARY
        oid = kind.oid

        def dump(self, obj: Column) -> bytes:
            return obj

    return ColumnDumper


for _kind in (Integers, Bigints, Booleans, Dates, Texts, Blobs, Uuids):
    adapters.register_dumper(_kind, _dumper(_kind))  # of every connection made from here on
