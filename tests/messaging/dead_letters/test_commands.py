"""`hieuhoc dead-letters` as an operator types it."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from uuid import uuid5

import pytest
from typer.testing import CliRunner, Result

from hieuhoc.commands.dead_letters import app
from shared.eventstore.transactions import Transactions
from shared.messaging.dead_letters import listed
from shared.messaging.listener import Projection, Reaction
from tests.support.families import (
    CURE,
    LOG_ID,
    POISON,
    TOPIC,
    FamiliesByPlace,
    Family,
    family_named,
)
from tests.support.hearing import Hearing, running

NEW_LOG = uuid5(LOG_ID, "set up anew")


class Services:
    """What the root command passes."""

    def listeners(self, service: str) -> Sequence[Projection | Reaction]:
        assert service == "rollups"
        return [FamiliesByPlace()]

    def application(self, service: str) -> AbstractAsyncContextManager[Transactions]:
        raise AssertionError(f"{service} commands nothing")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), obj=Services())


@pytest.fixture
async def parked(hearing: Hearing, monkeypatch: pytest.MonkeyPatch) -> Hearing:
    """A poisoned event, and one of the same family behind it."""
    monkeypatch.setenv("ROLLUPS_DATABASE", hearing.database)
    monkeypatch.setenv("COLUMNS", "200")
    hearing.publisher.register_one(family_named("ill"), POISON)
    hearing.publisher.register_one(family_named("ill"), uuid5(LOG_ID, "well"))
    async with running(hearing.listener()):
        await hearing.caught_up()
    return hearing


def test_list_names_each_letter_and_why_it_waits(parked: Hearing) -> None:
    said = run("list", "rollups")
    assert said.exit_code == 0
    assert "cannot-be-applied" in said.output
    assert "behind-another" in said.output


def test_show_gives_the_record(parked: Hearing) -> None:
    said = run("show", "rollups", "1")
    assert "no_poison" in said.output
    assert f"key: {family_named('ill')}" in said.output
    assert "header ce_type: vn.hieuhoc.registry.family-registered.v1" in said.output


def test_redrive_says_what_still_waits_and_then_what_was_applied(parked: Hearing) -> None:
    said = run("redrive", "rollups", "1")
    assert (said.exit_code, "still waiting 2" in said.output) == (1, True)
    parked.connection.execute(CURE)
    said = run("redrive", "rollups", "1")
    assert (said.exit_code, said.output) == (0, "applied 2, still waiting 0\n")
    parked.all_applied()
    assert run("list", "rollups").output == "Nothing is parked.\n"


def test_discard_gives_up_a_letter_and_frees_the_next(parked: Hearing) -> None:
    assert run("discard", "rollups", "1").exit_code == 0
    assert run("redrive", "rollups", "2").output == "applied 1, still waiting 0\n"
    parked.all_applied(parked.publisher.families[1:])


async def test_successor_names_a_log_and_applies_what_waited_for_it(parked: Hearing) -> None:
    new = [Family(n, family_named(f"new {n}"), uuid5(LOG_ID, "well"), NEW_LOG) for n in range(1, 9)]
    async with running(parked.listener()):
        parked.publisher.register(60)
        await parked.heard(60)
        parked.publisher.send(new)
        await parked.parked(10)
        letter = str(listed(parked.connection)[-1].letter)
        assert f"log_id: {NEW_LOG}\n" in run("show", "rollups", letter).output
        said = await asyncio.to_thread(run, "successor", "rollups", TOPIC, str(NEW_LOG))
    assert (said.exit_code, "applied 8, still waiting 0" in said.output) == (0, True)
    assert parked.reasons() == ["cannot-be-applied", "behind-another"]


def test_successor_says_that_nothing_of_a_log_was_met(parked: Hearing) -> None:
    said = run("successor", "rollups", TOPIC, str(NEW_LOG))
    assert said.exit_code == 1
    assert f"No parked record on {TOPIC} is of log {NEW_LOG}." in said.output
    assert "Không có sự kiện lỗi nào" in said.output


@pytest.mark.parametrize("words", [("show", "rollups", "99"), ("discard", "rollups", "99")])
def test_a_letter_that_is_not_there_is_said_so(parked: Hearing, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert (said.exit_code, "99" in said.output) == (1, True)


def test_a_missing_database_is_named_with_exit_code_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROLLUPS_DATABASE", raising=False)
    said = run("list", "rollups")
    assert (said.exit_code, "ROLLUPS_DATABASE" in said.output) == (2, True)
