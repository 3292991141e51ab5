"""The projection `people_used`: of whom other services speak by reference. They stay in the vault,
although nothing on the books of the register refers to them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from psycopg import Cursor

from shared.contracts.envelope import Contract
from shared.contracts.funding import ScholarshipAwardedV1
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.read_models import OfOthersEvents, table
from shared.messaging.heard import Heard
from shared.messaging.rebuilding.recipe import Filling, Recount
from shared.postgres import arrays

APPEND = """
insert into {table} (event_id, person_ref) select * from unnest(%s::text[], %s::uuid[])
on conflict do nothing
"""
THERE = "select event_id from {table} where event_id = any(%s)"
USED = "select distinct person_ref from people_used where person_ref = any(%s)"


class PeopleUsed(OfOthersEvents):
    """Exact for any split into batches and any order: each event is a row of its own."""

    name = "people_used"
    version = 1
    tables = ("people_used",)
    hears: tuple[type[Contract], ...] = (ScholarshipAwardedV1,)
    filling: Filling | None = None
    recount = Recount("select count(*) from people_used_v1")

    def make(self, cursor: Cursor[Any]) -> None:
        cursor.execute("select make_people_used()")

    def apply(self, cursor: Cursor[Any], batch: Sequence[Heard]) -> None:
        rows = [
            (heard.stamp.id, event.recipient_ref)
            for heard in batch
            if isinstance(event := heard.event, ScholarshipAwardedV1)
        ]
        if rows:
            ids, people = zip(*rows, strict=True)
            query = APPEND.format(table=table(self, "people_used"))
            cursor.execute(query.encode(), ([*ids], [*people]))

    def applied(self, cursor: Cursor[Any], batch: Sequence[Heard]) -> set[str]:
        query = THERE.format(table=table(self, "people_used"))
        found = cursor.execute(query.encode(), ([heard.stamp.id for heard in batch],))
        return {event_id for (event_id,) in found}


async def used(line: SteadyConnection, person_refs: Sequence[UUID]) -> set[UUID]:
    """Those of whom other services speak, as far as was heard."""
    return {ref for (ref,) in await line.ask(USED, [arrays.uuids([*person_refs])])}
