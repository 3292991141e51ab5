"""What is run by processes is held as Docker holds it, and mistakes are seen."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.composed import dockerfile
from tests.composed.container import KILLED, Ended
from tests.composed.deployment import Deployment, deployed
from tests.composed.dockerfile import NotUnderstood
from tests.composed.postgres import set_by
from tests.support.sources import ROOT, SERVICES
from tests.support.waiting import eventually

STAYS = "sleep 1000"
ON_TERM = "trap '{}' TERM; touch /var/lib/hieuhoc/up; while :; do sleep 0.05; done"
DONE = {"condition": "service_completed_successfully"}


def shell(command: str, **more: Any) -> dict[str, Any]:
    """A service that runs a line of the shell in the image of notifications."""
    build = {"context": str(ROOT), "target": "service", "args": {"SERVICE": "notifications"}}
    return {"build": build, "entrypoint": ["/bin/sh", "-c"], "command": [command], **more}


def mounted(target: str) -> list[dict[str, Any]]:
    return [{"type": "volume", "source": "kept", "target": target}]


def check(command: str) -> dict[str, Any]:
    return {"test": ["CMD-SHELL", command], "interval": "50ms", "retries": 3}


def told_to_end(answer: str, **more: Any) -> dict[str, Any]:
    """Well when it would hear the signal; then it does what is said."""
    volumes = [mounted("/var/lib/hieuhoc")[0] | {"source": f"up-{answer or 'deaf'}"}]
    healthcheck = check("test -e /var/lib/hieuhoc/up") | {"retries": 1000}
    return shell(ON_TERM.format(answer), volumes=volumes, healthcheck=healthcheck, **more)


@pytest.fixture
def made(request: pytest.FixtureRequest) -> Iterator[Deployment]:
    services: Mapping[str, Any] = request.param
    with deployed({"services": services}) as deployment:
        yield deployment


def of(**services: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("made", [services], indirect=True, ids=[""])


@of(
    last=shell(STAYS, depends_on={"middle": {"condition": "service_healthy"}}),
    middle=shell(
        "sleep 0.3; touch /tmp/well; sleep 1000",
        depends_on={"first": DONE},
        healthcheck=check("true"),
    ),
    first=shell("date +%N > /var/lib/hieuhoc/done", volumes=mounted("/var/lib/hieuhoc")),
    aside=shell(STAYS, profiles=["by-hand"]),
)
def test_services_start_when_what_they_wait_for_has_come(made: Deployment) -> None:
    made.up()
    assert set(made.running) == {"middle", "last"}
    assert (made.site.volumes["kept"] / "done").exists()


@of(first=shell("echo no; exit 3"), last=shell(STAYS, depends_on={"first": DONE}))
def test_nobody_starts_behind_a_job_that_failed(made: Deployment) -> None:
    with pytest.raises(Ended, match="first ended with 3: no"):
        made.up()
    assert "last" not in made.running


@of(ill=shell(STAYS, healthcheck=check("echo never >&2; exit 1")))
def test_a_container_that_is_never_well_is_seen(made: Deployment) -> None:
    with pytest.raises(Ended, match="ill is unhealthy"):
        made.up()


@of(gone=shell("exit 0"))
def test_a_container_that_should_stay_and_ends_is_seen(made: Deployment) -> None:
    made.ours("gone").start()
    eventually(lambda: made.ours("gone").exit_code == 0)
    with pytest.raises(Ended, match="gone ended with 0"):
        made.wait_until_well()


@of(told=shell(STAYS, environment={"WORD": "a $b 'c'", "OF_ALL": "0.0.0.0"}))
def test_a_container_is_given_its_own_environment_and_nothing_of_ours(made: Deployment) -> None:
    said = made.ours("told").run("env").stdout
    found = dict(line.split("=", 1) for line in said.splitlines())
    del found["PWD"]  # the container's own shell
    assert found == made.ours("told").environment
    assert (found["WORD"], found["OF_ALL"]) == ("a $b 'c'", made.site.street["told"])
    assert found["HIEUHOC_SERVICE"] == "notifications"


@of(
    held=shell(STAYS, read_only=True, tmpfs=["/tmp"], volumes=mounted("/var/lib/hieuhoc")),
    open=shell(STAYS),
)
def test_a_container_writes_where_it_may(made: Deployment) -> None:
    made.up()
    for name, writes in (
        ("held", {"/tmp", "/var/lib/hieuhoc"}),
        ("open", {"/tmp", "/var/lib/hieuhoc"}),
    ):
        container = made.ours(name)
        folders = ("/", "/srv", "/etc", "/usr", "/tmp", "/var/lib", "/var/lib/hieuhoc")
        tried = {each for each in folders if container.ask("touch", f"{each}/x").returncode == 0}
        assert tried == writes
        assert container.ask("id", "-u").stdout.strip() == "10001"
        assert container.ask("test", "-e", "/srv/hieuhoc").returncode != 0
        assert container.ask("test", "-e", str(ROOT)).returncode != 0


@of(late=shell(STAYS, volumes=mounted("/var/lib/elsewhere")))
def test_a_volume_where_the_image_has_no_folder_belongs_to_root(made: Deployment) -> None:
    made.up()
    tried = made.ours("late").ask("touch", "/var/lib/elsewhere/x")
    assert "Permission denied" in tried.stderr


@of(
    deaf=told_to_end("", stop_grace_period="100ms"),
    polite=told_to_end("exit 0"),
    rude=told_to_end("exit 7"),
)
def test_a_container_that_does_not_end_in_time_is_killed_and_told_of(made: Deployment) -> None:
    made.up()
    assert made.down() == {"deaf": KILLED, "polite": 0, "rude": 7}


def test_nothing_is_left_running_when_a_test_fails() -> None:
    left: list[Deployment] = []

    def fail() -> None:
        with deployed({"services": {"deaf": told_to_end("")}}) as made:
            made.up()
            left.append(made)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    (made,) = left
    assert not psutil.pid_exists(made.ours("deaf").pid)
    assert not made.site.folder.exists()


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_holds_its_service_and_no_other(service: str) -> None:
    stage = dockerfile.stage(ROOT / "Dockerfile", "service", {"SERVICE": service})
    assert stage.environment["HIEUHOC_SERVICE"] == service
    assert stage.user == "10001"
    assert {name for copy in stage.copies for name in copy.sources if copy.stage is None} == {
        "shared/", "services/__init__.py", f"services/{service}/",
    }  # fmt: skip


def test_a_line_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text("FROM scratch AS it\nRUN curl example.org | sh\n")
    with pytest.raises(NotUnderstood, match="curl"):
        dockerfile.stage(file, "it", {})


def test_lines_are_read_as_docker_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text(
        "ARG BASE=x\nFROM ${BASE} AS ground\n"
        'ENV A=1 B="two words" PATH=/mine:$PATH\n# no\nWORKDIR /place\n'
        "RUN useradd --uid 7 it \\\n  && install -d -o it -m 700 /data /more\n"
        "FROM ground AS it\nARG WHO=nobody\nENV WHO=${WHO} C=$A-$WHO\n"
        "COPY --chown=it a b/ here/\nUSER it\n"
        'HEALTHCHECK --interval=5s --retries=6 CMD ["true"]\nCMD all\n'
    )
    stage = dockerfile.stage(file, "it", {"WHO": "me"})
    known = {name: stage.environment[name] for name in ("A", "B", "C", "WHO")}
    assert known == {"A": "1", "B": "two words", "C": "1-me", "WHO": "me"}
    assert stage.environment["PATH"].startswith("/mine:/usr/local/bin:")
    assert (stage.uid(stage.user), stage.folder) == (7, "/place")
    assert [(made.path, stage.uid(made.owner), made.mode) for made in stage.made] == [
        ("/place", 0, 0o755), ("/data", 7, 0o700), ("/more", 7, 0o700),
    ]  # fmt: skip
    (copy,) = stage.copies
    assert (copy.sources, copy.target, copy.owner) == (("a", "b/"), "/place/here/", "it")
    assert stage.health == {"interval": "5s", "retries": 6, "test": ["CMD", "true"]}
    assert stage.command == ("/bin/sh", "-c", "all")
    assert json.dumps(stage.health)


def test_postgres_is_set_as_the_file_sets_it() -> None:
    assert set_by(["postgres", "-c", "max_connections=400", "-c", "jit=off"]) == {
        "max_connections": "400",
        "jit": "off",
    }
    assert set_by(()) == {}
