"""The channel of the laptop edition: each message a file of its own, `<delivery_id>.json`."""

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

from services.notifications.channels.channel import Accepted, Answer, Message, Rejected, Retry
from services.notifications.channels.texts import NoText, text_of

TRIAL: Final = b"one message could be written"


@dataclass(frozen=True)
class FileChannel:
    """Into one folder, which is made when it is not there. A file is there whole or not at all,
    and never written again: whoever finds it there has sent it before."""

    folder: Path
    name: str = "file"

    def trouble(self) -> str | None:
        """A file is written there and is gone again, whatever becomes of this process."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=self.folder) as file:
                file.write(TRIAL)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            return f"{self.folder}: {error.strerror or type(error).__name__}"
        return None

    def send(self, message: Message) -> Answer:
        try:
            written = json.dumps(_content(message), ensure_ascii=False, indent=1)
        except NoText:
            return Rejected("no-text")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return self._put(f"{message.delivery_id}.json", written.encode())
        except OSError as error:
            return Retry(error.strerror or type(error).__name__)

    def _put(self, name: str, content: bytes) -> Answer:
        """One process at a time holds the file under its temporary name; one that was killed
        leaves it behind, to be written from the beginning by the next."""
        there, beside = self.folder / name, self.folder / f".{name}.new"
        with beside.open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return Retry("another process sends this message")
            if there.exists():
                beside.unlink(missing_ok=True)
                return Accepted()
            file.truncate(0)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            beside.rename(there)
        self._settle()
        return Accepted()

    def _settle(self) -> None:
        """The new name outlives a power cut."""
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _content(message: Message) -> dict[str, Any]:
    said = message.said
    return {
        "delivery_id": str(message.delivery_id),
        "rule_code": said.rule_code,
        "recipient": {"kind": said.recipient_kind, "id": str(said.recipient_id)},
        "subject_id": str(said.subject_id),
        "event_id": str(said.event_id),
        "text": text_of(said),
    }
