"""The folder a laptop edition lives in: its servers' data, its keys."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, TextIO

from hieuhoc.embedded.folder import HeldFolder, keep
from hieuhoc.issuer import LAPTOP_ID
from shared.eventstore.log.format import FORMAT, UNSAID, another_format

SERVERS: Final = ("postgres", "kafka")
LOG: Final = "demo.log"
FORMAT_FILE: Final = "format"
UNWRITABLE: Final = (
    "{folder}: {why}. Thư mục này không ghi được; hãy chỉ thư mục khác bằng HIEUHOC_FOLDER."
    " (Nothing can be written there: name another folder with HIEUHOC_FOLDER.)"
)


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


@contextmanager
def log_file(folder: Path) -> Iterator[TextIO]:
    """What the services log goes beside their data, not between the lines of the demo. Raises
    FolderUnwritable."""
    make_folder(folder)
    with (folder / LOG).open("a", encoding="utf-8") as stream:
        yield stream
