"""What was heard is counted: applied, repeated, ignored and parked are all there is."""

from prometheus_client import REGISTRY

from tests.support.families import POISON, TOPIC, family_named
from tests.support.hearing import Hearing, running

OUTCOMES = ("applied", "repeated", "ignored", "parked")


def counted() -> dict[str, float]:
    labels = {"service": "rollups", "topic": TOPIC}
    name = "hieuhoc_listener_events_total"
    return {o: REGISTRY.get_sample_value(name, {**labels, "outcome": o}) or 0 for o in OUTCOMES}


def end_to_end() -> float:
    name = "hieuhoc_end_to_end_seconds_count"
    return REGISTRY.get_sample_value(name, {"service": "rollups"}) or 0


async def test_every_record_is_counted_under_one_outcome(hearing: Hearing) -> None:
    before, seen = counted(), end_to_end()
    hearing.publisher.send(hearing.publisher.register(100))
    hearing.publisher.register_one(family_named("ill"), POISON)
    hearing.publisher.foreign.send_to(TOPIC, 0, b"?")
    hearing.publisher.foreign.flush()
    async with running(hearing.listener()):
        await hearing.caught_up()
    counts = {outcome: number - before[outcome] for outcome, number in counted().items()}
    assert counts == {"applied": 100, "repeated": 100, "ignored": 0, "parked": 2}
    assert end_to_end() > seen
