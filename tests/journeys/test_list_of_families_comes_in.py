"""A commune officer brings a list of families in by the command line, after a dry run."""

import json
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from uuid import UUID

import pytest

from shared.web.identity import Grant
from tests.importing.fixtures import rows
from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.sources import ROOT
from tests.support.waiting import eventually

CODE = "27316"
"""Of `land.OTHER_COMMUNE`."""
HEADINGS = ["Họ và tên chủ hộ", "Năm sinh", "Khu phố", "Số nhân khẩu"]


class Desk:
    """Where an officer of the commune calls the command."""

    def __init__(self, deployment: Deployment, folder: Path, hamlet: str) -> None:
        self.deployment, self.folder, self.hamlet = deployment, folder, hamlet
        grants = [Grant("commune-officer", land.OTHER_COMMUNE, "subtree")]
        registry = f"http://127.0.0.1:{deployment.ports['registry']}"
        self.told = {
            "HIEUHOC_REGISTRY": registry,
            "HIEUHOC_TOKEN": deployment.provider.token(grants),
        }

    def file(self, *lines: list[Any]) -> str:
        path = self.folder / "ds-ho.xlsx"
        path.write_bytes(rows(HEADINGS, *lines))
        return str(path)

    def right(self) -> str:
        return self.file(
            ["Lê Văn Học", 1980, self.hamlet, 3],
            ["Trần Thị Hiếu", 1985, self.hamlet, 4],
        )

    def brought(self, *words: str, place: str = CODE, say: str = "") -> CompletedProcess[str]:
        where = ["--place", place] if place else []
        return self.asked("families", *words, *where, "--on", "2025-08-01", say=say)

    def asked(self, *words: str, say: str = "") -> CompletedProcess[str]:
        command = [sys.executable, "-m", "hieuhoc", "import", *words]
        return subprocess.run(
            command, env=self.told, input=say, cwd=ROOT, capture_output=True, text=True, check=False
        )


@pytest.fixture
def desk(deployment: Deployment, province: Officer, hamlet: UUID, tmp_path: Path) -> Desk:
    found = eventually(lambda: province.get(f"/registry/v1/places/{hamlet}"), 15, "the hamlet")
    assert found is not None
    return Desk(deployment, tmp_path, found["name"])


def families(officer: Officer, hamlet: UUID) -> int:
    found = officer.get("/registry/v1/families", place_id=str(hamlet))
    return int(found["number"]) if found else 0


def test_a_list_is_shown_agreed_to_and_counted(
    desk: Desk, province: Officer, hamlet: UUID, deployment: Deployment
) -> None:
    before = register(province, hamlet)
    assert before
    right = desk.right()
    declined = desk.brought(right, say="n\n")
    assert (declined.returncode, declined.stdout) == (2, "")
    assert "2  ghi mới (new)" in declined.stderr
    nobody = desk.brought(right)
    assert (nobody.returncode, nobody.stdout) == (2, "")
    dry = desk.brought(right, "--dry-run")
    assert dry.returncode == 0, dry.stderr
    eventually(lambda: families(province, hamlet) == 1, 15, "the one of before")

    agreed = desk.brought(right, say="y\n")
    assert (agreed.returncode, agreed.stdout) == (0, dry.stdout)
    eventually(lambda: families(province, hamlet) == 3, 15, "those of the list")

    again = desk.brought(right, "--yes", "--json")
    assert (again.returncode, json.loads(again.stdout)["code"]) == (
        1,
        "registry.file-imported-before",
    )
    *put_away, listed = desk.asked("list", "--place", CODE).stdout.splitlines()
    assert all("đã bỏ (dropped)" in each for each in put_away[-3:])
    assert "đã xong (finished), 2/2 dòng (rows)" in listed
    shown = desk.asked("show", listed.split()[0])
    assert (shown.returncode, agreed.stdout.strip() in shown.stdout) == (0, True)
    asked = {"place_id": str(hamlet), "measure": "families", "on": "2025-08-02"}

    def told() -> Any:
        return (province.get("/rollups/v1/figures", **asked) or {"figures": [{}]})["figures"][0]

    eventually(lambda: told().get("value") == 3, 30, "counted by everybody")
    assert families(province, hamlet) == 3

    not_said = desk.asked("undo", listed.split()[0])
    assert (not_said.returncode, not_said.stdout) == (2, "")
    undone = desk.asked("undo", listed.split()[0], say="y\n")
    assert (undone.returncode, "2  gia đình (families)" in undone.stdout) == (0, True)
    eventually(lambda: told().get("value") == 1, 30, "as if it never was")
    assert families(province, hamlet) == 1
    assert desk.brought(right, "--yes").returncode == 0, "the file comes again"


def test_rows_that_are_not_right_are_told_and_the_others_come_in(
    desk: Desk, province: Officer, hamlet: UUID
) -> None:
    wrong = [["Lê Văn Tập", 1980, "Khu phố không có", 1], ["", 1980, desk.hamlet, 2]]
    file = desk.file(["Lê Văn Học", 1980, desk.hamlet, 3], *wrong)
    done = desk.brought(file, "--yes")
    assert done.returncode == 3, done.stderr
    assert "1  ghi mới (new)" in done.stdout
    told = desk.brought(desk.file(["Lê Văn Học", 1980, desk.hamlet, 4], *wrong), "--yes", "--json")
    said = json.loads(told.stdout)
    assert [*said] == ["import_id", "kind", "sheets", "rows", "sums", "errors", "asks"]
    assert (told.returncode, said["rows"]["new"], said["rows"]["unchanged"]) == (3, 0, 1)
    assert {each["row"] for each in [*said["errors"], *said["asks"]]} == {3, 4}
    eventually(lambda: families(province, hamlet) == 1, 15, "the right one, once")


def test_a_file_that_is_refused_is_told_as_one_object(desk: Desk) -> None:
    damaged = desk.folder / "ds.xlsx"
    damaged.write_bytes(b"PK")
    plain = desk.brought(str(damaged), "--yes")
    assert (plain.returncode, plain.stdout) == (1, "")
    assert "Traceback" not in plain.stderr
    told = desk.brought(str(damaged), "--yes", "--json")
    assert told.returncode == 1
    said = json.loads(told.stdout)
    assert {*said} == {"code", "detail"}
    assert (said["code"], said["detail"]) == ("importing.file-damaged", plain.stderr.strip())


def test_a_wrong_call_is_misuse(desk: Desk, tmp_path: Path) -> None:
    for place in ("99999", "x"):
        wrong = desk.brought(desk.right(), "--yes", "--json", place=place)
        assert wrong.returncode == 2, wrong.stderr
        assert {*json.loads(wrong.stdout)} == {"code", "detail"}
    nowhere = desk.brought(desk.right(), "--yes", place="")
    assert (nowhere.returncode, "--place" in nowhere.stderr) == (2, True)
    assert desk.brought(str(tmp_path / "none.xlsx"), "--yes").returncode == 2
    desk.told.pop("HIEUHOC_TOKEN")
    alone = desk.brought(desk.right(), "--yes")
    assert alone.returncode == 2
    assert "hieuhoc demo" in alone.stderr
