"""A newcomer's first start, killed again and again on its way: the next start works."""

from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg

from hieuhoc.laptop.addresses import told_environment
from tests.hieuhoc.demo_process import Demo, running
from tests.support.waiting import eventually

FIGURE = "58.234/64.536 (90,23%)"
LONG = 420.0
"""Seconds until something has happened on a machine that does much else."""


def recorded(folder: Path, service: str) -> int:
    """How many facts stand in a service's log; 0 while nobody can say."""
    dsn = told_environment(folder).get(f"{service.upper()}_DATABASE")
    if dsn is None:
        return 0
    try:
        with psycopg.connect(dsn, connect_timeout=5) as connection:
            row = connection.execute("select position from log_head").fetchone()
    except psycopg.Error:
        return 0
    return 0 if row is None else int(row[0])


PLACES = 35_000
MOMENTS: Mapping[str, Callable[[Path], bool]] = {
    "the folder is made": lambda folder: (folder / "laptop_id").exists(),
    "a server's folder is made": lambda folder: any(folder.glob("kafka/*")),
    "addresses are told": lambda folder: bool(told_environment(folder)),
    "places are in": lambda folder: recorded(folder, "registry") > PLACES,
    "families come": lambda folder: recorded(folder, "registry") > PLACES + 20_000,
    "candidacies come": lambda folder: recorded(folder, "recognition") > 66_000,
}


def killed_when(folder: Path, moment: str) -> None:
    with running(folder) as demo:
        eventually(lambda: ended(demo) or MOMENTS[moment](folder), LONG, moment)
        assert demo.process.poll() is None, demo.printed.read_text(encoding="utf-8")
        demo.family = demo.family_of_processes()
        demo.kill()
        eventually(lambda: not demo.left_behind(), message="the end of what it had started")


def ended(demo: Demo) -> bool:
    return demo.process.poll() is not None


def test_a_first_start_that_was_killed_anywhere_is_gone_on_with_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "thử một lần"
    for moment in MOMENTS:
        killed_when(folder, moment)
    with running(folder) as demo:
        assert FIGURE in demo.until_ready()
        assert demo.interrupt() == 0
