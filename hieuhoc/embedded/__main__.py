"""`python -m hieuhoc.embedded fetch`: what the servers need, once, for quick starts."""

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
    making = archive.with_suffix(".making")
    with tempfile.TemporaryDirectory(prefix="hieuhoc-") as folder:
        kafka = EmbeddedKafka(Path(folder))
        kafka.start_archiving(making)
        kafka.stop()
    making.rename(archive)


def main(arguments: list[str]) -> int:
    if arguments != ["fetch"]:
        print("usage: python -m hieuhoc.embedded fetch", file=sys.stderr)
        return 2
    fetch()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
