"""Every view and every projection rebuilt, killed at each of its steps and started again: at the
end it is what it was, nothing is lost or doubled, and whoever reads was answered all the time."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from typing import Any, Final

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from hieuhoc.commands import services
from shared.contracts.registry.places import PlaceEstablishedV1
from shared.contracts.registry.populations import PopulationStatedV1
from shared.eventstore.migrations import migrate
from shared.eventstore.rebuilding.copies import Contents, contents, tables_of
from shared.eventstore.views import catch_up
from shared.eventstore.views.set_aside import waiting
from shared.eventstore.views.settling import discard
from shared.messaging.listener import Listener, ListenerSettings
from shared.vocabulary.identifiers import new_id
from tests.eventstore.lives import lived, mapper_of, write
from tests.eventstore.stories import LIVES
from tests.rollups import events
from tests.rollups.publishing import Publishing
from tests.rollups.territory import place_id
from tests.support.hearing import running
from tests.support.killing import OF_A_PROJECTION, OF_A_VIEW, OF_CELLS, Asked, killed
from tests.support.waiting import eventually_async

LOOK: Final = 0.02
POISON: Final = events.class_held(place_id("79/766/26965/1"), attendances=10**30)
LEFT: Final = """
select (select count(*) from rebuilds), (select count(*) from listener_marks where version < 1),
    (select count(*) from pg_namespace where nspname ~ '^rebuild')
"""
LETTERS: Final = "select letter, projection, version, state from dead_letters order by 1"
ASIDE: Final = "select view, version, position, state from view_facts_set_aside order by 1, 3"
VIEWS: Final = [
    (service, view.name) for service in LIVES for view in services.views(service) if view.tables
]
PROJECTIONS: Final = [
    (service, each.name)
    for service in ("registry", "recognition", "funding", "notifications", "rollups")
    for each in services.rebuildable(service)
    if services.is_heard(each)
]


def rows(database: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database) as connection:
        return connection.execute(query.encode()).fetchall()


def model(service: str, name: str) -> Any:
    return next(each for each in services.rebuildable(service) if each.name == name)


def held(database: str, what: Any) -> list[Contents]:
    with psycopg.connect(database) as connection:
        cursor = connection.cursor()
        return [contents(cursor, Identifier("public", table)) for table in tables_of(what)]


def most(database: str, what: Any) -> int:
    """Rows of its largest table: one for each event."""
    return max(each.rows for each in held(database, what))


@contextmanager
def read_all_the_time(database: str, what: Any) -> Iterator[None]:
    """By the names that readers ask; each answer is the same, and none is an error."""
    stop, seen, trouble = threading.Event(), set[Any](), list[psycopg.Error]()

    def read() -> None:
        query = SQL("select {}").format(
            SQL(", ").join(
                SQL("(select count(*) from {})").format(Identifier(name)) for name in what.tables
            )
        )
        with psycopg.connect(database, autocommit=True) as connection:
            while not stop.wait(LOOK):
                try:
                    seen.update(connection.execute(query).fetchall())
                except psycopg.Error as error:
                    trouble.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield
    finally:
        stop.set()
        reader.join()
    assert not trouble, trouble
    assert len(seen) == 1, seen


def killed_again_and_again(asked: Asked, places: Any) -> dict[str, Any]:
    """Nothing but the live tables is left, and those are as they were."""
    what = model(asked.service, asked.name)
    before = held(asked.database, what), rows(asked.database, LETTERS), rows(asked.database, ASIDE)
    with read_all_the_time(asked.database, what):
        ends, said = killed(asked, places)
    assert ends == [-signal.SIGKILL] * len(places)
    after = held(asked.database, what), rows(asked.database, LETTERS), rows(asked.database, ASIDE)
    assert after == before
    assert rows(asked.database, LEFT) == [(0, 0, 0)]
    return said


@pytest.mark.parametrize(("service", "name"), VIEWS)
def test_a_view_killed_at_every_step_is_what_it_was(database: str, service: str, name: str) -> None:
    what = model(service, name)
    migrate(database, *import_module(f"services.{service}.main").MIGRATIONS)
    with psycopg.connect(database, autocommit=True) as connection:
        write(connection, lived(service, 60), *tables_of(what))
        while catch_up(connection, mapper_of(service), what):
            pass
        aside = waiting(connection)
        assert len(aside) >= 2
        discard(connection, what, aside[-1].position)  # nothing waits behind it
    said = killed_again_and_again(Asked(service, name, database), OF_A_VIEW)
    assert sum(table["after"]["rows"] for table in said["tables"]) > 0
    assert (said["waiting"], said["discarded"]) == (len(aside) - 1, 1)


@pytest.mark.parametrize(("service", "name"), PROJECTIONS)
async def test_a_projection_killed_at_every_step_is_what_it_was(
    database: str, kafka_bootstrap: str, kafka_prefix: str, service: str, name: str
) -> None:
    what = model(service, name)
    migrate(database, *import_module(f"services.{service}.main").MIGRATIONS)
    kafka = Publishing(database, kafka_bootstrap, kafka_prefix)
    kafka.tell(_told(name))
    settings = ListenerSettings(service, database, kafka_bootstrap, kafka_prefix)

    async def heard() -> bool:
        return most(database, what) >= 2_000

    async with running(Listener(settings, what)):
        await eventually_async(heard, 60.0, "all is heard")
        if name == "cells":
            await kafka.parked(1)
    asked = Asked(service, name, database, kafka_bootstrap, kafka_prefix)
    said = killed_again_and_again(asked, OF_CELLS if name == "cells" else OF_A_PROJECTION)
    assert said["told"] == 2_000
    assert said["waiting"] == (1 if name == "cells" else 0)
    async with running(Listener(settings, what)):
        kafka.tell(_told(name)[:1])

        async def goes_on() -> bool:
            return most(database, what) == 2_001

        await eventually_async(goes_on, 60.0, "the live one goes on")


def _told(name: str) -> list[Any]:
    """Two thousand events, and of the cells one that is parked."""
    if name == "cells":
        hamlet = place_id("79/766/26965/1")
        return [*(events.family(hamlet) for _ in range(2_000)), POISON]
    if name == "population_statements":
        return [_count(number) for number in range(2_000)]
    if name == "people_used":
        return [events.scholarship(place_id("79/766/26965/1")) for _ in range(2_000)]
    return [_place(number) for number in range(2_000)]


def _place(number: int) -> PlaceEstablishedV1:
    return PlaceEstablishedV1(
        place_id=new_id(),
        level="commune",
        kind="phuong",
        name=f"Phường {number}",
        code=None,
        parent_id=None,
        valid_from=None,
        document_number=None,
    )


def _count(number: int) -> PopulationStatedV1:
    return PopulationStatedV1(
        place_id=new_id(),
        population_kind="households",
        counted_on=date(2025, 7, 1),
        number=number,
        source_code="census",
        document_number=None,
    )
