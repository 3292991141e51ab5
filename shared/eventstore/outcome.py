"""What a decision comes to: facts at the versions that follow, and states moved on."""

from collections.abc import Mapping

import msgspec

from shared.eventstore.commands import Decision, Order
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.eventstore.reader import Folded, Wanted
from shared.eventstore.refusals import IdOfAnotherKind
from shared.eventstore.units import Command, NewFact


def to_command(
    order: Order, decision: Decision, seen: Mapping[Wanted, Folded], mapper: FactMapper
) -> Command:
    """Its facts at the next versions of their streams; a stream that was not read is a new one.

    Raises `IdOfAnotherKind` when it adds to a stream that is of another kind. One that it only
    read stays so for ever, whatever is added there."""
    versions = {stream: f.version for (stream, _), f in seen.items() if not f.is_of_another_kind}
    if any(f.is_of_another_kind and decision.facts.get(stream) for (stream, _), f in seen.items()):
        raise IdOfAnotherKind
    facts = [
        NewFact(stream, version, fact.TYPE, mapper.encode(fact))
        for stream, new in decision.facts.items()
        for version, fact in enumerate(new, versions.get(stream, 0) + 1)
    ]
    only_read = {s: version for s, version in versions.items() if not decision.facts.get(s)}
    answer = msgspec.json.encode(decision.answer)
    return Command(order.origin, facts, order.key, answer, only_read)


def moved(decision: Decision, seen: Mapping[Wanted, Folded]) -> dict[Wanted, Folded]:
    """The states that this decision changes, as it leaves them."""
    return {
        item: Folded(folded.version + len(new), fold(folded.state, new))
        for item, folded in seen.items()
        if (new := decision.facts.get(item[0]))
    }
