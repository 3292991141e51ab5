"""docker-compose.yml, up and down: every service in its order, on the conditions it names."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.composed import image
from tests.composed.addresses import Street
from tests.composed.container import Container, Ended, Site
from tests.composed.kafka import KafkaContainer
from tests.composed.postgres import PostgresContainer
from tests.composed.server import ServerContainer
from tests.composed.volumes import Volumes
from tests.support import servers
from tests.support.waiting import eventually

LONG: Final = 900.0
"""Seconds that the whole of it may take to be well on a machine that does much else; what can be
well no more is seen earlier."""
STAND_INS: Final[Mapping[str, type[ServerContainer]]] = {
    "postgres": PostgresContainer,
    "apache/kafka": KafkaContainer,
}
Anything = Container | ServerContainer


class Deployment:
    """Of the resolved file. Processes are started by `up` and `run`; `kill` ends them all."""

    def __init__(self, folder: Path, resolved: Mapping[str, Any]) -> None:
        services = resolved["services"]
        inside = {
            name: spec["network_mode"].removeprefix("service:")
            for name, spec in services.items()
            if spec.get("network_mode", "").startswith("service:")
        }
        street = Street([name for name in services if name not in inside], inside)
        self.site = Site(folder, street, Volumes(folder / "volumes", resolved))
        self.containers: dict[str, Anything] = {
            name: _container(name, spec, self.site) for name, spec in services.items()
        }

    @property
    def usual(self) -> dict[str, Anything]:
        """Those that `up` starts: the ones without a profile."""
        return {name: c for name, c in self.containers.items() if not c.spec.get("profiles")}

    @property
    def running(self) -> dict[str, Container]:
        """Of our images, what runs now."""
        return {
            name: container
            for name, container in self.containers.items()
            if isinstance(container, Container) and container.is_running
        }

    @property
    def postgres(self) -> PostgresContainer:
        (found,) = [c for c in self.containers.values() if isinstance(c, PostgresContainer)]
        return found

    def ours(self, name: str) -> Container:
        found = self.containers[name]
        assert isinstance(found, Container)
        return found

    def door(self, name: str) -> str:
        """The address of a published port, which is here that of the container."""
        (port,) = self.containers[name].spec["ports"]
        return f"http://{self.site.street[name]}:{port['target']}"

    def up(self) -> None:
        """As `up --detach --wait`: raises Ended as soon as something cannot become well."""
        self._become_well(dict(self.usual))

    def wait_until_well(self) -> None:
        """Every health check of what runs, asked anew."""
        for container in self.running.values():
            container.ask_again()
        self._become_well({})

    def down(self) -> dict[str, int]:
        """As `stop`, everybody after those that need him; the exit code of each."""
        left = [name for name in self.usual if self.containers[name].started]
        codes: dict[str, int] = {}
        while left:
            needed = {other for name in left for other in self._needs(name)}
            last = [name for name in left if name not in needed]
            for name in last:
                self.containers[name].tell_to_stop()
            codes |= {name: self.containers[name].ended() for name in last}
            left = [name for name in left if name not in last]
        return codes

    def kill(self) -> None:
        """Nothing is left running, whatever happened."""
        for container in reversed(self.containers.values()):
            container.kill()

    def _become_well(self, waiting: dict[str, Anything]) -> None:
        try:
            eventually(partial(self._is_up, waiting), LONG)
        except AssertionError as late:
            ill = [c for name, c in self.usual.items() if c.started and not self._is_well(name)]
            told = "".join(f"\n{c.name}: {c.last_words}{c.last_check}" for c in ill)
            raise Ended(f"not started: {sorted(waiting)}; not well: {told}") from late

    def _is_up(self, waiting: dict[str, Anything]) -> bool:
        for name in [name for name in waiting if self._may_start(name)]:
            waiting.pop(name).start()
        well = [self._is_well(name) for name in self.usual if name not in waiting]
        return all(well) and not waiting

    def _is_well(self, name: str) -> bool:
        container = self.containers[name]
        container.look()
        code = container.exit_code
        if self._is_one_shot(name):
            if code:
                raise Ended(f"{name} ended with {code}: {container.last_words}")
            return code == 0
        if code is not None:
            raise Ended(f"{name} ended with {code}: {container.last_words}")
        return container.healthy

    def _is_one_shot(self, name: str) -> bool:
        """Somebody waits for its end."""
        conditions = (c.spec.get("depends_on", {}).get(name) for c in self.containers.values())
        return any(told and told["condition"].endswith("successfully") for told in conditions)

    def _may_start(self, name: str) -> bool:
        return all(self._holds(*each) for each in self._needs(name).items())

    def _needs(self, name: str) -> dict[str, str]:
        spec = self.containers[name].spec
        return {other: told["condition"] for other, told in spec.get("depends_on", {}).items()}

    def _holds(self, name: str, condition: str) -> bool:
        container = self.containers[name]
        match condition:
            case "service_started":
                return container.started
            case "service_healthy":
                return container.started and container.healthy
            case "service_completed_successfully":
                return container.started and container.exit_code == 0
        raise ValueError(condition)


def _container(name: str, spec: Mapping[str, Any], site: Site) -> Anything:
    if "build" in spec:
        return Container(name, spec, site)
    return STAND_INS[spec["image"].partition(":")[0]](name, spec, site)


@contextmanager
def deployed(resolved: Mapping[str, Any]) -> Iterator[Deployment]:
    """Not up yet. Whatever happens, its processes and files are gone afterwards."""
    with servers.folder() as folder:
        deployment = Deployment(folder, resolved)
        try:
            yield deployment
        finally:
            deployment.kill()
            for kept in ("roots", "volumes"):
                image.reopen(folder / kept)
