"""Kafka against the log, each time the lock is taken.

Kafka may be ahead of the mark (the last page was sent and not marked) or behind it (a topic was
recreated, a broker lost data: sent again). What it may never hold is a fact that the log does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.contracts.catalogue import topics_of
from shared.eventstore.log.looking import facts_at
from shared.eventstore.mapper import StoredFact
from shared.messaging.producer import Landed, Partition
from shared.messaging.relay.faults import CannotPublish, LogBehindKafka
from shared.messaging.relay.generations import Ids
from shared.messaging.relay.mark import Connection, Mark
from shared.messaging.relay.outgoing import Outbox
from shared.messaging.relay.tails import Tail, Tails

NOTHING = Landed(sequence=0, offset=-1)


@dataclass(frozen=True)
class Comparison:
    """Where to go on, and what is to be cleared before: partitions that begin with newer facts
    than they should, and where they end now. `foreign` counts, per topic, the records behind our
    last ones that only say they are ours."""

    mark: Mark
    to_clear: Mapping[Partition, int]
    foreign: Mapping[str, int]


def compare(
    connection: Connection, outbox: Outbox, tails: Tails, before: Mark, ids: Ids
) -> Comparison:
    """Raises LogBehindKafka."""
    found = tails.of(topics_of(outbox.service))
    _must_stand_in_the_log(connection, outbox, found)
    intact = {place: _intact(place, tail, before, ids) for place, tail in found.items()}
    position = min([before.position, *(upto for upto in intact.values() if upto is not None)])
    to_clear = {p: found[p].end for p, upto in intact.items() if upto == 0 and found[p].stamp}
    sent = {
        place: _last(tail)
        for place, tail in found.items()
        if tail.stamp is not None and place not in to_clear
    }
    foreign = dict.fromkeys(ids, 0)
    for (topic, _), tail in found.items():
        foreign[topic] += tail.foreign
    return Comparison(Mark(position, sent, ids), to_clear, foreign)


def _last(tail: Tail) -> Landed:
    return NOTHING if tail.stamp is None else Landed(tail.stamp.sequence, tail.offset)


def _intact(place: Partition, tail: Tail, before: Mark, ids: Ids) -> int | None:
    """Up to which position this partition surely holds everything; None: nothing is missing.

    Of a topic that began anew nothing can be relied on: its records may be newer than what was
    marked, and stand before all that is to be sent again.
    """
    if before.topics.get(place[0], ids[place[0]]) != ids[place[0]]:
        return 0
    sent, last = before.sent.get(place, NOTHING), _last(tail)
    if last.sequence >= sent.sequence and last.offset >= sent.offset:
        return None
    return last.sequence if last.sequence <= sent.sequence else 0


def _must_stand_in_the_log(
    connection: Connection, outbox: Outbox, found: Mapping[Partition, Tail]
) -> None:
    wanted = {tail.stamp.sequence for tail in found.values() if tail.stamp is not None}
    facts = facts_at(connection, sorted(wanted))
    for (topic, number), tail in found.items():
        if tail.stamp is None or _is_published(outbox, topic, tail, facts):
            continue
        held = f"{topic}/{number} offset {tail.offset} holds position {tail.stamp.sequence}"
        raise LogBehindKafka(f"log behind Kafka: {held}, which is not so in the log")


def _is_published(outbox: Outbox, topic: str, tail: Tail, facts: Mapping[int, StoredFact]) -> bool:
    """Whether the log has the same fact there: by position, time and subject. A fact that is not
    published any more, or cannot be, was heard all the same."""
    assert tail.stamp is not None
    fact = facts.get(tail.stamp.sequence)
    if fact is None or fact.recorded_at != tail.stamp.time:
        return False
    try:
        published = outbox.events(fact)
        subjects = {str(event.subject) for event in published if topic == event.TOPIC}
    except CannotPublish:
        return True
    return not subjects or tail.stamp.subject in subjects
