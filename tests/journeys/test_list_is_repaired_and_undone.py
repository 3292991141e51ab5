"""A commune officer imports a messy list, repairs it and undoes it: through the API and through
the command line."""

import json
import secrets
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from kafka import KafkaAdminClient

from services.rollups.measures.catalogue import CATALOGUE
from shared.importing.sources.reading_apart import sheets_of
from shared.vocabulary.calendar import civil_day, system_clock
from shared.web.identity import Grant
from tests.importing.fixtures import rows
from tests.journeys.deployment import Deployment, Officer, own_deployment
from tests.support import land
from tests.support.sources import ROOT
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

CODE: Final = "27316"
"""Of `land.OTHER_COMMUNE`."""
IMPORTS: Final = "/registry/v1/imports"
ON: Final = date(2025, 8, 1)
COUNTED_ON: Final = date(2025, 8, 2)
RIGHT: Final = ((9, 3, "079079000034"), (10, 1, "Đỗ Văn Tập"), (12, 4, "0900000004"))
"""By row, and column from 0, what should have stood in the cell."""
TWICE: Final = 14
"""The row of a household that stands there before."""


class Days:
    """A clock that is some days behind, and is brought on day by day."""

    def __init__(self, behind: int) -> None:
        self.behind = behind

    def __call__(self) -> datetime:
        return system_clock() - timedelta(days=self.behind)

    def next(self) -> None:
        self.behind -= 1

    @property
    def day(self) -> date:
        return civil_day(self())


@pytest.fixture(scope="module")
def days() -> Days:
    """Enough of them for each test to let one pass."""
    return Days(behind=4)


@pytest.fixture(scope="module")
def deployment(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient, days: Days
) -> Iterator[Deployment]:
    with own_deployment(postgres_dsn, kafka_bootstrap, kafka_admin, days) as running:
        yield running


@dataclass(frozen=True)
class Desk:
    """A commune officer's: a list of two hamlets."""

    officer: Officer
    told: dict[str, str]
    folder: Path
    hamlets: tuple[str, str]
    days: Days

    def messy(self) -> Path:
        """As officers have them: titles, sub-headings by hamlet, a total, a signature; of eight
        rows two are wrong and two are to ask about."""
        path = self.folder / "DS hộ.xlsx"
        path.write_bytes(
            rows(
                ["ỦY BAN NHÂN DÂN PHƯỜNG"],
                ['DANH SÁCH HỘ GIA ĐÌNH ĐĂNG KÝ "GIA ĐÌNH HỌC TẬP"'],
                ["(Kèm theo Công văn số 12)"],
                [],
                ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Điện thoại", "Số nhân khẩu"],
                ["I", self.hamlets[0]],
                [1, "Lê Văn Học", 1980, "079080000018", "0900000001", 3],
                [2, "TRẦN THỊ  HIẾU", 1985, 79185000026, "0900.000.002", 4],
                [3, "Phạm Văn Tập", 1979, "7907900003", "0900000003", 2],
                [4, None, 1990, None, None, 5],
                ["II", self.hamlets[1]],
                [1, "Nguyễn Thị Đọc", 1975, "079175000042", "0900000004 - 0900000005", 4],
                [2, "Vũ Văn Bình", 1982, None, None, 1],
                [3, "Vũ Văn Bình", 1982, "079082000059", None, 1],
                [4, "Hoàng Thị Minh", 1991, None, None, 6],
                [None, "Tổng cộng", None, None, None, 26],
                [],
                [None, None, None, "NGƯỜI LẬP BIỂU"],
            )
        )
        return path

    def corrected(self, workbook: bytes) -> Path:
        """Its cells put right, and saved again."""
        (sheet,) = sheets_of("a.xlsx", workbook)
        cells = {each.number: [*each.cells] for each in sheet.rows}
        for row, column, right in RIGHT:
            cells[row][column] = right
        cells.pop(TWICE)
        path = self.folder / "đã sửa.xlsx"
        path.write_bytes(rows(*(cells.get(n, []) for n in range(1, max(cells) + 1))))
        return path

    def figures(self, as_of: date | None = None) -> dict[str, int]:
        """All that are counted in the commune, by measure."""
        asked: Any = {"place_id": str(land.OTHER_COMMUNE), "since": "2025-01-01"}
        asked |= {"on": COUNTED_ON.isoformat(), "title": "family", "year": 2025}
        asked |= {"as_of": as_of.isoformat()} if as_of else {}
        found: dict[str, int] = {}
        names = [*CATALOGUE.by_name]
        for start in range(0, len(names), 20):
            asked["measure"] = names[start : start + 20]
            told = self.officer.get("/rollups/v1/figures", **asked) or {"figures": []}
            found |= {each["measure"]: each["value"] for each in told["figures"]}
        return found

    def counts(self, families: int) -> None:
        eventually(lambda: self.figures().get("families") == families, 30, f"{families} families")

    def asked(self, *words: str, say: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "hieuhoc", "import", *words]
        return subprocess.run(
            command, env=self.told, input=say, cwd=ROOT, capture_output=True, text=True, check=False
        )

    def brought(self, path: Path, *words: str, say: str = "") -> subprocess.CompletedProcess[str]:
        where = ("--place", CODE, "--on", ON.isoformat())
        return self.asked("families", str(path), *where, *words, say=say)

    def sent(self, path: Path) -> dict[str, Any]:
        said = {"kind": "families", "file_name": path.name, "place_id": str(land.OTHER_COMMUNE)}
        content = b64encode(path.read_bytes()).decode()
        return self.officer.post(IMPORTS, **said, on=ON.isoformat(), content=content)

    def confirmed(self, import_id: str) -> dict[str, Any]:
        """As it is told of once it has finished."""
        self.officer.post(f"{IMPORTS}/{import_id}/confirm")

        def finished() -> dict[str, Any] | None:
            told = self.officer.get(f"{IMPORTS}/{import_id}")
            return told if told and told["state"] == "finished" else None

        told = eventually(finished, 30, "the import has finished")
        assert told is not None
        return told


