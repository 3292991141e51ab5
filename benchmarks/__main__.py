"""`make bench`: every measurement, one after the other; writes benchmarks/RESULTS.md."""

import os
import platform
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    append,
    awards,
    bulk,
    http,
    imports,
    laptop,
    organisation,
    people,
    places,
    reorganisation,
    rollups,
    start,
    territory,
)
from benchmarks.rollups import FEW, MANY

EVENTS = 600_000
HTTP_SECONDS = 15.0
FAMILIES = 50_000
RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = """\
# What was measured

`make bench` on {day}, commit {commit}: {machine}. Ratios are of one run, ours and the peer on the
same servers one after the other. What a figure says is its ratio; the figures themselves are this
machine's.

| what | ours | peer | ratio | wanted |
|---|---|---|---|---|
{lines}
"""
PARTS: tuple[Callable[[], list[str]], ...] = (
    append.measure,
    awards.measure,
    territory.measure,
    reorganisation.measure,
    places.measure,
    people.measure,
    organisation.measure,
    lambda: [line for cells in (FEW, MANY) for line in rollups.measure(EVENTS, cells).lines()],
    lambda: http.measure(HTTP_SECONDS),
    lambda: bulk.measure(FAMILIES),
    imports.measure,
    laptop.measure,
    start.measure,
)


def main() -> None:
    lines: list[str] = []
    for part in PARTS:
        began = time.monotonic()
        for line in part():
            print(line, flush=True)
            lines.append(line)
        print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    text = HEAD.format(day=_day(), commit=_commit(), machine=_machine(), lines="\n".join(lines))
    notes = RESULTS.with_name("NOTES.md")
    RESULTS.write_text(text + (f"\n{notes.read_text()}" if notes.exists() else ""))


def _day() -> str:
    return datetime.now(UTC).date().isoformat()


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
