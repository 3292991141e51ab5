"""Lists of families with two members each, as officers bring them in: read, tried, recorded and
sent back with what is wrong, with relay, projections and listeners on the same cores.

    python -m benchmarks.imports --families 5000

Beside each its peer, of the same list: python-calamine reading it alone; families of the same
number through the bulk routes; XlsxWriter writing the same cells.
"""

import argparse
import asyncio
import base64
import io
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx2
import psutil
import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks import bulk
from benchmarks.http import Setting, land, served
from benchmarks.settle import COMMUNE, HAMLETS
from benchmarks.workbooks import PEOPLE, people, write
from services.registry.importing.household_members.shape import SHAPE
from shared.importing.marking.marked import marked
from shared.importing.reading.lists import understood
from shared.importing.report import Complaint, Report, RowsTold
from shared.importing.sources.reading_apart import sheets_of
from shared.vocabulary.identifiers import new_id

FAMILIES: Final = 100_000
MARKED: Final = 100_000
"""Rows of the workbook that goes back, one in ten of them wrong."""
ON: Final = "2026-01-05"
PATIENCE: Final = 3_600.0
ROWS: Final = 1_000
OTHERS: Final = 500_000
"""The number of the first family that comes in bulk."""


@dataclass
class Memory:
    """Resident megabytes of a process, with those that it started, by when: sampled."""

    process: psutil.Process
    seen: list[float] = field(default_factory=list)

    @property
    def most(self) -> float:
        return max(self.seen, default=0)

    def look(self) -> None:
        try:
            every = [self.process, *self.process.children(recursive=True)]
            self.seen.append(sum(each.memory_info().rss for each in every) / 1e6)
        except psutil.NoSuchProcess:
            return


@contextmanager
def watched(memory: Memory) -> Iterator[None]:
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.1):
            memory.look()

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()


