"""`hieuhoc demo`: the whole system on this machine, with demo data, until Ctrl-C."""

import asyncio
import logging
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Self

import httpx2
import typer
import uvloop
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from hieuhoc.commands.databases import say
from hieuhoc.commands.report import text_of
from hieuhoc.embedded.fetching import fetch
from hieuhoc.embedded.folder import FolderInUse
from hieuhoc.embedded.process import ServerDidNotStart
from hieuhoc.issuer import RefusesForeignDatabase
from hieuhoc.laptop import tan_binh
from hieuhoc.laptop.addresses import default_folder
from hieuhoc.laptop.demonstration import Demonstration, demonstration
from hieuhoc.laptop.door import DoorRefused, Doors
from hieuhoc.laptop.edition import KeyLost, NotReady
from hieuhoc.laptop.folder import (
    LOG,
    FolderUnwritable,
    NotALaptopFolder,
    forget,
    log_file,
    make_folder,
    require_folder_format,
)
from hieuhoc.laptop.loading import RowsRefused
from hieuhoc.laptop.messy_list import messy_list
from shared.eventstore.log.format import AnotherFormat
from shared.telemetry import logs
from shared.vocabulary.calendar import civil_day, system_clock

REFUSED = 1
DOES_NOT_RUN = (
    DoorRefused,
    FolderInUse,
    FolderUnwritable,
    KeyLost,
    NotALaptopFolder,
    NotReady,
    RefusesForeignDatabase,
    RowsRefused,
    ServerDidNotStart,
)
REPORT = "/rollups/v1/reports/families"
ASKED = {
    "place_code": tan_binh.DISTRICT,
    "on": tan_binh.REPORTED_ON.isoformat(),
    "title": "family",
    "year": str(tan_binh.TITLE_YEAR),
}
SILENT = (
    "Một dịch vụ không trả lời trong mười phút; gọi lại lệnh này sẽ chạy tiếp (one of the services"
    " did not answer for ten minutes; called again, this goes on where it was). {log}"
)
STANDS_STILL = {True: 300.0, False: 3.0}
"""Seconds without a change after which a figure is taken as it is: whether it was just loaded."""
WHAT = {
    "hamlets": "hamlets (khu phố)",
    "families": "families (gia đình)",
    "candidacies": "candidacies (đăng ký danh hiệu)",
    "clans": "clans (dòng họ)",
    "establishments": "units (đơn vị)",
    "citizens": "citizens (công dân)",
    "scholarships": "scholarships (học bổng)",
}

TRY = """\
Try (thử):
  1. Register a family, and see the figure of its ward move (đăng ký một gia đình):
       TOKEN=$(curl -s '{issuer}/token?officer=commune')
       curl -s {registry}/registry/v1/families -H "Authorization: Bearer $TOKEN" \\
         -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s)" \\
         -d '{{"place_id": "{hamlet}", "registered_on": "{today}", "head": {{"full_name": "Nguyễn Văn A"}}}}'
       {hieuhoc} report --place 26983 --on {today} --title family --year {year}
  2. Bring in a messy list of its families, repair it, take it back (nhập danh sách còn lỗi, sửa, hoàn tác):
       {hieuhoc} import families {messy_list} --place 26983
  3. Subscribe to the events with any Kafka client (nghe sự kiện):
       kcat -C -b {kafka} -t registry.families -o -1 -f '%k %h\\n%s\\n'
  4. Read what every service can be asked (xem các dịch vụ):
       {registry}/docs
"""  # noqa: E501  # a command line is copied whole


