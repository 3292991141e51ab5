"""What lasts as long as its process does not take a thread of the shared pool."""

import asyncio
import threading

from shared.postgres.own_thread import in_own_thread

MANY = 100


async def test_many_lasting_works_leave_the_shared_pool_to_others() -> None:
    ended = threading.Event()
    lasting = [asyncio.create_task(in_own_thread(ended.wait)) for _ in range(MANY)]
    try:
        answer = await asyncio.wait_for(asyncio.to_thread(lambda: "served"), 60)
    finally:
        ended.set()
    assert answer == "served"
    assert all(await asyncio.gather(*lasting))


async def test_a_fault_of_the_work_reaches_who_asked() -> None:
    def fail() -> None:
        raise LookupError("gone")

    outcome = await asyncio.gather(in_own_thread(fail), return_exceptions=True)
    assert isinstance(outcome[0], LookupError)
