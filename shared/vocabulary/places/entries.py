"""The lines that a tree of places is made of, in the order they were recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

Attribute = Literal["kind", "name", "code", "parent_id"]
"""What may change about a place; its level never does."""

ATTRIBUTES: tuple[Attribute, ...] = ("kind", "name", "code", "parent_id")


class Change(StrEnum):
    """What a line says about its place."""

    ESTABLISHED = "established"
    ALTERED = "altered"
    ENDED = "ended"
    SUCCEEDED = "succeeded"
    CANCELLED = "cancelled"  # what was said of it for the day by the document is not to be
    WITHDRAWN = "withdrawn"  # it never was: nothing that was said of it before holds


TAKING_BACK = frozenset({Change.CANCELLED, Change.WITHDRAWN})
"""Lines that say that earlier ones do not hold."""


class How(StrEnum):
    """How a place went over into another. Only `PART` leaves open where its subjects went."""

    WHOLE = "whole"  # nhập toàn bộ
    PART = "part"  # nhập một phần
    RENAMED = "renamed"  # đổi tên
    RETYPED = "retyped"  # đổi loại hình


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a place is on one day. `level` is data (province, district, commune, hamlet, …) and
    never changes; `code` is the official two-, three- or five-digit code, None for a hamlet."""

    level: str
    kind: str
    name: str
    code: str | None = None
    parent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `on` is the day it takes effect (None: since before anyone recorded it, "không
    rõ"; only for an establishment), `recorded_on` the civil day it became known.

    One flat form for all changes, so that a line is also a row of a table: an establishment
    or an alteration has `attributes` (of an alteration, those named in `changed` count), a
    succession has `successor_id` and `how`.
    """

    change: Change
    place_id: UUID
    on: date | None
    recorded_on: date = date.min
    attributes: Attributes | None = None
    changed: tuple[Attribute, ...] = ()
    successor_id: UUID | None = None
    how: How | None = None
    document_number: str | None = None


def standing(lines: Sequence[Entry]) -> list[Entry]:
    """Those that hold, in their order: without what a later line cancels (all that was said of its
    place for its day by its document) or withdraws (all that was said of its place), and without
    the lines that cancel or withdraw."""
    said: dict[tuple[UUID, date | None, str | None], list[int]] = {}
    gone: set[int] = set()
    for number, line in enumerate(lines):
        key = (line.place_id, line.on, line.document_number)
        match line.change:
            case Change.CANCELLED:
                gone.update(said.pop(key, ()), (number,))
            case Change.WITHDRAWN:
                of_it = [each for each in said if each[0] == line.place_id]
                gone.update(*[said.pop(each) for each in of_it], (number,))
            case _:
                said.setdefault(key, []).append(number)
    return [line for number, line in enumerate(lines) if number not in gone]
