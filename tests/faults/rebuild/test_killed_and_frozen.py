"""A rebuild that is killed or frozen: the live figures are right meanwhile, and the next one goes
through."""

import signal
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.rollups.publishing import Publishing
from tests.rollups.rebuilding import (
    LEFT,
    PHASES,
    counted_all_the_time,
    has_reached,
    held_back,
    reached,
    rebuilding,
    rows,
    said_no,
    went_through,
    whose_turn,
)
from tests.support.databases import Databases
from tests.support.waiting import eventually


@pytest.fixture
async def published(
    databases: Databases, kafka_bootstrap: str, kafka_prefix: str
) -> AsyncIterator[Publishing]:
    with databases.migrated("rollups") as database:
        async with counted_all_the_time(database, kafka_bootstrap, kafka_prefix) as kafka:
            yield kafka


@pytest.mark.parametrize("phase", PHASES)
def test_a_killed_rebuild_does_not_keep_out_the_next(
    published: Publishing, tmp_path: Path, phase: str
) -> None:
    with held_back(published.database), rebuilding(published, tmp_path) as killed:
        reached(published.database, phase)
        killed.send(signal.SIGKILL)
        killed.ended()
    eventually(lambda: not has_reached(published.database, "its turn"))
    with rebuilding(published, tmp_path) as following:
        went_through(*following.ended())
    assert rows(published.database, LEFT) == [(0, 0)]


@pytest.mark.parametrize("phase", PHASES)
def test_a_frozen_rebuild_loses_its_turn_and_wakes_to_write_nothing(
    published: Publishing, tmp_path: Path, phase: str
) -> None:
    database = published.database
    with ExitStack() as ending:
        with held_back(database):
            frozen = ending.enter_context(rebuilding(published, tmp_path))
            reached(database, phase)
            frozen.send(signal.SIGSTOP)
            eventually(lambda: not has_reached(database, "its turn"), 30.0, "the turn is free")
            before = whose_turn(database)
            following = ending.enter_context(rebuilding(published, tmp_path))
            eventually(lambda: whose_turn(database) != before, 60.0, "the next one")
            frozen.send(signal.SIGCONT)
            said_no(
                *frozen.ended(),
                "Lần dựng lại cells này mất lượt",
                "This rebuild of cells lost its turn",
            )
        went_through(*following.ended())
    assert rows(database, LEFT)[0][0] == 0
