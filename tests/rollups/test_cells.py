"""The projection, on a real PostgreSQL: exact whatever the batches."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.errors import NumericValueOutOfRange

from services.rollups.inbox.cells import CellsProjection
from shared.messaging.heard import Heard
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.territory import place_id

HAMLETS = [place_id(f"h{number}") for number in range(3)]
DAYS = [date(2021, 1, 1), date(2022, 9, 1), date(2022, 9, 2)]
INSTANTS = [
    datetime(2022, 9, 22, 16, 59, 59, tzinfo=UTC),  # 23:59:59 on the 22nd in Vietnam
    datetime(2022, 9, 22, 17, 0, 0, tzinfo=UTC),  # midnight, the 23rd
]

Rows = list[tuple[Any, ...]]


def apply(connection: psycopg.Connection, batches: Sequence[Sequence[Heard]]) -> None:
    for batch in batches:
        with connection.cursor() as cursor:
            CellsProjection().apply(cursor, batch)


def cells(connection: psycopg.Connection) -> Rows:
    return connection.execute(
        "select measure, dimensions, place_id, effective_on, recorded_on, value from cells_v2"
        " order by 1, 2, 3, 4, 5"
    ).fetchall()


def recounted(connection: psycopg.Connection) -> Rows:
    """The cells as they must be, from the contributions alone."""
    return connection.execute(
        "select measure, dimensions, place_id, effective_on, recorded_on, sum(value)::bigint"
        " from contributions_v2 group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5"
    ).fetchall()


def test_an_event_is_kept_as_a_contribution_with_its_source(rollups: psycopg.Connection) -> None:
    event = events.class_held(HAMLETS[0], attendances=25)
    apply(rollups, [[heard(event, 7)]])
    written = rollups.execute("select * from contributions_v2 order by measure").fetchall()
    where = (f"{event.topic_code}/centre/", HAMLETS[0], events.DAY, date(2022, 9, 23))
    assert written == [
        ("registry.centres", 7, "attendances", *where, 25, event.centre_id),
        ("registry.centres", 7, "classes", *where, 1, event.centre_id),
        ("registry.centres", 7, "classes-cost-unsaid", *where, 1, event.centre_id),
    ]


def test_the_recorded_day_is_the_day_in_vietnam(rollups: psycopg.Connection) -> None:
    apply(rollups, [[heard(events.family(HAMLETS[0]), at=at) for at in INSTANTS]])
    days = {row[4] for row in cells(rollups)}
    assert days == {date(2022, 9, 22), date(2022, 9, 23)}


def test_freshness_is_the_latest_instant_heard_of_and_never_goes_back(
    rollups: psycopg.Connection,
) -> None:
    apply(rollups, [[heard(events.family(HAMLETS[0]), at=at)] for at in reversed(INSTANTS)])
    found = rollups.execute("select topic, recorded_at from freshness_v2").fetchall()
    assert found == [("registry.families", INSTANTS[1])]


def test_a_value_no_column_can_hold_is_a_database_error_of_class_22(
    rollups: psycopg.Connection,
) -> None:
    with pytest.raises(NumericValueOutOfRange):
        apply(rollups, [[heard(events.class_held(HAMLETS[0], attendances=10**30))]])


def test_an_empty_batch_writes_nothing(rollups: psycopg.Connection) -> None:
    apply(rollups, [[]])
    assert not cells(rollups)


def an_event(place_id: UUID, day: date, kind: int) -> Any:
    makers: list[Any] = [events.family, events.candidacy, events.recognition]
    makers += [events.class_held, events.scholarship, events.clan, events.clan_ended]
    makers += [events.clan_moved, events.clan_corrected, events.clan_withdrawn]
    makers += [events.establishment, events.establishment_corrected, events.citizen]
    makers += [events.centre]
    return makers[kind](place_id, day)


HEARD = st.lists(
    st.builds(
        heard,
        st.builds(an_event, st.sampled_from(HAMLETS), st.sampled_from(DAYS), st.integers(0, 13)),
        st.integers(1, 1000),
        st.sampled_from(INSTANTS),
    ),
    min_size=1,
    max_size=20,
)


@given(HEARD, st.randoms(use_true_random=False), st.integers(0, 20))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_split_and_any_order_gives_the_same_cells(
    rollups: psycopg.Connection, told: list[Heard], order: Random, cut: int
) -> None:
    apply(rollups, [told])
    at_once = cells(rollups)
    assert at_once == recounted(rollups)
    rollups.rollback()
    order.shuffle(told)
    apply(rollups, [told[:cut], told[cut:]])
    assert (cells(rollups), recounted(rollups)) == (at_once, at_once)
    rollups.rollback()
