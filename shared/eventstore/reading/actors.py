"""Where an actor whose keys are lasting began, and all that stands in the log from there on."""

from typing import Final

from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.mapper import StoredFact

_FIRST: Final = """
select first from chain where last >= (
    select min(coalesce(position, 1)) from command_keys where actor = %s)
order by last limit 1
"""
_PAGE: Final = f"select {COLUMNS} from log where position > %s order by position limit %s"


async def before_first(line: SteadyConnection, actor: str) -> int | None:
    """The position before the append in which it first recorded something under a key; None: it
    recorded nothing."""
    found = await line.ask(_FIRST, [actor])
    return found[0][0] - 1 if found else None


async def facts_after(line: SteadyConnection, after: int, most: int) -> list[StoredFact]:
    """The log's next facts, as they are stored."""
    return [stored_fact(row) for row in await line.ask(_PAGE, [after, most])]
