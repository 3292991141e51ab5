"""Columns as binary arrays: what PostgreSQL reads is what was written."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from shared.postgres import arrays

TEXTS = some.text(some.characters(codec="utf-8", exclude_characters="\0"))
KINDS: list[tuple[Callable[[Sequence[Any]], arrays.Column], some.SearchStrategy[Any]]] = [
    (arrays.integers, some.integers(-(2**31), 2**31 - 1)),
    (arrays.bigints, some.integers(-(2**63), 2**63 - 1)),
    (arrays.booleans, some.booleans()),
    (arrays.dates, some.none() | some.dates()),
    (arrays.texts, some.none() | TEXTS),
    (arrays.blobs, some.binary()),
    (arrays.uuids, some.none() | some.uuids()),
]


@pytest.mark.parametrize(("column", "values"), KINDS, ids=lambda it: getattr(it, "__name__", ""))
def test_a_column_is_read_as_it_was_written(
    database_connection: psycopg.Connection[Any],
    column: Callable[[Sequence[Any]], arrays.Column],
    values: some.SearchStrategy[Any],
) -> None:
    @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(some.lists(values))
    def read(written: list[Any]) -> None:
        asked = "select array(select unnest(%s)), array_send(%s)"
        packed = column(written)
        back, sent = database_connection.execute(asked, [packed, packed]).fetchone() or ([], b"")
        assert back == written
        assert sent == packed

    read()


@pytest.mark.parametrize("odd", ["a\0b", "\ud800"])
def test_what_postgres_keeps_no_text_of_is_refused_before_it_is_sent(odd: str) -> None:
    with pytest.raises((psycopg.DataError, UnicodeEncodeError)):
        arrays.texts(["Nguyễn", odd])


def test_a_day_before_postgres_counts_and_a_name_that_is_none_are_read_too(
    database_connection: psycopg.Connection[Any],
) -> None:
    days = [date(1, 1, 1), None, date(1999, 12, 31), date(9999, 12, 31)]
    names = ["Nguyễn", None, ""]
    someone = [UUID(int=0), None]
    asked = [arrays.dates(days), arrays.texts(names), arrays.uuids(someone)]
    assert database_connection.execute("select %s, %s, %s", asked).fetchone() == (
        days,
        names,
        someone,
    )
