"""A container of one of our images, as a process."""

import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

from tests.composed import dockerfile, image
from tests.composed.addresses import Street
from tests.composed.enclosure import Enclosure
from tests.composed.health import Check, Health, patience, seconds
from tests.composed.image import Mount
from tests.composed.volumes import Volumes
from tests.support.sources import ROOT

KILLED: Final = 137
"""What Docker answers of a container that did not end in time."""


class Ended(AssertionError):
    """A container ended, or was not well, when it should have been."""


@dataclass(frozen=True)
class Site:
    """What the containers of one deployment share."""

    folder: Path
    street: Street
    volumes: Volumes
    started: Iterator[int] = field(default_factory=count)

    def root(self, name: str) -> Path:
        """Of a container that was never there before."""
        return self.folder / "roots" / f"{name}-{next(self.started)}"

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def logs(self) -> list[Path]:
        """Of containers, health checks and servers."""
        return sorted([*self.folder.glob("*.log"), *self.folder.glob("*/*.log")])


class Container:
    def __init__(self, name: str, spec: Mapping[str, Any], site: Site) -> None:
        build = spec["build"]
        file = ROOT / build.get("dockerfile", "Dockerfile")
        self.name, self.spec = name, spec
        self._site = site
        self._stage = dockerfile.stage(file, build["target"], build.get("args") or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._health: Health | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Exactly what the container is given: the image's and the file's."""
        told = {name: "" if value is None else str(value) for name, value in self._told().items()}
        found = {"HOME": image.home(self._stage, self.uid), "HOSTNAME": self.name}
        return found | {
            name: self._site.street.here(self.name, text) for name, text in told.items()
        }

    @property
    def uid(self) -> int:
        return self._stage.uid(str(self.spec.get("user") or self._stage.user))

    @property
    def grace(self) -> float:
        return seconds(self.spec.get("stop_grace_period"), 10.0)

    @property
    def pid(self) -> int:
        assert self._process is not None, f"{self.name} was not started"
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; one that never ran has none either."""
        return None if self._process is None else self._process.poll()

    @property
    def started(self) -> bool:
        return self._process is not None

    @property
    def is_running(self) -> bool:
        return self.started and self.exit_code is None

    @property
    def healthy(self) -> bool:
        return self._health is None or self._health.healthy

    @property
    def said(self) -> str:
        """All that it said on its outputs, in every life."""
        log = self._site.log(self.name)
        return log.read_text(errors="replace") if log.exists() else ""

    @property
    def last_words(self) -> str:
        return self.said[-3000:]

    @property
    def last_check(self) -> str:
        """What its health checks said."""
        log = self._site.log(f"{self.name}-health")
        return log.read_text(errors="replace")[-100:] if log.exists() else ""

    def start(self) -> None:
        self._enclosure = self._closed_in()
        command = [*self._entrypoint(), *self._command()]
        self._process = self._enclosure.start(command, self._site.log(self.name))
        if (check := self._check()) is not None:
            log = self._site.log(f"{self.name}-health")
            self._health = Health(check, partial(self._enclosure.start, log=log))

    def look(self) -> None:
        """Raises Ended when it cannot become well any more."""
        if self.exit_code is None and self._health is not None:
            self._health.look()
            if self._health.unhealthy:
                raise Ended(f"{self.name} is unhealthy: {self.last_words}")

    def ask_again(self) -> None:
        """Whether it is well is found out anew."""
        if self._health is not None:
            self._health.ask_again()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """As `docker compose run --rm`: to its end, with this command."""
        enclosure = self._closed_in()
        words = enclosure.words([*self._entrypoint(), *command])
        return subprocess.run(
            words, env=dict(enclosure.environment), capture_output=True, text=True, check=False
        )

    def ask(self, *command: str) -> subprocess.CompletedProcess[str]:
        """As `docker compose exec`: beside what runs, without the entrypoint."""
        words = self._enclosure.words(command)
        return subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False
        )

    def tell_to_stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def ended(self) -> int:
        """The exit code, KILLED when it did not end in its grace period."""
        if self._health is not None:
            self._health.close()
        assert self._process is not None
        try:
            return self._process.wait(self.grace * patience())
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return KILLED

    def kill(self) -> None:
        """Whatever it is doing; its process is gone afterwards."""
        if self._health is not None:
            self._health.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _told(self) -> dict[str, Any]:
        return {**self._stage.environment, **(self.spec.get("environment") or {})}

    def _entrypoint(self) -> Sequence[str]:
        return self.spec.get("entrypoint") or self._stage.entrypoint

    def _command(self) -> Sequence[str]:
        return self.spec.get("command") or self._stage.command

    def _check(self) -> Check | None:
        told = self.spec.get("healthcheck") or self._stage.health
        if told is None or told.get("disable") or told.get("test") == ["NONE"]:
            return None
        test = [self._site.street.here(self.name, word) for word in told["test"]]
        return Check.told({**told, "test": test})

    def _closed_in(self) -> Enclosure:
        """A new container of the image: nothing is left of an earlier one but its volumes."""
        root = self._site.root(self.name)
        mounts = image.build(self._stage, root)
        hosts = root.with_name(f"{root.name}-hosts")
        hosts.write_text(self._site.street.hosts(self.name))
        hosts.chmod(0o644)
        more = [Mount("ro", str(hosts), "/etc/hosts")]
        more += [Mount("tmpfs", "tmpfs", target.split(":")[0]) for target in self._tmpfs()]
        more += self._site.volumes.mounts(self.spec, self._stage, root)
        for mount in more:
            image.mountpoint(root, mount)
        theirs = (each.path for each in self._stage.made if self._stage.uid(each.owner))
        image.close(root, {root / path.lstrip("/") for path in theirs})
        return Enclosure(
            root=root,
            mounts=mounts,
            uid=self.uid,
            folder=self._stage.folder,
            environment=self.environment,
            read_only=bool(self.spec.get("read_only")),
            no_new_privileges="no-new-privileges:true" in self.spec.get("security_opt", []),
            no_capabilities="ALL" in self.spec.get("cap_drop", []),
            more=more,
        )

    def _tmpfs(self) -> Sequence[str]:
        return self.spec.get("tmpfs") or []
