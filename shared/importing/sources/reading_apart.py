"""Has a file read by a process of its own, with limits of memory and time: its death refuses the
file and nothing else. To be called where waiting blocks nobody."""

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Final

import msgspec

from shared.importing.guard import format_of
from shared.importing.refusals import OF_FILES, FileUnreadable
from shared.importing.sources.kept import sheet_of
from shared.importing.sources.wire import Answer
from shared.importing.table import Sheet

READER: Final = "shared.importing.sources"
GRACE: Final = 10
"""How many seconds longer than its processor time the reader may take by the clock."""
_INHERITED: Final = ("PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG", "SYSTEMROOT")


@dataclass(frozen=True)
class Limits:
    """Of the process that reads: bytes of memory, seconds of processor time. A list of 300,000 rows
    takes a third of either."""

    memory: int = 1 << 30
    seconds: int = 50


USUAL: Final = Limits()


def sheets_of(name: str, data: bytes, limits: Limits = USUAL) -> list[Sheet]:
    """Every sheet of a file, in its order; raises FileRefused."""
    told = format_of(name, data)
    command = [sys.executable, "-m", READER, told.value, str(limits.memory), str(limits.seconds)]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=limits.seconds + GRACE,
            env=environment(),
            check=True,
        )
        answer = msgspec.msgpack.decode(done.stdout, type=Answer)
    except (subprocess.SubprocessError, msgspec.MsgspecError):
        raise FileUnreadable from None
    if answer.refused is not None:
        raise OF_FILES[answer.refused](**answer.fields)
    return [sheet_of(each) for each in answer.sheets]


def environment() -> dict[str, str]:
    """All that the reader is told of this process: no secrets of the service."""
    return {each: os.environ[each] for each in _INHERITED if each in os.environ}
