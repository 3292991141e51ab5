"""Texts kept for a fact that never came, because the command was refused or lost; and for what
texts were kept, once the keys of those requests are forgotten."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from shared.eventstore.appending.old_keys import DAYS
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.reading.beginnings import begun
from shared.postgres import arrays

AGE: Final = timedelta(days=1)
PAGE: Final = 5_000

OLD = """
select text_id from texts where not attached and text_id > %s and kept_at < %s
order by text_id limit %s
"""
ATTACHED = "update texts set attached = true where text_id = any(%s)"
FORGET = "delete from texts where text_id = any(%s) and kept_at < %s returning 1"
"""What was asked for meanwhile is kept: a fact may be on its way."""
FORGET_KEYS = """
update texts set actor = null, key = null, row = null, digest = null
where actor is not null and kept_at < %s
"""


async def sweep_texts(line: SteadyConnection, now: datetime) -> int:
    """Delete every text older than a day that no fact attaches; answers how many. What a fact
    attaches is looked at once."""
    swept, after = 0, UUID(int=0)
    while page := await line.ask(OLD, [after, now - AGE, PAGE]):
        old = [text_id for (text_id,) in page]
        there = await begun(line, old)
        await line.ask(ATTACHED, [arrays.uuids(list(there))])
        orphans = [text_id for text_id in old if text_id not in there]
        swept += len(await line.ask(FORGET, [arrays.uuids(orphans), now - AGE]))
        after = old[-1]
    await line.ask(FORGET_KEYS, [now - timedelta(days=DAYS)])
    return swept
