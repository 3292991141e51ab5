"""A fact is refused before it is recorded, or the relay can publish it; nothing is between."""

import asyncio
import dataclasses
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any, get_type_hints
from uuid import UUID

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from services.funding.funds.fund import FundOpened
from services.funding.main import CARDS as FUNDING_CARDS
from services.recognition.main import CARDS as RECOGNITION_CARDS
from services.registry.classes.learning_class.facts import ClassHeld
from services.registry.main import CARDS as REGISTRY_CARDS
from shared.contracts.envelope import Contract
from shared.eventstore.appending.units import Decided, NewFact, Unit
from shared.eventstore.commands import Command, Decision
from shared.eventstore.deciding.outcome import to_decided
from shared.eventstore.facts import Fact, Origin, Recorded
from shared.eventstore.mapper import FactMapper, StoredFact
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.envelope import LARGEST_SEQUENCE, decode_event, decode_headers
from shared.messaging.producer import LARGEST_RECORD
from shared.messaging.relay import Outbox, admission
from shared.messaging.relay.admission import FactUnpublishable
from shared.messaging.relay.faults import CannotPublish
from shared.messaging.relay.outgoing import records
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.tracing import TRACEPARENT
from tests.support.relaying import (
    FACTS,
    OUTBOX,
    FamilyRegistered,
    Registry,
    relay_thread,
)
from tests.support.sources import sources
from tests.support.waiting import eventually

FUNDING, REGISTRY = FUNDING_CARDS.outbox, REGISTRY_CARDS.outbox
RECOGNITION = RECOGNITION_CARDS.outbox
PUBLISHERS: list[tuple[Outbox, Sequence[type[Fact]]]] = [
    (REGISTRY, REGISTRY_CARDS.facts),
    (RECOGNITION, RECOGNITION_CARDS.facts),
    (FUNDING, FUNDING_CARDS.facts),
]
KINDS = [(outbox, fact) for outbox, facts in PUBLISHERS for fact in facts]
LOG_ID = UUID(int=7)
EXACT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

odd_text = st.one_of(
    st.text(st.characters(codec=None), max_size=300),
    st.sampled_from(["", " ", "\x00", "\ud800", "ế" * 90_000, "a" * 300_000, "2025-07-02"]),
)
odd = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), odd_text, st.binary(max_size=9),
        st.dates(), st.datetimes(), st.uuids(), st.just(2**63), st.just(10**400), st.just(object()),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd_text, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@st.composite
def facts(draw: st.DrawFn, kind: type[Fact]) -> Fact:
    """Of this kind, every field holding what it should, but for a few that hold anything at all."""
    hints = get_type_hints(kind)
    named = [f.name for f in dataclasses.fields(kind) if f.init]  # type: ignore[arg-type]
    strange = draw(st.sets(st.sampled_from(named), max_size=2))
    usual = {
        str: st.sampled_from(["law", "131/QĐ-TTg", "26734", "Khu phố 1"]),
        int: st.integers(1990, 2200),
    }
    given = {
        name: draw(odd if name in strange else usual.get(hints[name], st.from_type(hints[name])))
        for name in named
    }
    return kind(**given)


def store_of(outbox: Outbox, facts: Sequence[type[Fact]]) -> Store:
    """It connects to nothing until it is asked something."""

    async def opened() -> Store:
        async with open_store("postgresql://nowhere", facts, admit=admission(outbox)) as store:
            return store

    return asyncio.run(opened())


STORES = {outbox.service: store_of(outbox, facts) for outbox, facts in PUBLISHERS}


def commanded(store: Store, fact: Fact, traceparent: str | None = None) -> Decided:
    command = Command(Origin("officer", new_id(), None, traceparent), {}, lambda _: Decision())
    return to_decided(command, Decision({new_id(): [fact]}), {}, store)


def stored(command: Decided, position: int, at: datetime) -> StoredFact:
    """As the log would hold the command's one fact."""
    ((stream, version, type_, data),) = command.facts
    return StoredFact(
        originator_id=stream,
        originator_version=version,
        topic=type_,
        state=data,
        id=position,
        recorded_at=at,
        origin=command.origin,
    )


@pytest.mark.parametrize(("outbox", "kind"), KINDS, ids=lambda each: getattr(each, "TYPE", ""))
@settings(max_examples=25)  # of each kind, and of kinds there are hundreds
@given(data=st.data())
def test_a_fact_is_refused_or_can_be_published(
    outbox: Outbox, kind: type[Fact], data: st.DataObject
) -> None:
    fact, trace = data.draw(facts(kind)), data.draw(st.none() | odd_text)
    at = data.draw(st.datetimes(timezones=st.just(UTC)))
    position = data.draw(st.integers(1, LARGEST_SEQUENCE))
    try:
        command = commanded(STORES[outbox.service], fact, trace)
    except Refusal:
        event("refused")
        return
    event("recorded")
    for record in records(outbox, LOG_ID, [stored(command, position, at)]):
        stamp = decode_headers([*record.headers])
        heard = decode_event(stamp.type, record.value)
        assert heard is not None
        assert str(heard.subject).encode() == record.key
        assert record.size <= LARGEST_RECORD


