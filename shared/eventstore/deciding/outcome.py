"""What a decision comes to: facts at the versions that follow, and states moved on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import msgspec

from shared.eventstore.appending.units import Decided, NewFact
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Fact, Origin, fold
from shared.eventstore.mapper import StoredFact
from shared.eventstore.reading.reader import Folded, Wanted
from shared.eventstore.refusals import FactUnwritable, IdOfAnotherKind
from shared.eventstore.store import Store
from shared.vocabulary.tracing import exact_traceparent

SOMEWHERE: Final = 1
SOMETIME: Final = datetime(2000, 1, 1, 0, 0, 0, 1, tzinfo=UTC)
"""Where and when a fact not yet recorded is said to stand; as long as any when written out."""


def to_decided(
    command: Command, decision: Decision, seen: Mapping[Wanted, Folded], store: Store
) -> Decided:
    """Its facts at the next versions of their streams; a stream that was not read is a new one.

    Raises `FactUnwritable`, what `store.admit` raises, and `IdOfAnotherKind` when it adds to a
    stream of another kind. One that it only read stays so for ever, whatever is added there."""
    versions = {stream: f.version for (stream, _), f in seen.items() if not f.is_of_another_kind}
    if any(f.is_of_another_kind and decision.facts.get(stream) for (stream, _), f in seen.items()):
        raise IdOfAnotherKind
    facts = [
        NewFact(stream, version, fact.TYPE, _written(fact, store))
        for stream, new in decision.facts.items()
        for version, fact in enumerate(new, versions.get(stream, 0) + 1)
    ]
    origin = _clean(command.origin)
    if store.admit is not None:
        for fact in facts:
            store.admit(_as_if_stored(fact, origin))
    only_read = {s: version for s, version in versions.items() if not decision.facts.get(s)}
    answer = msgspec.json.encode(decision.answer)
    return Decided(origin, facts, command.key, answer, only_read)


def _written(fact: Fact, store: Store) -> bytes:
    try:
        return store.mapper.encode(fact)
    except (TypeError, ValueError, OverflowError, RecursionError):
        raise FactUnwritable from None


def _clean(origin: Origin) -> Origin:
    """What a caller or a record says of its trace may be anything, and would be kept for ever."""
    trace = exact_traceparent(origin.traceparent)
    return origin if trace == origin.traceparent else replace(origin, traceparent=trace)


def _as_if_stored(fact: NewFact, origin: Origin) -> StoredFact:
    stream, version, type_, data = fact
    return StoredFact(
        originator_id=stream,
        originator_version=version,
        topic=type_,
        state=data,
        id=SOMEWHERE,
        recorded_at=SOMETIME,
        origin=origin,
    )


def moved(decision: Decision, seen: Mapping[Wanted, Folded]) -> dict[Wanted, Folded]:
    """The states that this decision changes, as it leaves them."""
    return {
        item: Folded(folded.version + len(new), fold(folded.state, new))
        for item, folded in seen.items()
        if (new := decision.facts.get(item[0]))
    }
