"""The relay stops at a fact that cannot be published, and goes on only by an operator's word."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from prometheus_client import REGISTRY as METRICS
from typer.testing import CliRunner, Result

from hieuhoc.commands import services
from hieuhoc.commands.relay import app
from shared.contracts.envelope import Contract
from shared.eventstore.appending.units import Decided, NewFact, Unit
from shared.eventstore.facts import Origin, Recorded
from shared.eventstore.mapper import FactMapper
from shared.eventstore.store import open_store
from shared.messaging.relay import Outbox, Relay
from shared.vocabulary.identifiers import new_id
from tests.support.relaying import FACTS, OUTBOX, FamilyRegistered, Registry, relay_thread
from tests.support.waiting import eventually


def recorded(registry: Registry, *rows: bytes) -> None:
    """As an earlier release may have left them: nobody asked whether they can be published."""

    async def append() -> None:
        async with open_store(registry.dsn, FACTS) as store:
            for data in rows:
                fact = NewFact(new_id(), 1, FamilyRegistered.TYPE, data)
                await store.appender.submit(Unit([Decided(Origin("officer", new_id()), [fact])]))

    asyncio.run(append())


def good() -> bytes:
    return FactMapper(FACTS).encode(FamilyRegistered(new_id(), new_id()))


BAD = b'{"family_id": "Nguyen", "place_id": "nowhere"}'


class Services:
    """What the root command passes."""

    def __init__(self, outbox: Outbox = OUTBOX) -> None:
        self._outbox = outbox

    def outbox(self, service: str) -> Outbox:
        assert service == "registry"
        return self._outbox


def run(*words: str, outbox: Outbox = OUTBOX) -> Result:
    return CliRunner().invoke(app, list(words), obj=Services(outbox))


def withhold(position: int, outbox: Outbox = OUTBOX) -> Result:
    words = ["--reason", "a name where an id belongs", "--by", "operator An"]
    return run("withhold", "registry", str(position), *words, outbox=outbox)


def sequences(registry: Registry) -> list[int]:
    return sorted(record.stamp.sequence for record in registry.published())


def stopped(relay: Relay, position: int) -> Callable[[], bool]:
    return lambda: f"position {position}, registry.family" in (relay.unready() or "")


def gauge(reason: str) -> float | None:
    labels = {"service": "registry", "reason": reason}
    return METRICS.get_sample_value("hieuhoc_relay_stopped", labels)


@pytest.fixture(autouse=True)
def named(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE", registry.dsn)


def test_what_cannot_be_published_stops_the_relay_until_it_is_withheld(registry: Registry) -> None:
    recorded(registry, good(), good(), BAD, good(), BAD, good())
    with relay_thread(registry.relay()) as relay:
        eventually(stopped(relay, 3))
        assert (registry.marked, sequences(registry)) == (2, [1, 2])
        assert "Nguyen" not in str(relay.unready())
        assert gauge("cannot-publish") == 1
        assert withhold(3).exit_code == 0
        eventually(stopped(relay, 5))
        assert sequences(registry) == [1, 2, 4]
        assert withhold(5).exit_code == 0
        eventually(registry.caught_up)
        eventually(lambda: relay.unready() is None)
        assert gauge("cannot-publish") == 0
    assert sequences(registry) == [1, 2, 4, 6]


def test_a_relay_that_stopped_lets_another_take_over_and_stop_at_the_same(
    registry: Registry,
) -> None:
    recorded(registry, good(), BAD, good())
    for _ in range(2):
        with relay_thread(registry.relay()) as relay:
            eventually(stopped(relay, 2))
    assert (registry.marked, sequences(registry)) == (1, [1])


def test_a_withheld_fact_is_published_neither_by_a_replay_nor_after_a_comparison(
    registry: Registry,
) -> None:
    recorded(registry, good(), BAD, good())
    assert withhold(2).exit_code == 0
    with relay_thread(registry.relay()) as relay:
        eventually(registry.caught_up)
        registry.run("update relay_mark set again_after = 0")
        eventually(lambda: sequences(registry) == [1, 1, 3, 3])
        eventually(lambda: relay.unready() is None)
    registry.run("update relay_mark set position = 0, sent = '{}'")
    with relay_thread(registry.relay()):
        eventually(lambda: sequences(registry) == [1, 1, 1, 3, 3, 3])


def test_facts_heard_once_and_not_publishable_any_more_are_no_reason_to_halt(
    registry: Registry,
) -> None:
    """Newer code may not know how to tell what older code told."""
    recorded(registry, good(), good())
    with relay_thread(registry.relay()):
        eventually(registry.caught_up)
    with relay_thread(registry.relay(outbox=replace(OUTBOX, translate=failing))) as relay:
        eventually(lambda: relay.unready() is None)
    assert registry.ask("select halted from log_head") is None


def failing(_recorded: Recorded[Any]) -> Sequence[Contract]:
    raise LookupError


def test_only_what_stops_the_relay_can_be_withheld(registry: Registry) -> None:
    recorded(registry, good(), BAD, good())
    with relay_thread(registry.relay()) as relay:
        eventually(stopped(relay, 2))
    refused = {
        1: "has passed position 1",
        3: "Position 3 can be published",
        4: "its last one is 3",
        2**62: "its last one is 3",
    }
    for position, said in refused.items():
        result = withhold(position)
        assert (result.exit_code, said in result.output) == (1, True), result.output
    assert run("withheld", "registry").output == "Nothing is withheld.\n"
    assert withhold(2).exit_code == 0
    again = withhold(2)
    assert (again.exit_code, "withheld already" in again.output) == (1, True)


def test_what_others_have_heard_cannot_be_withheld_by_other_code(registry: Registry) -> None:
    recorded(registry, good())
    with relay_thread(registry.relay()):
        eventually(registry.caught_up)
    refused = withhold(1, outbox=replace(OUTBOX, translate=failing))
    assert (refused.exit_code, "has passed" in refused.output) == (1, True)


def test_the_list_says_what_is_withheld_by_whom_and_why(registry: Registry) -> None:
    recorded(registry, good(), BAD)
    withhold(2)
    (row,) = json.loads(run("withheld", "registry", "--json").output)
    stream = str(registry.ask("select stream_id from log where position = 2"))
    said = {"by": "operator An", "reason": "a name where an id belongs"}
    about = {"position": 2, "type": FamilyRegistered.TYPE, "subject": stream}
    assert row.items() >= (said | about).items()
    heading, line = run("withheld", "registry").output.splitlines()
    assert heading.split() == list(row)
    assert all(str(word) in line for word in row.values())


@pytest.mark.parametrize("statement", ["update relay_withheld set reason = 'none'",
    "delete from relay_withheld", "truncate relay_withheld"])  # fmt: skip
def test_what_was_withheld_stays_so(registry: Registry, statement: str) -> None:
    recorded(registry, BAD)
    withhold(1)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        registry.run(statement)


@pytest.mark.parametrize(
    "words",
    [
        ["withhold", "registry", "1", "--reason", "why"],
        ["withhold", "registry", "1", "--by", "An"],
        ["withhold", "registry", "1", "--reason", " ", "--by", "An"],
        ["withhold", "registry", "0", "--reason", "why", "--by", "An"],
        ["withhold", "rollups", "1", "--reason", "why", "--by", "An"],
        ["withheld", "nobody"],
    ],
)
def test_misuse_is_said(words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_each_publisher_is_known_to_the_command() -> None:
    for service in ("registry", "recognition", "funding"):
        assert services.outbox(service).service == service