@dataclass(frozen=True)
class Door:
    """The register over HTTP, for who has the commune."""

    setting: Setting
    port: int
    register: psutil.Process

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/registry/v1"

    def asked(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        head = {
            "Authorization": f"Bearer {self.setting.token}",
            "Idempotency-Key": str(new_id()),
        }
        answer = httpx2.request(
            method, f"{self.url}{path}", json=body, headers=head, timeout=PATIENCE
        )
        if answer.status_code >= 300:
            raise SystemExit(f"{path}: {answer.status_code} {answer.text[:500]}")
        told: dict[str, Any] = answer.json()
        return told

    def tried(self, data: bytes) -> dict[str, Any]:
        """What the dry run tells."""
        sent = {
            "kind": SHAPE.kind,
            "file_name": "nhan-khau.xlsx",
            "content": base64.b64encode(data).decode(),
            "place_id": str(COMMUNE),
            "on": ON,
        }
        return self.asked("POST", "/imports", sent)

    def confirmed(self, import_id: str) -> None:
        """Returns once all rows are recorded and told of."""
        self.asked("POST", f"/imports/{import_id}/confirm", {})
        while True:
            told = self.asked("GET", f"/imports/{import_id}")
            if told["state"] == "finished":
                return
            if told["state"] not in ("submitted", "waiting", "running"):
                raise SystemExit(f"the import: {told['state']}, {told['reason_code']}")
            time.sleep(0.2)

    def in_bulk(self, families: int, first: int) -> None:
        """The same through the routes for a thousand rows."""
        rows = [*people(families, first)]
        heads = [_family(each) for each in rows[::PEOPLE]]
        ids = [each["family_id"] for each in self._recorded("/families/bulk", heads)]
        members = [
            _member(each, ids[n // PEOPLE]) for n, each in enumerate(rows) if n % PEOPLE != 0
        ]
        self._recorded("/families/members/bulk", members)

    def _recorded(self, path: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        pages = [rows[first : first + ROWS] for first in range(0, len(rows), ROWS)]
        answers: list[list[dict[str, Any]]] = [[] for _ in pages]

        async def send(client: httpx2.AsyncClient, allowed: asyncio.Semaphore, n: int) -> None:
            head = {
                "Authorization": f"Bearer {self.setting.token}",
                "Idempotency-Key": str(new_id()),
            }
            async with allowed:
                answer = await client.post(
                    f"{self.url}{path}", json={"rows": pages[n]}, headers=head
                )
            told = answer.json()
            if answer.status_code != 200 or told["refused"]:
                raise SystemExit(f"not recorded: {answer.text[:500]}")
            answers[n] = [each["answer"] for each in told["rows"]]

        async def all_of_them() -> None:
            allowed = asyncio.Semaphore(bulk.AT_ONCE)
            async with httpx2.AsyncClient(timeout=PATIENCE) as client:
                await asyncio.gather(*(send(client, allowed, n) for n in range(len(pages))))

        asyncio.run(all_of_them())
        return [each for page in answers for each in page]


def _person(row: tuple[Any, ...]) -> dict[str, Any]:
    _, name, _, birth, identity, phone, *_ = row
    said = {"full_name": name, "identity_number": identity, "phone": phone}
    if isinstance(birth, float):
        said["birth_year"] = int(birth)
    else:
        day, month, year = map(int, birth.split("/"))
        said["birth_date"] = f"{year}-{month:02}-{day:02}"
    return {key: each for key, each in said.items() if each is not None}


def _family(row: tuple[Any, ...]) -> dict[str, Any]:
    hamlet = HAMLETS[int(row[6].rpartition(" ")[2]) - 1]
    return {"place_id": str(hamlet), "registered_on": ON, "head": _person(row)}


def _member(row: tuple[Any, ...], family_id: str) -> dict[str, Any]:
    relation = {"Vợ": "spouse", "Con": "child"}[row[2]]
    return {
        "family_id": family_id,
        "joined_on": ON,
        "relation_code": relation,
        "person": _person(row),
    }


def seconds_of(what: Any) -> float:
    began = time.monotonic()
    what()
    return time.monotonic() - began


def reading(file: Path, rows: int) -> str:
    data = file.read_bytes()

    def peer() -> None:
        for name in (book := CalamineWorkbook.from_path(str(file))).sheet_names:
            for _ in book.get_sheet_by_name(name).iter_rows():
                pass

    own, alone = seconds_of(lambda: sheets_of(file.name, data)), seconds_of(peer)
    return (
        f"| {rows:,} rows of an .xlsx read apart | {rows / own:,.0f}/s |"
        f" python-calamine alone {rows / alone:,.0f}/s | {alone / own:.2f} × | – |"
    )


def writing(file: Path, rows: int) -> str:
    """The workbook that goes back."""
    data = file.read_bytes()
    wrong = tuple(
        Complaint("Nhân khẩu", row, "C", "name", "Dòng này không có tên: hãy ghi họ và tên.")
        for row in range(4, rows + 4, 10)
    )
    told = RowsTold(rows, rows - len(wrong), 0, 0, len(wrong), 0)
    report = Report(new_id(), SHAPE.kind, (), told, {}, wrong, ())

    def ours() -> None:
        for _ in marked(file.name, data, SHAPE, report, ran=True):
            pass

    sheets = sheets_of(file.name, data)
    lines = understood(sheets, SHAPE)[0].lines

    def peer() -> None:
        with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as made:
            sheet = made.add_worksheet("Nhân khẩu")
            for n, row in enumerate(sheets[0].rows):
                sheet.write_row(n, 0, row.cells)
                sheet.write_string(n, len(row.cells) + 1, str(report.import_id))

    assert len(lines) == rows, "each row is one of the list"
    own, alone = seconds_of(ours), seconds_of(peer)
    return (
        f"| a workbook of {rows:,} rows back with its errors | {own:.1f} s |"
        f" XlsxWriter, the same cells {alone:.1f} s | {own / alone:.1f} × | ≤ 15 s |"
    )


def bringing(door: Door, data: bytes, families: int) -> list[str]:
    rows = families * PEOPLE
    memory = Memory(door.register)
    memory.look()
    before = memory.most
    with watched(memory):
        began = time.monotonic()
        told = door.tried(data)
        tried = time.monotonic() - began
        right = told["rows"]["new"]
        began = time.monotonic()
        door.confirmed(told["import_id"])
        taken = time.monotonic() - began
        recorded = told["sums"]["families"]["right"] if told["sums"] else families
        bulk.until_counted(door.setting, "families", int(recorded))
        counted = time.monotonic() - began
    peer = seconds_of(lambda: door.in_bulk(families, OTHERS))
    last = memory.seen[-len(memory.seen) // 4 :]
    speed, bulk_speed = recorded / taken, families / peer
    flat = f"{min(last):,.0f} to {max(last):,.0f} MB in the last quarter"
    shown = {
        f"dry run of a list of {rows:,} rows, {right:,} of them right": (
            f"{rows / tried:,.0f} rows/s | – | – | ≥ 10,000 rows/s"
        ),
        f"its import: {recorded:,.0f} families of three people": (
            f"{speed:,.0f} families/s | the bulk routes {bulk_speed:,.0f}/s |"
            f" {speed / bulk_speed:.2f} × | ≥ 1,500 families/s"
        ),
        "the same, counted in the rollups": f"{recorded / counted:,.0f} families/s | – | – | –",
        "memory of the register meanwhile, with who reads the file": (
            f"{memory.most:,.0f} MB | {before:,.0f} MB before, {flat} | – | ≤ 600 MB, flat"
        ),
    }
    return [f"| {what} | {figures} |" for what, figures in shown.items()]


def measure(families: int = FAMILIES, rows_marked: int = MARKED) -> list[str]:
    """The lines of the table."""
    with tempfile.TemporaryDirectory(prefix="hieuhoc-bench-") as name:
        folder = Path(name)
        whole, part = folder / "whole.xlsx", folder / "part.xlsx"
        rows = write(whole, families)
        lines = [reading(whole, rows)]
        lines.append(writing(part, write(part, rows_marked // PEOPLE)))
        with (
            land(folder) as setting,
            served(setting.environment, "-m", "services.registry", "all") as port,
            served(setting.environment, "-m", "services.rollups", "all"),
        ):
            door = Door(setting, port, _serving("services.registry"))
            lines += bringing(door, whole.read_bytes(), families)
    return lines


def _serving(module: str) -> psutil.Process:
    return next(each for each in psutil.Process().children() if module in each.cmdline())


if __name__ == "__main__":
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--families", type=int, default=5_000)
    asking.add_argument("--marked", type=int, default=None, help="rows of the workbook")
    given = asking.parse_args()
    marked_rows = given.marked or given.families * PEOPLE
    print("\n".join(measure(given.families, marked_rows)))
