"""What the embedded servers have in common: a folder of their own, and a life that can be ended."""

import signal
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path

from hieuhoc.embedded.folder import HeldFolder
from hieuhoc.embedded.process import Launch, ServerProcess


class EmbeddedServer(ABC):
    """One server in one folder: what it was told stays there, its address too.

    Blocking: in an event loop call it in a thread. Any thread will do; the server ends with the
    process that started it, not with the thread.
    """

    def __init__(self, folder: Path) -> None:
        self._held = HeldFolder(folder)
        self.folder = self._held.path
        self._process: ServerProcess | None = None

    @property
    def process(self) -> ServerProcess:
        """The server's own process, for tests that freeze or kill it."""
        assert self._process is not None, "the server was not started"
        return self._process

    def start(self, within: float = 300.0) -> str:
        """The address, once it answers there; a running server is left as it is.

        Raises FolderInUse when another running hieuhoc holds the folder, ServerDidNotStart with
        the server's last words when there is no answer in time.
        """
        if self._process is not None and self._process.running:
            return self.address
        with ExitStack() as on_failure:
            on_failure.callback(self._held.let_go)
            self._held.hold()
            self._process = ServerProcess(self._prepare(), self._held.server_lock)
            self._process.wait_until(self._answers, within)
            on_failure.pop_all()
        return self.address

    def stop(self) -> None:
        """In order; asked of a stopped server, it does nothing."""
        if self._process is not None:
            self._process.stop()
        self._held.let_go()

    def restart(self) -> str:
        """The same address as before."""
        self.stop()
        return self.start()

    def kill(self) -> None:
        """SIGKILL, as in a power cut; `start` brings it back."""
        self.process.kill()
        self._held.let_go()

    def freeze(self) -> None:
        """It takes connections and answers nothing, until `thaw`."""
        self.process.send(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send(signal.SIGCONT)

    @property
    @abstractmethod
    def address(self) -> str:
        """Where clients reach it."""

    @abstractmethod
    def _prepare(self) -> Launch:
        """Makes the folder ready, which is ours now, and says what to run."""

    @abstractmethod
    def _answers(self) -> bool:
        """Whether it is ready for clients."""
