"""The broker's jars: resolved once from Maven Central by `jgo`, checked, kept for the user."""

import fcntl
import hashlib
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# 4.4.0 is incomplete on Maven Central. slf4j-simple, not log4j-slf4j-impl: with the latter the
# resolver picks an older kafka-clients, and the broker dies at start.
COORDINATES = "org.apache.kafka:kafka_2.13:4.3.1+org.slf4j:slf4j-simple:1.7.36"
PINS = Path(__file__).with_name("kafka_jars.sha256")


class JarsNotFetched(RuntimeError):
    """Maven Central did not answer; nothing was changed, the next attempt begins anew."""


class JarsDiffer(RuntimeError):
    """What was fetched is not what was pinned in kafka_jars.sha256."""


def cache() -> Path:
    """One folder for each set of pinned jars."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "hieuhoc" / f"kafka-{hashlib.sha256(PINS.read_bytes()).hexdigest()[:12]}"


def jars() -> list[Path]:
    """Every jar of the class path; fetched when this machine has none yet."""
    place = cache() / "jars"
    if not place.exists():
        with alone(place.parent):
            if not place.exists():
                _fetch(place)
    return sorted(place.glob("*.jar"))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else prepares the same folder meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fetch(place: Path) -> None:
    making = place.with_name("jars.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    workspace = place.with_name("resolved")
    for jar in _resolve(workspace):
        shutil.copy(jar, making)
    shutil.rmtree(workspace)
    check(making)
    making.rename(place)


def _resolve(workspace: Path) -> list[Path]:
    import jgo  # noqa: PLC0415  # half a second that only a first start should pay

    logging.getLogger("jgo").setLevel(logging.ERROR)
    try:
        return list(jgo.build(COORDINATES, cache_dir=workspace).all_jars)
    except (OSError, RuntimeError, ValueError) as failure:
        raise JarsNotFetched(f"Kafka could not be fetched from Maven Central: {failure}") from None


def check(place: Path) -> None:
    """Raises JarsDiffer naming what is missing, unknown or other than pinned."""
    found = {jar.name: hashlib.sha256(jar.read_bytes()).hexdigest() for jar in place.glob("*.jar")}
    lines = (line.split() for line in PINS.read_text().splitlines())
    pinned = {name: digest for digest, name in lines}
    if found != pinned:
        names = sorted({name for name, _ in found.items() ^ pinned.items()})
        raise JarsDiffer(f"Not the jars that were pinned: {', '.join(names)}.")
