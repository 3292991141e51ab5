from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from shared.web.conversation import _after
from shared.web.pages import page_of


@dataclass(frozen=True)
class Row:
    after: Any
    said: str = "x"


@pytest.mark.parametrize(
    ("rows", "kind"),
    [([Row(uuid4()) for _ in range(3)], UUID), ([Row(7), Row(5), Row(0)], int)],
)
def test_the_next_page_begins_after_the_first_field_of_the_last_row(
    rows: list[Row], kind: type[Any]
) -> None:
    page = page_of(rows, 2)
    assert (page.items, page.number) == (rows[:2], None)
    assert page.next_cursor is not None
    assert msgspec.convert(_after(page.next_cursor, kind), kind) == rows[1].after


def test_the_last_page_says_that_nothing_follows() -> None:
    page = page_of([Row(1), Row(2)], 2, 2)
    assert (page.items, page.number, page.next_cursor) == ([Row(1), Row(2)], 2, None)
