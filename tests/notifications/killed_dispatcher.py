"""A process whose dispatcher is killed the moment its first message has arrived.

python -m tests.notifications.killed_dispatcher <dsn> <folder>
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from services.notifications.channels.channel import Answer, Message
from services.notifications.channels.file import FileChannel
from tests.notifications.sending import Sending


class Killing(FileChannel):
    def send(self, message: Message) -> Answer:
        super().send(message)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")


async def main(dsn: str, folder: Path) -> None:
    async with Sending(dsn, folder).dispatching(Killing(folder)):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
