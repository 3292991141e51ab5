"""What would count otherwise than what is live counts nothing, until a rebuild has switched."""

from collections.abc import Callable, Mapping

import pytest
from kafka import KafkaAdminClient

from shared.contracts.registry.clans import ClanRegisteredV1
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.eventstore.read_models import RebuildWanted, switch
from shared.messaging.dead_letters import listed
from shared.messaging.listener import Listener
from shared.messaging.listener.operators.redriving import redrive
from tests.support.families import POISON, FamiliesByPlace
from tests.support.hearing import Hearing, families_of_version, make_topic, running
from tests.support.waiting import eventually_async

MARKS = "select version, sum(record_offset + 1)::int from listener_marks group by 1 order by 1"


class WithClans(FamiliesByPlace):
    hears = (FamilyRegisteredV1, ClanRegisteredV1)


class WithPart(FamiliesByPlace):
    """Counts one thing more in what it heard already."""

    parts: Mapping[str, int] = {"widows": 1}


def marks(hearing: Hearing) -> list[tuple[int, int]]:
    return hearing.connection.execute(MARKS).fetchall()


async def remarked(listener: Listener, remark: str) -> None:
    """It says so, and it is ready: no new process would help."""

    async def said() -> bool:
        return listener.unready() is None and listener.remark() == remark

    await eventually_async(said, 30, remark)


async def at_rest(listener: Listener) -> None:
    async def nothing() -> bool:
        return listener.remark() is None

    await eventually_async(nothing, 30, "nothing to remark")


async def test_of_an_old_and_a_new_process_at_once_only_the_live_version_counts(
    hearing: Hearing,
) -> None:
    old, new = hearing.listener(member="old"), hearing.listener_of_version(2)
    hearing.publisher.register(50)
    async with running(old):
        await hearing.caught_up()
        async with running(new):
            await remarked(new, "rebuild wanted (version 1 is live, not 2)")
            hearing.publisher.register(50)
            await hearing.caught_up()
            assert marks(hearing) == [(1, 100)]
            hearing.all_applied()
            with hearing.connection.transaction():
                hearing.connection.execute("lock listener_marks")
                hearing.connection.execute("truncate heard, families_by_place")
                hearing.switch_to(2)
            await hearing.caught_up(version=2)
            hearing.publisher.register(50)
            await hearing.caught_up(version=2)
            await remarked(old, "rebuild wanted (version 2 is live, not 1)")
            await at_rest(new)
    assert marks(hearing) == [(1, 100), (2, 150)]
    hearing.all_applied()


@pytest.mark.parametrize(
    ("code", "difference"),
    [(WithPart, "part widows 1"), (WithClans, f"hears {ClanRegisteredV1.TYPE}")],
)
async def test_what_is_counted_in_addition_is_counted_from_the_first_event_or_not_at_all(
    hearing: Hearing,
    kafka_admin: KafkaAdminClient,
    code: Callable[[], FamiliesByPlace],
    difference: str,
) -> None:
    make_topic(kafka_admin, hearing.prefix, ClanRegisteredV1.TOPIC)
    hearing.publisher.register(50)
    async with running(hearing.listener()):
        await hearing.caught_up()
    hearing.publisher.register(10)
    before = marks(hearing)
    later = Listener(hearing.settings(), code())
    async with running(later):
        await remarked(later, f"rebuild wanted (new: {difference})")
        assert marks(hearing) == before
        switch(hearing.connection.cursor(), code())
        await hearing.heard(60)
        await at_rest(later)
    hearing.all_applied()


async def test_a_letter_is_not_applied_while_a_rebuild_is_wanted(hearing: Hearing) -> None:
    hearing.publisher.register_one(POISON, POISON)
    async with running(hearing.listener()):
        await hearing.parked(1)
    (letter,) = listed(hearing.connection)
    with pytest.raises(RebuildWanted):
        redrive(hearing.connection, WithPart(), letter.letter)
    hearing.switch_to(2)
    with pytest.raises(RebuildWanted):
        redrive(hearing.connection, families_of_version(1), letter.letter)
