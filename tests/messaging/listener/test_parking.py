"""A record that cannot be applied: found among the others, parked, and its subject behind it."""

from uuid import uuid5

import pytest

from tests.support.families import LOG_ID, POISON, family_named
from tests.support.hearing import Hearing, running

ILL = family_named("ill")
WELL = uuid5(LOG_ID, "well")


async def test_only_the_poisoned_record_and_its_subjects_later_ones_wait(hearing: Hearing) -> None:
    hearing.publisher.register(200)
    hearing.publisher.register_one(ILL, POISON)
    hearing.publisher.register(200)
    hearing.publisher.register_one(ILL, WELL)
    async with running(hearing.listener()):
        await hearing.parked(2)
        hearing.publisher.register_one(ILL, WELL)
        await hearing.parked(3)
        await hearing.caught_up()
    assert hearing.reasons() == ["cannot-be-applied", "behind-another", "behind-another"]
    hearing.all_applied([f for f in hearing.publisher.families if f.family_id != ILL])


async def test_events_before_the_poisoned_one_are_applied(hearing: Hearing) -> None:
    before = hearing.publisher.register_one(ILL, WELL)
    hearing.publisher.register_one(ILL, POISON)
    async with running(hearing.listener()):
        await hearing.parked(1)
    hearing.all_applied([before])


async def test_many_poisoned_records_in_one_batch_are_all_found(hearing: Hearing) -> None:
    for number in range(20):
        hearing.publisher.register(7)
        hearing.publisher.register_one(family_named(f"ill {number}"), POISON)
    async with running(hearing.listener()):
        await hearing.parked(20)
        await hearing.caught_up()
    hearing.all_applied([f for f in hearing.publisher.families if f.place_id != POISON])


@pytest.mark.parametrize("error", [ValueError("broken"), KeyError("missing")])
async def test_a_projection_that_raises_parks_the_record_it_met(
    hearing: Hearing, error: Exception
) -> None:
    hearing.publisher.register(100)
    bad = hearing.publisher.register_one(ILL, WELL)
    async with running(hearing.listener_failing(bad.family_id, error)):
        await hearing.parked(1)
        await hearing.heard(100)
    hearing.all_applied(hearing.publisher.families[:-1])


async def test_a_discarded_letter_is_skipped_by_the_next_version(hearing: Hearing) -> None:
    hearing.publisher.register_one(ILL, POISON)
    async with running(hearing.listener()):
        await hearing.parked(1)
    hearing.connection.execute("update dead_letters set state = 'discarded'")
    later = hearing.publisher.register_one(ILL, WELL)
    hearing.switch_to(2)
    async with running(hearing.listener_of_version(2)):
        await hearing.heard(1)
    hearing.all_applied([later])
    assert hearing.reasons() == []