@pytest.fixture
def desk(deployment: Deployment, province: Officer, tmp_path: Path, days: Days) -> Desk:
    """With two hamlets of its own, whose families the officer's books do not have yet."""
    body = {"commune_id": str(land.OTHER_COMMUNE), "kind": "khu-pho"}
    number = secrets.randbelow(10**9)
    names = f"Khu phố {number}", f"Khu phố {number + 1}"
    for name in names:
        province.post("/registry/v1/places", **body, name=name)
    token = deployment.provider.token([Grant("commune-officer", land.OTHER_COMMUNE, "subtree")])
    told = {"HIEUHOC_TOKEN": token}
    told |= {"HIEUHOC_REGISTRY": f"http://127.0.0.1:{deployment.ports['registry']}"}
    officer = Officer(deployment.ports, signed_in(token))
    eventually(deployment.caught_up, 30, "nobody is behind")
    return Desk(officer, told, tmp_path, names, days)


def test_a_messy_list_is_repaired_and_undone_through_the_api(desk: Desk, days: Days) -> None:
    before = desk.figures()
    assert len(before) == len(CATALOGUE.by_name)
    dry = desk.sent(desk.messy())
    assert dry["rows"] == {
        "read": 8, "new": 4, "changed": 0, "unchanged": 0, "rejected": 2, "ask": 2,
    }, (dry["errors"], dry["asks"])  # fmt: skip
    assert dry["sums"]["members"]["stated"] == 26
    assert desk.figures() == before, "a dry run records nothing"

    first = desk.confirmed(dry["import_id"])
    assert (first["progress"]["of_rows"], first["progress"]["done"]) == (8, 8)
    desk.counts(before["families"] + 4)

    marked = desk.officer.file(f"{IMPORTS}/{dry['import_id']}/workbook")
    repaired = desk.sent(desk.corrected(marked))
    assert (repaired["rows"]["read"], repaired["rows"]["new"]) == (3, 3), "no others are tried"
    second = desk.confirmed(repaired["import_id"])
    desk.counts(before["families"] + 7)
    again = desk.sent(desk.corrected(desk.messy().read_bytes()))
    assert (again["rows"]["read"], again["rows"]["unchanged"]) == (7, 7), again

    known = days.day
    days.next()
    for each in (second, first):
        answer = desk.officer.post(f"{IMPORTS}/{each['import_id']}/undo")
        assert answer["state"] == "undone"
    eventually(lambda: desk.figures() == before, 30, "every figure is as before")
    assert desk.figures(known)["families"] == before["families"] + 7, "as known in between"


def test_a_messy_list_is_repaired_and_undone_through_the_command_line(
    desk: Desk, days: Days
) -> None:
    before = desk.figures()
    messy = desk.messy()
    dry = desk.brought(messy, "--dry-run", "--json")
    assert (dry.returncode, desk.figures()) == (3, before)
    kept = json.loads(desk.brought(messy, "--keep", "--json").stdout)
    import_id = kept["import_id"]
    said = ("--cell", "Danh sách!B10=Đỗ Văn Tập")
    mended = desk.asked("mend", import_id, *said)
    assert (mended.returncode, "5  ghi mới (new)" in mended.stdout) == (3, True), mended.stderr
    first = json.loads(desk.asked("mend", import_id, "--yes", "--json").stdout)
    assert (first["rows"]["new"], first["rows"]["rejected"], first["rows"]["ask"]) == (5, 1, 2)
    desk.counts(before["families"] + 5)

    marked = desk.folder / "lỗi.xlsx"
    came = desk.asked("workbook", first["import_id"], "--out", str(marked))
    assert (came.returncode, str(marked) in came.stdout) == (0, True), came.stderr
    repaired = desk.brought(desk.corrected(marked.read_bytes()), say="y\n")
    assert repaired.returncode == 0, repaired.stderr
    assert "2  ghi mới (new)" in repaired.stdout
    desk.counts(before["families"] + 7)

    known = days.day
    days.next()
    for line in desk.asked("list", "--place", CODE).stdout.splitlines():
        if "đã xong" in line:
            undone = desk.asked("undo", line.split()[0], "--yes")
            assert undone.returncode == 0, undone.stderr
    eventually(lambda: desk.figures() == before, 30, "every figure is as before")
    assert desk.figures(known)["families"] == before["families"] + 7, "as known in between"
