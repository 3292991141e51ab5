"""Prints how long each folder of tests took: a folder that grows slow is seen at once."""

from collections import defaultdict
from pathlib import PurePosixPath

import pytest

SECONDS = pytest.StashKey[dict[str, float]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SECONDS] = defaultdict(float)
    config.pluginmanager.register(Times(config.stash[SECONDS]))


class Times:
    """Setting up (servers, databases) counts for the folder that first asks for it."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        folder = PurePosixPath(report.nodeid.partition("::")[0]).parts[:2]
        self.seconds["/".join(folder)] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    seconds = terminalreporter.config.stash[SECONDS]
    terminalreporter.section("seconds per folder")
    for folder, taken in sorted(seconds.items(), key=lambda each: -each[1]):
        terminalreporter.write_line(f"{taken:8.1f}  {folder}")
