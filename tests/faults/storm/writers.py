"""Officers in a hurry: they send commands, and send them again until they are answered.

Some commands are sent twice at once, to two processes of the service where it has two; some are
given up at the first trouble, and then nobody may say that they were recorded twice.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tests.faults.storm.asking import Officer
from tests.faults.storm.doors import Doors
from tests.faults.storm.journal import Answer, Command, Journal, Refused

TWICE: Final = 0.1
GIVEN_UP: Final = 0.05
PAUSE: Final = 0.02
PAUSE_IN_TROUBLE: Final = 0.2


class Unanswered(AssertionError):
    """Nobody waits for the answer any more."""


class Writer:
    """One officer in a thread of its own. Its choices follow from its seed."""

    def __init__(self, seed: str, doors: Doors, journal: Journal, stop: threading.Event) -> None:
        self._officer = Officer(seed)
        self._doors, self._journal, self._stop = doors, journal, stop
        self._other_hand = ThreadPoolExecutor(1)
        self._last: Command | None = None
        self._forsaken = threading.Event()
        self._thread = threading.Thread(target=self._write, name=f"writer {seed}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """However it stands, it sends nothing again."""
        self._forsaken.set()

    def join(self, within: float) -> None:
        """Once asked to stop; it finishes what it has begun."""
        self._thread.join(within)
        assert not self._thread.is_alive(), (
            f"{self._last} is not answered although all is well again: {self._doors.trouble}"
        )

    def _write(self) -> None:
        try:
            for command in self._officer.first():
                self._officer.learn(command, self._until_answered(command))
            while not self._stop.wait(PAUSE):
                self._send(self._officer.next())
        except BaseException as fault:
            self._journal.faults.append(fault)
        finally:
            self._other_hand.shutdown()
            self._doors.close()

    def _send(self, command: Command) -> None:
        answer: Answer | None
        if self._officer.happens(GIVEN_UP):
            answer = self._asked(command, self._officer.one_of(2))
            if answer is None:
                self._journal.given_up[command.key] = command
                return
        elif self._officer.happens(TWICE):
            answer = self._twice(command)
        else:
            answer = self._until_answered(command)
        self._officer.learn(command, answer)

    def _twice(self, command: Command) -> Answer:
        self._journal.sent_twice += 1
        other = self._other_hand.submit(self._until_answered, command, 1)
        here, there = self._until_answered(command, 0), other.result()
        if here != there:
            raise Refused(f"{command}: answered {here} and {there}")
        return here

    def _until_answered(self, command: Command, attempt: int = 0) -> Answer:
        """However long it takes: only the storm's end finds out that it took too long."""
        while (answer := self._asked(command, attempt)) is None:
            attempt += 1
            self._journal.sent_again += 1
            if self._forsaken.wait(PAUSE_IN_TROUBLE):
                raise Unanswered(f"{command}: {self._doors.trouble}")
        return answer

    def _asked(self, command: Command, attempt: int) -> Answer | None:
        self._last = command
        answer = self._doors.ask(command, attempt)
        if answer is not None:
            self._journal.acknowledged[command.key] = (command, answer)
        return answer
