"""What falls due in a service, done at once."""

from importlib import import_module

from shared.eventstore.due.loop import DueDays
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.postgres.connections import pool
from tests.support.service_door import ServiceDoor


async def settle(door: ServiceDoor) -> list[str]:
    """All that is due by now; answers what is refused."""
    assembly = import_module(f"services.{door.service}.main").ASSEMBLY
    await door.views_caught_up()
    async with (
        open_store(door.dsn, assembly.cards.facts, door.clock) as store,
        pool(door.dsn, "due") as connections,
    ):
        days = DueDays(Transactions(store), connections, assembly.due, door.clock)
        await days.round()
        remarks = (days.remark() or "").split("; ")
    await door.views_caught_up()
    return [each for each in remarks if each.startswith("due: ")]
