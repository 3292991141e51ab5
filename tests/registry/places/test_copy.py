"""A service's copy of the tree: what was published, as the registry has it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg
import pytest
from psycopg_pool import AsyncConnectionPool

from services.registry.main import CARDS
from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceChangesCancelled,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    PlaceWithdrawn,
    TerritoryFact,
    entry,
)
from services.registry.places.views import TABLE, PlacesView
from shared.eventstore.facts import Origin, Recorded
from shared.messaging.envelope import encode
from shared.messaging.heard import Heard
from shared.places import PlaceCopy, PlacesProjection
from shared.postgres.connections import pool
from shared.vocabulary.places import How, Tree
from tests.registry.places.story import BEFORE, CITY, MERGER, REFORM, SPLIT, altered, named
from tests.support.stamps import log_of, stamp_of

Fact = TerritoryFact | PlaceChangesCancelled | PlaceWithdrawn
FACTS: Sequence[Fact] = (
    *CITY,
    altered("ward 15", "kind", "phuong", date(2020, 1, 1)),
    *MERGER,
    *SPLIT,
)
NEW_YEAR = datetime(2025, 12, 31, 17, 30, tzinfo=UTC)


def recorded(facts: Sequence[Fact], after: int = 0) -> list[Recorded[Fact]]:
    origin = Origin("system:test", uuid4())
    return [
        Recorded(uuid4(), position, position, NEW_YEAR, origin, fact)
        for position, fact in enumerate(facts, after + 1)
    ]


def heard(facts: Sequence[Fact], after: int = 0) -> list[Heard]:
    return [_heard(each) for each in recorded(facts, after)]


def _heard(each: Recorded[Fact]) -> Heard:
    (event,) = CARDS.outbox.translate(each)
    stamp = stamp_of(event, each.position, log_of("registry"), NEW_YEAR)
    encode(event, stamp)
    return Heard(event, stamp)


@pytest.fixture
async def connections(migrated: str) -> AsyncIterator[AsyncConnectionPool]:
    async with pool(migrated, "test") as connections:
        yield connections


def hear(database: str, *batches: Sequence[Heard]) -> None:
    with psycopg.connect(database) as connection, connection.cursor() as cursor:
        for batch in batches:
            PlacesProjection().apply(cursor, batch)


async def test_the_copy_is_the_tree_that_was_published(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    hear(migrated, heard(FACTS))
    tree = await PlaceCopy(connections).refreshed()
    assert set(tree) == set(Tree().with_(map(entry, FACTS)))


async def test_a_copy_knows_when_it_was_recorded_by_the_day_in_vietnam(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    hear(migrated, heard(FACTS))
    tree = await PlaceCopy(connections).refreshed()
    assert len(tree.as_of(date(2025, 12, 31))) == 0
    assert tree.as_of(date(2026, 1, 1)) is tree


async def test_all_who_ask_at_once_see_what_was_heard_before(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    copy = PlaceCopy(connections)
    for n in range(3):
        hear(migrated, heard(CITY)[: n + 1])
        trees = await asyncio.gather(*(copy.refreshed() for _ in range(32)))
        assert [len(tree.entries) for tree in trees] == [n + 1] * 32


async def test_hearing_twice_and_in_other_batches_changes_nothing(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    events, copy = heard(FACTS), PlaceCopy(connections)
    hear(migrated, events[:3], events[:9])
    first = await copy.refreshed()
    assert await copy.refreshed() is first
    hear(migrated, events, events)
    assert (await copy.refreshed()).entries == (await PlaceCopy(connections).refreshed()).entries


async def test_an_event_of_a_place_not_heard_of_is_kept(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    copy = PlaceCopy(connections)
    hear(migrated, heard(MERGER, after=5))
    assert (await copy.refreshed()).by_code("26968", REFORM) == named("new ward")
    hear(migrated, heard(CITY))
    tree = await copy.refreshed()
    assert tree.entries == tuple((await PlaceCopy(connections).refreshed()).entries)
    assert tree.by_code("26968", BEFORE) == named("ward 4")


@pytest.mark.parametrize("emptied", ["truncate place_entries_v1", "delete from place_entries_v1"])
async def test_a_table_filled_anew_is_read_anew(
    migrated: str, connections: AsyncConnectionPool, emptied: str
) -> None:
    hear(migrated, heard(FACTS))
    copy = PlaceCopy(connections)
    await copy.refreshed()
    with psycopg.connect(migrated) as connection:
        connection.execute(emptied)
    hear(migrated, heard(CITY))
    assert set(await copy.refreshed()) == set(Tree().with_(map(entry, CITY)))


async def test_a_projection_sees_the_copy_inside_its_own_transaction(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    hear(migrated, heard(CITY))
    copy = PlaceCopy(connections)
    with psycopg.connect(migrated) as connection, connection.cursor() as cursor:
        assert len(copy.refreshed_in(cursor)) == len(CITY)
    hear(migrated, heard(MERGER, after=5))
    with psycopg.connect(migrated) as connection, connection.cursor() as cursor:
        assert copy.refreshed_in(cursor).in_force(named("new ward"), REFORM)


async def test_the_registers_own_view_holds_the_same_lines(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    hear(migrated, heard(FACTS))
    with psycopg.connect(migrated) as connection, connection.cursor() as cursor:
        PlacesView().apply(cursor, recorded(FACTS))
    copied = await PlaceCopy(connections).refreshed()
    own = await PlaceCopy(connections, TABLE).refreshed()
    assert own.entries == copied.entries


async def test_what_was_announced_and_cancelled_is_gone_from_every_copy_and_known_before(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    """In other batches, heard twice, and by a copy that had seen it."""
    number, on = "1/NQ-HĐND", date(2027, 1, 1)
    told = (
        PlaceEstablished(named("heir"), "commune", "xa", "Xã", "27400", named("city"), on, number),
        PlaceSucceeded(named("ward 4"), named("heir"), How.WHOLE, on, number),
        PlaceEnded(named("ward 4"), on, number),
    )
    cancelled = [PlaceChangesCancelled(named(each), on, number) for each in ("heir", "ward 4")]
    facts, copy = [*CITY, *told, *cancelled], PlaceCopy(connections)
    hear(migrated, heard([*CITY, *told]))
    announced = await copy.refreshed()
    assert announced.by_code("27400", on) == named("heir")
    hear(migrated, heard(facts)[:-1], heard(facts), heard(facts))
    with psycopg.connect(migrated) as connection, connection.cursor() as cursor:
        PlacesView().apply(cursor, recorded(facts))
    for tree in (
        await copy.refreshed(),
        await PlaceCopy(connections).refreshed(),
        await PlaceCopy(connections, TABLE).refreshed(),
    ):
        assert set(tree) == set(Tree().with_(map(entry, CITY)))
        assert tree.by_code("27400", on) is None
        assert set(Tree(tree.entries[: len(announced.entries)])) == set(announced)


async def test_what_never_was_is_gone_from_every_copy_and_known_before(
    migrated: str, connections: AsyncConnectionPool
) -> None:
    on, later = date(2025, 8, 1), date(2025, 9, 1)
    hamlet, street = named("hamlet"), named("street")
    told: list[Fact] = [
        PlaceEstablished(hamlet, "hamlet", "khu-pho", "Khu phố 1", None, named("ward 4"), on),
        PlaceAltered(hamlet, ("name",), "khu-pho", "Khu phố 2", None, named("ward 4"), later),
        PlaceEstablished(street, "hamlet", "khu-pho", "Khu phố 3", None, named("ward 4"), on),
    ]
    facts: list[Fact] = [*CITY, *told, PlaceWithdrawn(hamlet, on)]
    hear(migrated, heard(facts)[:-1], heard(facts))
    with psycopg.connect(migrated) as connection, connection.cursor() as cursor:
        PlacesView().apply(cursor, recorded(facts))
    for copy in (PlaceCopy(connections), PlaceCopy(connections, TABLE)):
        tree = await copy.refreshed()
        assert set(tree) == set(Tree().with_(map(entry, [*CITY, told[-1]])))
        assert tree.place(hamlet) is None
        assert set(Tree(tree.entries[:-1])) == set(Tree().with_(map(entry, [*CITY, *told])))


def test_what_an_alteration_changed_is_published() -> None:
    (event,) = heard([fact for fact in FACTS if isinstance(fact, PlaceAltered)])
    assert getattr(event.event, "changed", None) == ("kind",)
