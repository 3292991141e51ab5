"""The laptop's folder: begun anew only when it is ours and nobody runs in it."""

from pathlib import Path

import pytest

from hieuhoc.embedded.folder import FolderInUse, HeldFolder
from hieuhoc.issuer import laptop_id
from hieuhoc.laptop.addresses import tell_environment, told_environment
from hieuhoc.laptop.folder import NotALaptopFolder, forget


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    folder = tmp_path / "laptop"
    folder.mkdir()
    laptop_id(folder)
    return folder


def test_a_laptop_that_is_not_running_is_forgotten_whole(laptop: Path) -> None:
    (laptop / "postgres").mkdir()
    (laptop / "postgres" / "data").touch()
    forget(laptop)
    assert not laptop.exists()


def test_a_running_laptop_is_not_forgotten(laptop: Path) -> None:
    running = HeldFolder(laptop / "kafka")
    running.hold()
    with pytest.raises(FolderInUse):
        forget(laptop)
    running.let_go()
    assert (laptop / "laptop_id").exists()


def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(NotALaptopFolder):
        forget(tmp_path)
    assert (tmp_path / "letters.txt").read_text() == "dear"


def test_nothing_is_forgotten_where_nothing_is(tmp_path: Path) -> None:
    forget(tmp_path / "nowhere")
    assert told_environment(tmp_path / "nowhere") == {}


def test_other_terminals_are_told_the_addresses_and_nobody_else_is(laptop: Path) -> None:
    tell_environment(laptop, {"HIEUHOC_KAFKA": "127.0.0.1:1"})
    assert told_environment(laptop) == {"HIEUHOC_KAFKA": "127.0.0.1:1"}
    assert (laptop / "environment.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"HIEUHOC_KAFKA": 1}', "\x00\x00"])
def test_spoilt_addresses_are_as_good_as_none(laptop: Path, spoilt: str) -> None:
    (laptop / "environment.json").write_text(spoilt)
    assert told_environment(laptop) == {}


def test_a_folder_tells_nothing_but_addresses_of_ours(laptop: Path) -> None:
    tell_environment(laptop, {"HIEUHOC_KAFKA": "127.0.0.1:1", "PATH": "/elsewhere"})
    assert told_environment(laptop) == {"HIEUHOC_KAFKA": "127.0.0.1:1"}
