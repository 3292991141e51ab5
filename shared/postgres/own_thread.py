"""Work that lasts as long as its process, in a thread of its own.

The event loop's shared pool has few threads (six on two cores): what never gives its thread back
would, with some services in one process, leave none for anybody else.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


async def in_own_thread(
    work: Callable[Given, Answer], *arguments: Given.args, **named: Given.kwargs
) -> Answer:
    """As `asyncio.to_thread`, but takes nobody's place."""
    thread = ThreadPoolExecutor(1, thread_name_prefix=work.__qualname__)
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(thread, lambda: work(*arguments, **named))
    finally:
        thread.shutdown(wait=False)
