"""Rebuilds that kill themselves at a statement, one after the other, each a process of its own.

    killed(Asked(…), places) → how each ended, and last what one said that nobody killed

`rebuild_process` is what runs.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, NamedTuple

from tests.support.sources import ROOT


@dataclass(frozen=True)
class Asked:
    """What is rebuilt, and where."""

    service: str
    name: str
    database: str
    kafka: str = "127.0.0.1:1"
    prefix: str = ""


class Place(NamedTuple):
    """At a statement that says this, the nth time: `after` it, or before."""

    says: str
    nth: int = 1
    after: bool = False


BEGINNING: Final = (Place("create schema"), Place("create schema", after=True))
SWITCHING: Final = (
    Place("hide_tables", after=True),
    Place("set schema", after=True),
    Place("show_tables", after=True),
    Place("delete from rebuilds", after=True),
)
OF_A_VIEW: Final = (
    *BEGINNING,
    Place("from log where position"),
    Place("set position =", after=True),
    Place("create temp table"),
    Place("from view_marks", after=True),
    *SWITCHING,
)
OF_A_PROJECTION: Final = (
    *BEGINNING,
    Place("set told = told", after=True),
    Place("select told from rebuilds"),
    Place("version > 0", after=True),
    *SWITCHING,
    Place("delete from listener_marks", nth=2),
)
OF_CELLS: Final = (
    *OF_A_PROJECTION[:3],
    Place("set told = told"),
    Place("set filled = true"),
    Place("set filled = true", after=True),
    *OF_A_PROJECTION[3:],
)


def killed(asked: Asked, places: Sequence[Place]) -> tuple[list[int], dict[str, Any]]:
    """By which signal or with which code each ended; what the last said."""
    words = [sys.executable, "-m", "tests.support.rebuild_process"]
    told = json.dumps({"asked": asdict(asked), "places": places})
    done = subprocess.run(
        words, cwd=ROOT, input=told, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["ends"], answer["said"]
