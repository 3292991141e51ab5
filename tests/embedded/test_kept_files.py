"""Files that a start depends on are there whole, or as they were, whenever the writer is killed."""

import subprocess
import sys
from pathlib import Path

from hieuhoc.embedded.folder import keep
from tests.support.waiting import eventually

WRITING = """
import sys
from pathlib import Path
from hieuhoc.embedded.folder import keep
for n in range(1_000_000):
    keep(Path(sys.argv[1]), str(n % 10) * 200_000)
"""
KILLS = 20


def test_a_file_is_whole_however_often_its_writer_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    for _ in range(KILLS):
        file.unlink(missing_ok=True)
        writer = subprocess.Popen([sys.executable, "-c", WRITING, str(file)])
        eventually(file.exists, 30)
        writer.kill()
        writer.wait()
        text = file.read_text()
        assert len(text) == 200_000
        assert len(set(text)) == 1


def test_what_a_kill_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    (tmp_path / "kept.draft").write_text("half")
    keep(file, "whole")
    assert file.read_text() == "whole"
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_a_kept_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    keep(tmp_path / "kept", "secret")
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0
