"""The folder a laptop edition lives in: its servers' data, its keys, its addresses."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, TextIO

import msgspec

from hieuhoc.embedded.folder import HeldFolder, keep
from hieuhoc.issuer import LAPTOP_ID
from shared.eventstore.log.format import FORMAT, UNSAID, another_format

SERVERS: Final = ("postgres", "kafka")
FOLDER: Final = "HIEUHOC_FOLDER"
ENVIRONMENT: Final = "environment.json"
LOG: Final = "demo.log"
FORMAT_FILE: Final = "format"
UNWRITABLE: Final = (
    "{folder}: {why}. Thư mục này không ghi được; hãy chỉ thư mục khác bằng HIEUHOC_FOLDER."
    " (Nothing can be written there: name another folder with HIEUHOC_FOLDER.)"
)
OURS: Final = ("HIEUHOC_", "REGISTRY_", "RECOGNITION_", "FUNDING_", "NOTIFICATIONS_", "ROLLUPS_")
"""What a folder may tell: whoever unpacks a stranger's cannot be told another PATH."""


class NotALaptopFolder(RuntimeError):
    """The folder holds something else; it is left as it is."""


class FolderUnwritable(RuntimeError):
    """Nothing can be kept there."""


def make_folder(folder: Path) -> None:
    """Unless it is there. Raises FolderUnwritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise FolderUnwritable(UNWRITABLE.format(folder=folder, why=error.strerror)) from None


def require_folder_format(folder: Path) -> None:
    """Raises AnotherFormat for a laptop edition of another release, before its servers start."""
    if (folder / LAPTOP_ID).exists():
        kept = folder / FORMAT_FILE
        said = kept.read_text().strip() if kept.exists() else ""
        found = int(said) if said.isdecimal() else UNSAID
        if found != FORMAT:
            raise another_format(str(folder), found)


def keep_folder_format(folder: Path) -> None:
    """As `require_folder_format`; where no laptop edition lives yet, one of ours begins."""
    require_folder_format(folder)
    if not (folder / LAPTOP_ID).exists():
        folder.mkdir(parents=True, exist_ok=True)
        keep(folder / FORMAT_FILE, f"{FORMAT}\n")


def default_folder() -> Path:
    """`HIEUHOC_FOLDER`, else `.hieuhoc` where the command was called."""
    return Path(os.environ.get(FOLDER, ".hieuhoc")).absolute()


def forget(folder: Path) -> None:
    """Deletes a laptop edition that is not running. Raises FolderInUse, NotALaptopFolder."""
    if not folder.exists():
        return
    if not (folder / LAPTOP_ID).exists() and any(folder.iterdir()):
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
    keep(folder / ENVIRONMENT, json.dumps(environment, indent=2))


def told_environment(folder: Path) -> dict[str, str]:
    """The addresses of the edition that last ran here; empty when none did, or its file is
    spoilt: the next start writes it anew."""
    try:
        told = msgspec.json.decode((folder / ENVIRONMENT).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}
    return {name: value for name, value in told.items() if name.startswith(OURS)}


def meet_laptop() -> Path | None:
    """The commands speak to the laptop edition of this folder where nothing else was said at all:
    half of another system's addresses and half of this one's would answer for neither."""
    said = [name for name in os.environ if name.startswith(OURS) and name != FOLDER]
    told = {} if said else told_environment(default_folder())
    os.environ.update(told)
    return default_folder() if told else None


@contextmanager
def log_file(folder: Path) -> Iterator[TextIO]:
    """What the services log goes beside their data, not between the lines of the demo. Raises
    FolderUnwritable."""
    make_folder(folder)
    with (folder / LOG).open("a", encoding="utf-8") as stream:
        yield stream
