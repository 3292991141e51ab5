"""Whom a command asks: what was said whole, or the laptop edition, and never a mixture."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.hieuhoc.demo_process import HIEUHOC, environment

ASKED = ("report", "--place", "766", "--on", "2022-09-23", "--year", "2022")


def asked(folder: Path, *words: str, **said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(HIEUHOC), *words],
        env=environment(HIEUHOC_FOLDER=str(folder), **said),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("said", ["HIEUHOC_ROLLUPS", "HIEUHOC_TOKEN"])
@pytest.mark.parametrize("beside_a_laptop", [True, False])
def test_half_of_an_address_is_misuse_and_starts_nothing(
    tmp_path: Path, said: str, beside_a_laptop: bool
) -> None:
    folder = tmp_path / "laptop"
    if beside_a_laptop:
        folder.mkdir()
        told = {"HIEUHOC_ROLLUPS": "http://127.0.0.1:1", "HIEUHOC_ISSUER": "http://127.0.0.1:1"}
        (folder / "environment.json").write_text(json.dumps(told))
    before = list(tmp_path.iterdir())
    answer = asked(folder, *ASKED, **{said: "https://figures.example"})
    assert answer.returncode == 2
    assert "HIEUHOC_TOKEN" in answer.stderr
    assert answer.stdout == ""
    assert list(tmp_path.iterdir()) == before


def test_addresses_of_a_laptop_do_not_complete_what_was_said(tmp_path: Path) -> None:
    folder = tmp_path / "laptop"
    folder.mkdir()
    told = {"HIEUHOC_KAFKA": "127.0.0.1:1", "REGISTRY_DATABASE": "postgresql://127.0.0.1:1/x"}
    (folder / "environment.json").write_text(json.dumps(told))
    answer = asked(folder, "lag", ROLLUPS_DATABASE="postgresql://127.0.0.1:1/rollups")
    assert answer.returncode == 2
    assert "kafka" in answer.stderr.lower()
    met = asked(folder, "lag")
    assert str(folder) in met.stderr
    assert met.returncode == 1


@pytest.mark.parametrize(
    ("words", "folder"), [(ASKED, "/proc/self/fdinfo"), (("demo",), "/dev/null/laptop")]
)
def test_a_folder_that_cannot_be_written_is_told_of_before_anything_is_fetched(
    words: tuple[str, ...], folder: str
) -> None:
    answer = asked(Path(folder), *words)
    assert answer.returncode == 1
    assert folder in answer.stderr
    assert "HIEUHOC_FOLDER" in answer.stderr
    assert "Traceback" not in answer.stderr
