"""Facts are stored under their TYPE and read back equal, also those of older code."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Fact, Origin, Recorded
from shared.eventstore.mapper import FactMapper, UnknownFact
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from tests.eventstore.building import ORIGIN
from tests.support.sample import BookAdded


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Line:
    """A value inside a fact."""

    name: str
    amount: int


@dataclass(frozen=True)
class Everything:
    TYPE: ClassVar[str] = "sample.everything.v1"
    id: UUID
    day: date
    moment: datetime
    size: Size
    name: str
    amount: int
    share: float
    certain: bool
    lines: tuple[Line, ...]
    names: frozenset[str]
    perhaps: int | None = None


TRACE = f"00-{'1' * 32}-{'2' * 16}-01"
TEXT = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
AMOUNT = some.integers(-(2**63), 2**63 - 1)
FACTS = some.builds(
    Everything,
    id=some.uuids(),
    day=some.dates(),
    moment=some.datetimes(timezones=some.just(UTC)),
    size=some.sampled_from(Size),
    name=TEXT,
    amount=AMOUNT,
    share=some.floats(allow_nan=False, allow_infinity=False),
    certain=some.booleans(),
    lines=some.lists(some.builds(Line, TEXT, AMOUNT), max_size=3).map(tuple),
    names=some.frozensets(TEXT, max_size=3),
    perhaps=some.none() | AMOUNT,
)


@given(FACTS)
def test_a_fact_reads_back_equal(fact: Everything) -> None:
    mapper = FactMapper([Everything])
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.lists(FACTS, min_size=1, max_size=5), TEXT, some.none() | some.uuids())
async def test_what_is_stored_reads_back_equal(
    log_dsn: str, facts: list[Everything], actor: str, cause: UUID | None
) -> None:
    origin = Origin(actor.replace("\0", ""), uuid4(), cause, TRACE)
    stream, command = uuid4(), deciding(origin, facts)
    async with open_store(log_dsn, [Everything]) as store:
        await Transactions(store).execute(command(stream))
        history = await store.history(stream)
    assert [recorded.fact for recorded in history] == facts
    assert {recorded.origin for recorded in history} == {origin}


def deciding(origin: Origin, facts: list[Everything]) -> Any:
    return lambda stream: Command(origin, {}, lambda _: Decision({stream: facts}))


@pytest.mark.parametrize(
    "data", [b'{"title":5}', b"{}", b"[]", b"not json", b'{"title":"a"', b"\xff"]
)
def test_bytes_of_another_shape_are_a_fault(data: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        FactMapper([BookAdded]).decode(BookAdded.TYPE, data)


def test_fields_of_newer_code_are_passed_over() -> None:
    decoded = FactMapper([BookAdded]).decode(BookAdded.TYPE, b'{"title":"a","shelf":3}')
    assert decoded == BookAdded("a")


def test_an_unknown_type_is_a_fault() -> None:
    with pytest.raises(UnknownFact, match=r"sample\.unheard-of\.v1"):
        FactMapper([BookAdded]).decode("sample.unheard-of.v1", b"{}")


def from_v0(fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "library.book-added.v0b", {"name": fields["Name"]}


def from_v0b(fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return BookAdded.TYPE, {"title": fields["name"]}


def test_what_older_code_wrote_is_read_through_its_upcasters() -> None:
    old = {"library.book-added.v0": from_v0, "library.book-added.v0b": from_v0b}
    mapper = FactMapper([BookAdded], old)
    assert mapper.decode("library.book-added.v0", b'{"Name":"a"}') == BookAdded("a")


def test_an_upcaster_that_leads_nowhere_is_a_fault() -> None:
    mapper = FactMapper([], {"library.book-added.v0b": from_v0b})
    with pytest.raises(UnknownFact, match=r"library.book-added.v1"):
        mapper.decode("library.book-added.v0b", b'{"name":"a"}')


def test_the_library_sees_a_fact_as_one_of_its_events() -> None:
    fact: Fact = BookAdded("a")
    recorded = Recorded(uuid4(), 3, 7, datetime(2026, 1, 1, tzinfo=UTC), ORIGIN, fact)
    mapper = FactMapper([BookAdded])
    stored = mapper.to_stored_event(recorded)
    assert (stored.topic, stored.originator_version) == (BookAdded.TYPE, 3)
    assert mapper.to_domain_event(stored) == recorded
