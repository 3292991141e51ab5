"""Folders and owners of servers, for tests of how servers live and die."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.embedded.owning import Owner, owner
from tests.support import servers


@pytest.fixture
def place() -> Iterator[Path]:
    with servers.folder() as path:
        yield path


@pytest.fixture
def owned(place: Path) -> Iterator[Callable[..., Owner]]:
    """Starts another process that owns servers (`owned("postgres", "kafka")`) in this place."""
    with ExitStack() as running:
        yield lambda *kinds: running.enter_context(owner(place, kinds))