def demo(
    fresh: Annotated[bool, typer.Option("--fresh", help="Bắt đầu lại từ đầu (begin anew)")] = False,
    folder: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (where it lives)")] = None,
) -> None:
    """Chạy thử toàn bộ hệ thống trên máy này (the whole system on this machine)."""
    where = (folder or default_folder()).absolute()
    try:
        make_folder(where)
        if not fresh:
            require_folder_format(where)
        fetch()
        if fresh:
            forget(where)
        with log_file(where) as stream:
            logs.configure("laptop", stream)
            logging.getLogger("httpx2").setLevel(logging.WARNING)  # our own questions
            uvloop.run(_shown(where))
    except AnotherFormat as no:
        say(no)
        raise typer.Exit(REFUSED) from None
    except DOES_NOT_RUN as no:
        typer.echo(str(no), err=True)
        raise typer.Exit(REFUSED) from None
    except httpx2.TransportError as error:
        typer.echo(f"{SILENT.format(log=where / LOG)} {error!r}", err=True)
        raise typer.Exit(REFUSED) from None
    except asyncio.CancelledError:
        typer.echo("Stopped; the data stay (đã dừng, dữ liệu còn nguyên).")


async def _shown(folder: Path) -> None:
    """Until Ctrl-C or SIGTERM, which end it wherever it is."""
    began = time.monotonic()
    _cancelled_by_signals()
    with Bars() as bars:
        async with demonstration(folder, bars.tell) as shown:
            report = await counted(shown.doors, STANDS_STILL[shown.just_loaded])
            bars.stop()
            print_all(shown, text_of(report), time.monotonic() - began)
            await shown.edition.until_ended()


def _cancelled_by_signals() -> None:
    task = asyncio.current_task()
    assert task is not None
    asked: list[int] = []

    def end(number: int) -> None:
        if not asked:  # a second Ctrl-C does not break the orderly stop
            asked.append(number)
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end, number)


async def counted(doors: Doors, patience: float) -> dict[str, Any]:
    """The report, once what was loaded is counted in it, or (somebody changed it since) once it
    has stood still for `patience` seconds."""
    wanted = (tan_binh.CANDIDACIES, tan_binh.FAMILIES)
    report, figure, since = {}, (-1, -1), time.monotonic()
    while time.monotonic() - since < patience:
        with suppress(DoorRefused):  # the rollups have not heard of the place yet
            report = await doors.get(REPORT, **ASKED)
            ratio = report["whole"]["registered_of_families"]
            before, figure = figure, (ratio["numerator"], ratio["denominator"])
            if figure == wanted:
                break
            if figure != before:
                since = time.monotonic()
        await asyncio.sleep(0.1)
    if not report:
        raise NotReady("rollups has not counted anything; see demo.log")
    return report


class Bars:
    """A bar for each kind of thing that is loaded; plain silence where there is no terminal."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, console=Console(stderr=True))
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def tell(self, what: str, done: int, number: int) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(WHAT.get(what, what), total=number)
        self._progress.update(self._tasks[what], completed=done)

    def stop(self) -> None:
        self._progress.stop()


def print_all(shown: Demonstration, report: str, seconds: float) -> None:
    """Addresses, officers, the report, and what to try."""
    edition = shown.edition
    lines = [f"Hiếu Học is running (đang chạy), ready after {seconds:.1f} s.", ""]
    lines += [f"  {name:<14}{url}" for name, url in edition.urls.items()]
    lines += [f"  {'kafka':<14}{edition.servers.kafka}", f"  {'data':<14}{edition.folder}", ""]
    lines += ["For operators (người vận hành), /readyz and /metrics:"]
    lines += [f"  {name:<14}{url}" for name, url in edition.operations.items()]
    lines += ["", "Demo officers (cán bộ thử), laptop edition only:"]
    lines += [
        f"  {officer.name:<14}{edition.issuer_url}/token?officer={officer.name}"
        for officer in edition.issuer.officers.values()
    ]
    today = civil_day(system_clock()).isoformat()
    facts = {
        "issuer": edition.issuer_url,
        "registry": edition.urls["registry"],
        "kafka": edition.servers.kafka,
        "hamlet": shown.hamlet_id,
        "hieuhoc": Path(sys.argv[0]),
        "messy_list": messy_list(edition.folder),
        "today": today,
        "year": today[:4],
    }
    print("\n".join([*lines, "", report, "", TRY.format(**facts)]), flush=True)
    print("Ctrl-C stops it; the data stay (dừng bằng Ctrl-C, dữ liệu còn nguyên).", flush=True)
