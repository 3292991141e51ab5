"""Which files of the services a thing passes through, as it is handed from one to the next."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from tests.support.sources import ROOT

Holds = Callable[[object], bool]


@dataclass
class Walk:
    """The files in the order in which they were entered: one is entered when a function of it is
    handed what `holds`, and no other one of it waits for that to end. Two functions of one file,
    one after the other, are one visit. What is done for `aside` is no part of the way."""

    holds: Holds
    room: Path = ROOT / "services"
    aside: Path = ROOT / "shared" / "messaging" / "relay" / "admission.py"
    files: list[str] = field(default_factory=list)
    ended: bool = False
    _entered: list[FrameType] = field(default_factory=list)
    _names: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if self.ended or event != "call" or (name := self._name(frame)) is None:
            return
        if frame in self._entered or not self._is_handed(frame):
            return  # a coroutine that goes on is no other one
        self._entered.append(frame)
        aside = {frame.f_code.co_filename, str(self.aside)}
        if aside.isdisjoint(_waiting(frame)) and self.files[-1:] != [name]:
            self.files.append(name)

    def _name(self, frame: FrameType) -> str | None:
        """Of its file, as seen from the room, if it is in it: of few files, millions of times."""
        file = frame.f_code.co_filename
        if file not in self._names:
            path = Path(file)
            inside = path.is_relative_to(self.room)
            self._names[file] = str(path.relative_to(self.room)) if inside else None
        return self._names[file]

    def _is_handed(self, frame: FrameType) -> bool:
        with suppress(Exception):  # what is only half made cannot say what it is
            return any(self.holds(value) for value in frame.f_locals.values())
        return False


def _waiting(frame: FrameType) -> Iterator[str]:
    """The files of those who wait for this one to end."""
    above = frame.f_back
    while above is not None:
        yield above.f_code.co_filename
        above = above.f_back


@contextmanager
def walked(holds: Holds, room: Path = ROOT / "services") -> Iterator[Walk]:
    """What is done meanwhile, in this thread and in those that begin."""
    walk = Walk(holds, room)
    threading.setprofile(walk)
    sys.setprofile(walk)
    try:
        yield walk
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        walk.ended = True


def entered_again(files: Sequence[str]) -> list[str]:
    """Those that were left for another one, and entered once more."""
    return [name for number, name in enumerate(files) if name in files[:number]]
