"""The container of PostgreSQL: the embedded binaries, set up as the official image's entrypoint
does it: with the superuser's password, by the scripts that are mounted for it."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from hieuhoc.embedded import unprivileged
from hieuhoc.embedded.folder import keep
from hieuhoc.embedded.postgres import EmbeddedPostgres, binaries
from hieuhoc.embedded.process import Launch
from tests.composed.server import ServerContainer

PORT: Final = 5432
SCRIPTS: Final = "/docker-entrypoint-initdb.d/"
EXECUTED_OR_READ: Final = 'set -Eeo pipefail; if [ -x "$1" ]; then "$1"; else . "$1"; fi'


def set_by(command: Sequence[str]) -> dict[str, str]:
    """What `postgres -c name=value …` sets."""
    said = [each for option, each in pairwise(command) if option == "-c"]
    return dict(each.split("=", 1) for each in said)


class ComposedPostgres(EmbeddedPostgres):
    """At an address of the loopback network, where everybody needs a password; on its socket, as
    in the image, nobody does."""

    def __init__(self, folder: Path, spec: Mapping[str, Any], address: str) -> None:
        self.sockets = folder / "sockets"
        settings = {"listen_addresses": address, "unix_socket_directories": str(self.sockets)}
        super().__init__(folder, PORT, set_by(spec.get("command") or ()) | settings)
        self._spec, self._where = spec, address

    @property
    def environment(self) -> dict[str, str]:
        """What scripts and health checks see: the file's, where the programs are, the socket."""
        told = {name: str(value) for name, value in (self._spec["environment"] or {}).items()}
        path = f"{binaries()}:{os.environ.get('PATH', os.defpath)}"
        return told | {"PATH": path, "PGHOST": str(self.sockets), "LANG": "C.UTF-8"}

    def _prepare(self) -> Launch:
        self.sockets.mkdir(exist_ok=True)
        unprivileged.give(self.sockets)
        launch = super()._prepare()
        password = quote(str(self._spec["environment"]["POSTGRES_PASSWORD"]), safe="")
        self.dsn = f"postgresql://postgres:{password}@{self._where}:{PORT}/postgres"
        return launch

    def _make_cluster(self) -> None:
        super()._make_cluster()
        try:
            self._run_scripts()
        except BaseException:
            self._data.rename(self.folder / "data.refused")
            raise

    def _run_initdb(self, data: Path, password: Path) -> None:
        password.unlink()
        keep(password, str(self._spec["environment"]["POSTGRES_PASSWORD"]))
        unprivileged.give(password)
        super()._run_initdb(data, password)
        rules = data / "pg_hba.conf"
        rules.write_text("local all all trust\nhost all all all scram-sha-256\n")

    def _run_scripts(self) -> None:
        """On the temporary server of the entrypoint, which nobody else can reach."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.sockets}' -p {PORT}"
        control = ["pg_ctl", f"--pgdata={self._data}"]
        log = f"--log={self.folder / 'setting-up.log'}"
        (self.folder / "setting-up.log").touch()
        unprivileged.give(self.folder / "setting-up.log")
        self._do([*control, "-w", log, "-o", options, "start"])
        try:
            for script in sorted(self._scripts()):
                self._do(["bash", "-c", EXECUTED_OR_READ, "entrypoint", str(script)])
        finally:
            self._do([*control, "-m", "fast", "-w", "stop"])

    def _scripts(self) -> list[Path]:
        mounted = self._spec.get("volumes") or []
        return [Path(each["source"]) for each in mounted if each["target"].startswith(SCRIPTS)]

    def _do(self, command: list[str]) -> None:
        environment = self.environment
        words = unprivileged.as_user(command, reaching=[binaries() / "psql", self._data])
        password = {"PGUSER": "postgres", "PGPASSWORD": environment["POSTGRES_PASSWORD"]}
        done = subprocess.run(
            words, env=environment | password, capture_output=True, text=True, check=False, cwd="/"
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


class PostgresContainer(ServerContainer):
    """`image: postgres:…` of docker-compose.yml."""

    def _server(self) -> ComposedPostgres:
        folder = self._site.folder / self.name
        return ComposedPostgres(folder, self.spec, self._site.street[self.name])

    @property
    def dsn(self) -> str:
        """As the superuser."""
        assert isinstance(self.server, ComposedPostgres)
        return self.server.dsn

    @property
    def checking(self) -> dict[str, str]:
        assert isinstance(self.server, ComposedPostgres)
        return self.server.environment
