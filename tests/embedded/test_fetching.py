"""What the servers need beyond their wheels is fetched once, and is what was pinned."""

import subprocess
import sys
from pathlib import Path

import pytest

from hieuhoc.embedded import fetching, kafka_jars, kafka_java
from tests.embedded.owning import ROOT


@pytest.fixture(scope="module", autouse=True)
def fetched() -> None:
    fetching.fetch()


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hieuhoc.embedded", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_fetching_again_says_nothing_and_changes_nothing() -> None:
    before = kafka_java.archive().stat().st_mtime_ns
    done = run("fetch")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert kafka_java.archive().stat().st_mtime_ns == before


def test_an_unknown_word_is_answered_with_the_usage() -> None:
    done = run("everything")
    assert done.returncode == 2
    assert "usage: python -m hieuhoc.embedded fetch" in done.stderr


def test_java_accepts_the_archive() -> None:
    strictly = kafka_java.command("kafka.Kafka", "--version", java=["-Xshare:on"])
    done = subprocess.run(strictly, capture_output=True, text=True, check=False)
    assert "4.3.1" in done.stdout, done.stderr


def test_every_jar_is_the_pinned_one() -> None:
    kafka_jars.check(kafka_jars.cache() / "jars")


def test_a_jar_that_was_changed_is_refused_by_name(tmp_path: Path) -> None:
    for jar in kafka_jars.jars():
        (tmp_path / jar.name).symlink_to(jar)
    changed = tmp_path / "re2j-1.8.jar"
    changed.unlink()
    changed.write_bytes(b"something else")
    with pytest.raises(kafka_jars.JarsDiffer, match=r": re2j-1\.8\.jar\.$"):
        kafka_jars.check(tmp_path)


def test_a_jar_that_is_missing_is_refused_by_name(tmp_path: Path) -> None:
    for jar in kafka_jars.jars()[1:]:
        (tmp_path / jar.name).symlink_to(jar)
    with pytest.raises(kafka_jars.JarsDiffer, match=kafka_jars.jars()[0].name):
        kafka_jars.check(tmp_path)


def test_jars_that_cannot_be_fetched_leave_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("M2_REPO", str(tmp_path / "maven"))
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with pytest.raises(kafka_jars.JarsNotFetched, match="Maven Central"):
        kafka_jars.jars()
    assert not (kafka_jars.cache() / "jars").exists()
