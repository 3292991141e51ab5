"""Every field of every operation, with everything odd: which answers are not what they should be.

`walk` asks one service; what it finds is a list of sentences, empty when all is well.
"""

import asyncio
from collections.abc import Sequence

from tests.doors.forms import Document, operations
from tests.doors.judging import done_by
from tests.doors.tries import Door, Try, tries
from tests.doors.wire import Line

AT_ONCE = 6


async def walk(door: Door, document: Document) -> list[str]:
    """First whether every sample is answered well, then everything odd."""
    known = list(operations(document))
    if missing := [each.name for each in known if each.name not in door.samples]:
        return [f"{name}: no sample; add one to tests/doors/samples" for name in missing]
    samples = [Try(f"{each.name}: the sample", door.ask(each), done_by(each)) for each in known]
    if wrong := await asked(samples, at_once=1):  # some are of one thing
        return wrong
    return await asked([each for operation in known for each in tries(door, operation)])


async def asked(waiting: Sequence[Try], at_once: int = AT_ONCE) -> list[str]:
    """What is wrong with the answers."""
    left = iter(waiting)

    async def some() -> list[str]:
        async with Line() as line:
            return [wrong for each in left if (wrong := await _judged(line, each)) is not None]

    return [
        wrong for part in await asyncio.gather(*(some() for _ in range(at_once))) for wrong in part
    ]


async def _judged(line: Line, each: Try) -> str | None:
    answer = await line.ask(each.ask)
    wrong = each.judge(answer)
    return None if wrong is None else f"{each.what}: {wrong} ({answer.status} {answer.text[:200]})"
