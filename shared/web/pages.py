"""Pages of a list: one shape in every service."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from pydantic import BaseModel

from shared.web.conversation import cursor_of

Row = TypeVar("Row")


class PageOf(BaseModel, Generic[Row]):
    """`number` counts all that whoever asks may see, on every page; None: not counted."""

    items: list[Row]
    number: int | None = None
    next_cursor: str | None = None


def page_of(found: Sequence[Row], limit: int, number: int | None = None) -> PageOf[Row]:
    """Of one row more than fits, if there are more; the list is in the order of the first field
    of its rows, after which the next page begins."""
    shown = list(found[:limit])
    cursor = cursor_of(_first(shown[-1])) if len(found) > limit else None
    return PageOf(items=shown, number=number, next_cursor=cursor)


def _first(row: object) -> int | str:
    """An id as text, a position as a number."""
    first = next(iter(vars(row).values()))
    return first if isinstance(first, int) else str(first)