@given(trace=odd_text)
def test_a_trace_is_kept_in_its_exact_form_or_not_at_all(trace: str) -> None:
    family = FamilyRegistered(new_id(), new_id())
    kept = commanded(store_of(OUTBOX, FACTS), family, trace).origin.traceparent
    assert kept is None or TRACEPARENT.fullmatch(kept)


def test_an_exact_trace_is_kept_and_sent() -> None:
    command = commanded(STORES["funding"], _fund(), EXACT)
    row = stored(command, 1, datetime(2025, 1, 1, tzinfo=UTC))
    ((record),) = records(FUNDING, LOG_ID, [row])
    assert decode_headers([*record.headers]).traceparent == EXACT


def _fund() -> Fact:
    return FundOpened(new_id(), place_id=new_id(), opened_on=date(2025, 1, 1))


def test_what_is_logged_of_an_unpublishable_fact_names_its_field_and_no_value() -> None:
    day = date(2025, 1, 1)
    fact = ClassHeld(new_id(), new_id(), new_id(), day, topic_code="Nguyễn Văn A", attendances=1)
    with capture_logs() as lines, pytest.raises(FactUnpublishable):
        commanded(STORES["registry"], fact)
    (line,) = lines
    assert (line["log_level"], line["fact"]) == ("error", "registry.class-held.v1")
    assert "$.topic_code" in line["reason"]
    assert "Nguyễn" not in str(line)


def wrong(*families: UUID) -> list[Command]:
    """Each registers one family; a nil one has no hamlet, but words."""

    def command(family: UUID) -> Command:
        hamlet: Any = "no hamlet" if family.int == 0 else new_id()
        made = Decision({new_id(): [FamilyRegistered(family, hamlet)]}, "done")
        return Command(Origin("officer", new_id()), {}, lambda _: made)

    return [command(family) for family in families]


NIL = UUID(int=0)


async def test_an_unpublishable_fact_is_refused_and_the_commands_beside_it_are_not(
    registry: Registry,
) -> None:
    async with open_store(registry.dsn, FACTS, admit=admission(OUTBOX)) as store:
        outcomes = await Transactions(store).execute_many(wrong(new_id(), NIL, new_id()))
    assert [outcomes[0], outcomes[2]] == ["done", "done"]
    assert isinstance(outcomes[1], FactUnpublishable)
    assert registry.head == 2


async def test_a_listeners_batch_with_an_unpublishable_fact_is_refused_whole(
    registry: Registry,
) -> None:
    async with open_store(registry.dsn, FACTS, admit=admission(OUTBOX)) as store:
        with pytest.raises(FactUnpublishable):
            await Transactions(store).hear(wrong(new_id(), NIL), [])
    assert registry.head == 0


async def recorded_unasked(registry: Registry, origin: Origin, data: bytes) -> None:
    """As a log of an earlier release may hold it: nobody was asked."""
    async with open_store(registry.dsn, FACTS) as store:
        fact = NewFact(new_id(), 1, FamilyRegistered.TYPE, data)
        await store.appender.submit(Unit([Decided(origin, [fact])]))


@pytest.mark.parametrize("trace", ["x" * 950_000, "ü", EXACT.upper(), EXACT + "\n", "00-0"])
def test_a_log_that_holds_an_odd_trace_publishes(registry: Registry, trace: str) -> None:
    data = FactMapper(FACTS).encode(FamilyRegistered(new_id(), new_id()))
    asyncio.run(recorded_unasked(registry, Origin("officer", new_id(), None, trace), data))
    with relay_thread(registry.relay()):
        eventually(registry.caught_up)
    (record,) = registry.published()
    assert record.stamp.traceparent is None


@pytest.mark.parametrize("raised", [KeyError("Nguyễn"), AssertionError(), RecursionError()])
def test_whatever_a_translation_raises_is_said_with_position_and_without_values(
    raised: Exception,
) -> None:
    def failing(_recorded: Recorded[Any]) -> Sequence[Contract]:
        raise raised

    outbox = dataclasses.replace(OUTBOX, translate=failing)
    command = commanded(store_of(OUTBOX, FACTS), FamilyRegistered(new_id(), new_id()))
    with pytest.raises(CannotPublish, match=r"position 5.*cannot be told") as met:
        records(outbox, LOG_ID, [stored(command, 5, datetime(2025, 1, 1, tzinfo=UTC))])
    assert "Nguyễn" not in str(met.value)


def test_every_log_of_a_publisher_is_opened_with_its_admission() -> None:
    """Services that publish nothing have nobody to ask."""
    opening = {
        str(source.path): source.text
        for source in sources("services", "hieuhoc", "shared/web")
        if "open_store(" in source.text and "notifications" not in source.path.parts
    }
    assert "shared/web/assembly.py" in opening, "where services with cards open theirs"
    for outbox, _ in PUBLISHERS:
        main = import_module(f"services.{outbox.service}.main")
        assert hasattr(main, "CARDS") or f"services/{outbox.service}/main.py" in opening
    unasked = [
        path
        for path, text in opening.items()
        if text.count("open_store(") != text.count("admit=admission(")
    ]
    assert not unasked
