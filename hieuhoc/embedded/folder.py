"""A folder that belongs to one running server, and the address it keeps."""

import fcntl
import os
import random
import socket
import time
from pathlib import Path

# Below the range from which Linux and macOS take the ports of outgoing connections, so that a
# kept port is still free when its server comes back.
PORTS = range(15_000, 32_000)


class FolderInUse(RuntimeError):
    """Another running hieuhoc holds the folder."""


class HeldFolder:
    """Two locks, both given back by the kernel however their holders end.

    `owner.lock` is the owner's alone: whoever meets it is refused at once. `server.lock` is
    inherited by the guard and every process of the server: while one of them lives it is held,
    so nothing needs to be guessed from files with process ids.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._owner: int | None = None
        self._server: int | None = None

    def hold(self, patience: float = 30.0) -> None:
        """Raises FolderInUse at once when it has another owner; waits for a dying server.

        After a refusal, too, `let_go` gives back what was taken.
        """
        self.let_go()
        self.path.mkdir(parents=True, exist_ok=True)
        self._owner = os.open(self.path / "owner.lock", os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(self._owner):
            raise FolderInUse(f"{self.path} is in use by another running hieuhoc.")
        self._server = os.open(self.path / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
        end = time.monotonic() + patience
        while not _locked(self._server):
            if time.monotonic() > end:
                raise FolderInUse(f"The last server in {self.path} has not ended yet.")
            time.sleep(0.02)

    @property
    def server_lock(self) -> int:
        """The descriptor that the server inherits."""
        assert self._server is not None, "the folder is not held"
        return self._server

    def let_go(self) -> None:
        for descriptor in (self._server, self._owner):
            if descriptor is not None:
                os.close(descriptor)
        self._server = self._owner = None


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def keep(file: Path, text: str) -> None:
    """Written whole or not at all, whenever power is cut, and for nobody else to read."""
    draft = file.with_name(f"{file.name}.draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """A new name, too, is only kept once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def kept_port(file: Path, wanted: int | None = None) -> int:
    """The port of this folder: the wanted one, else the one kept, else a free one, then kept."""
    if wanted is not None:
        return wanted
    kept = file.read_text().strip() if file.exists() else ""
    if kept.isdecimal() and is_free(int(kept)):
        return int(kept)
    port = free_port()
    keep(file, f"{port}\n")
    return port


def free_port() -> int:
    for port in random.SystemRandom().sample(PORTS, 100):
        if is_free(port):
            return port
    raise RuntimeError("No free port was found on 127.0.0.1.")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # closed connections linger
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
