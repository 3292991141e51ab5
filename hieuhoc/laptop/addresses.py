"""Where the laptop edition of this terminal lives, and the addresses it leaves there for other
terminals. Read by every command, so it imports next to nothing."""

import json
import os
from pathlib import Path
from typing import Final

from hieuhoc.embedded.folder import keep

FOLDER: Final = "HIEUHOC_FOLDER"
ENVIRONMENT: Final = "environment.json"
OURS: Final = ("HIEUHOC_", "REGISTRY_", "RECOGNITION_", "FUNDING_", "NOTIFICATIONS_", "ROLLUPS_")
"""What a folder may tell: whoever unpacks a stranger's cannot be told another PATH."""


def default_folder() -> Path:
    """`HIEUHOC_FOLDER`, else `.hieuhoc` where the command was called."""
    return Path(os.environ.get(FOLDER, ".hieuhoc")).absolute()


def tell_environment(folder: Path, environment: dict[str, str]) -> None:
    """Leaves the addresses for commands in other terminals, readable by this user only."""
    keep(folder / ENVIRONMENT, json.dumps(environment, indent=2))


def told_environment(folder: Path) -> dict[str, str]:
    """The addresses of the edition that last ran here; empty when none did, or its file is
    spoilt: the next start writes it anew."""
    try:
        told = json.loads((folder / ENVIRONMENT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        return {}
    return {name: value for name, value in told.items() if name.startswith(OURS)}


def meet_laptop() -> Path | None:
    """The commands speak to the laptop edition of this folder where nothing else was said at all:
    half of another system's addresses and half of this one's would answer for neither."""
    said = [name for name in os.environ if name.startswith(OURS) and name != FOLDER]
    told = {} if said else told_environment(default_folder())
    os.environ.update(told)
    return default_folder() if told else None
