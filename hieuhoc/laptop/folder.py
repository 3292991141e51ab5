"""The folder a laptop edition lives in: its servers' data, its keys, its addresses."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from hieuhoc.embedded.folder import HeldFolder

SERVERS: Final = ("postgres", "kafka")
ENVIRONMENT: Final = "environment.json"


class NotALaptopFolder(RuntimeError):
    """The folder holds something else; it is left as it is."""


def default_folder() -> Path:
    """`HIEUHOC_FOLDER`, else `.hieuhoc` where the command was called."""
    return Path(os.environ.get("HIEUHOC_FOLDER", ".hieuhoc")).absolute()


def forget(folder: Path) -> None:
    """Deletes a laptop edition that is not running. Raises FolderInUse, NotALaptopFolder."""
    if not folder.exists():
        return
    if not (folder / "laptop_id").exists() and any(folder.iterdir()):
        raise NotALaptopFolder(f"{folder} was not made by hieuhoc; nothing was deleted.")
    held = [HeldFolder(folder / server) for server in SERVERS]
    try:
        for each in held:
            each.hold()
        shutil.rmtree(folder)
    finally:
        for each in held:
            each.let_go()


def tell_environment(folder: Path, environment: dict[str, str]) -> None:
    """Leaves the addresses for commands in other terminals, readable by this user only."""
    file = folder / ENVIRONMENT
    file.touch(mode=0o600)
    file.write_text(json.dumps(environment, indent=2))


def told_environment(folder: Path) -> dict[str, str]:
    """The addresses of the edition that last ran here; empty when none did."""
    try:
        told: dict[str, str] = json.loads((folder / ENVIRONMENT).read_text())
    except FileNotFoundError:
        return {}
    return told


@contextmanager
def log_file(folder: Path) -> Iterator[TextIO]:
    """What the services log goes beside their data, not between the lines of the demo."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.log").open("a", encoding="utf-8") as stream:
        yield stream
