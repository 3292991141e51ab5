"""What `hieuhoc rebuild` does, loaded when it is asked."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any, Final, NoReturn

import psycopg
import typer
from rich.console import Console
from rich.progress import Progress

from hieuhoc.commands import services
from hieuhoc.commands.databases import misused
from hieuhoc.commands.listing import printable
from hieuhoc.embedded.folder import FolderInUse
from hieuhoc.laptop.addresses import default_folder, told_environment
from hieuhoc.laptop.servers import running_servers
from hieuhoc.words import sentence_of
from shared.eventstore.rebuilding.rebuilt import Rebuilt, Told
from shared.eventstore.views.rebuild import rebuild as rebuild_view
from shared.messaging.brokers import Brokers, KafkaAway
from shared.messaging.listener import ListenerSettings
from shared.messaging.rebuilding.projection import rebuild as rebuild_projection
from shared.telemetry import logs
from shared.telemetry.configuration import WRONG_CONFIGURATION, database_of, read
from shared.telemetry.kafka import KafkaSettings
from shared.vocabulary.refusals import Refusal

SERVICES: Final = ("registry", "recognition", "funding", "notifications", "rollups")
SHORT: Final = {"rollups": "rollups.cells"}
NOT_TAKEN_OVER: Final = 1


def run(asked: str, *, as_json: bool) -> None:
    """Ends as the command's page says."""
    name = _known(asked)
    service, _, bare = name.partition(".")
    database = database_of(service)
    logs.configure(service, stream=typer.get_text_stream("stderr"))
    began = time.monotonic()
    with _said(service), Progress(console=Console(stderr=True)) as bars:
        task = bars.add_task(name, total=1.0)
        work = _rebuilt(service, database, bare, lambda done: bars.update(task, completed=done))
        rebuilt = asyncio.run(work)
    _tell(name, rebuilt, time.monotonic() - began, as_json=as_json)


def _known(asked: str) -> str:
    """The whole name; ends with 2 for one that nothing has, or several."""
    name = SHORT.get(asked, asked)
    if name.partition(".")[0] in SERVICES and name in names(name.partition(".")[0]):
        return name
    every = [each for service in SERVICES for each in names(service)]
    found = [each for each in every if each.partition(".")[2] == name]
    if len(found) != 1:
        which, asked = ", ".join(found or every), printable(asked[:60])
        how_many = "nhiều bảng" if found else "không có bảng nào"
        misused(f"{asked}: {how_many}. Hãy chọn (choose one of): {which}.")
    return found[0]


def names(service: str) -> list[str]:
    """All of a service's that can be rebuilt."""
    found = [each.name for each in services.rebuildable(service)]
    return [f"{service}.{each}" for each in found]


async def _rebuilt(service: str, database: str, bare: str, told: Told) -> Rebuilt:
    what = next(each for each in services.rebuildable(service) if each.name == bare)
    async with AsyncExitStack() as servers:
        if told_environment(default_folder()).get(f"{service.upper()}_DATABASE") == database:
            await _laptop_servers(servers)
        if services.is_heard(what):
            return await rebuild_projection(_listening(service, database), what, told)
        return await asyncio.to_thread(rebuild_view, database, services.mapper(service), what, told)


def _listening(service: str, database: str) -> ListenerSettings:
    where = Brokers.told(read(KafkaSettings))
    return ListenerSettings(service, database, where.bootstrap, where.prefix, login=where.login)


async def _laptop_servers(servers: AsyncExitStack) -> None:
    """Started for this one command, unless they run: both keep the addresses they had."""
    try:
        await servers.enter_async_context(running_servers(default_folder()))
    except FolderInUse:
        return


@contextmanager
def _said(service: str) -> Iterator[None]:
    """What went wrong, in Vietnamese and English; no record of anybody's is in it."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege:
        _end(WRONG_CONFIGURATION, *_not_the_owner(service))
    except Refusal as refusal:
        _end(NOT_TAKEN_OVER, sentence_of(refusal), str(refusal))
    except psycopg.Error as trouble:
        what = type(trouble).__name__
        _end(
            NOT_TAKEN_OVER,
            f"Cơ sở dữ liệu không cho dựng lại xong ({what}); bảng đang dùng vẫn như cũ.",
            "The database did not let the rebuild finish; the tables are as they were.",
        )
    except KafkaAway as away:
        _end(NOT_TAKEN_OVER, "Kafka không trả lời; bảng đang dùng vẫn như cũ.", str(away))


def _not_the_owner(service: str) -> tuple[str, str]:
    english = (
        f"A rebuild makes tables: {service.upper()}_DATABASE must name {service}_owner, who owns"
        " them; in compose: run --rm operator-owner. The tables are as they were."
    )
    return (
        "Dựng lại bảng cần quyền của chủ sở hữu các bảng; bảng đang dùng vẫn như cũ.",
        english,
    )


def _end(code: int, vietnamese: str, english: str) -> NoReturn:
    typer.echo(f"{vietnamese} ({english})", err=True)
    raise typer.Exit(code)


def _tell(name: str, rebuilt: Rebuilt, seconds: float, *, as_json: bool) -> None:
    said: dict[str, Any] = {
        "name": name,
        "version": rebuilt.version,
        "tables": {
            table.name: {
                "before": table.before.rows if table.before else None,
                "after": table.after.rows,
            }
            for table in rebuilt.tables
        },
        "told": rebuilt.told,
        "waiting": rebuilt.waiting,
        "discarded": rebuilt.discarded,
        "went_on": rebuilt.went_on,
        "seconds": round(seconds, 1),
    }
    if as_json:
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    rows = ", ".join(f"{table.name} {table.after.rows:,}" for table in rebuilt.tables)
    typer.echo(f"Đã dựng lại {name}: {rows} ({name} is rebuilt).")
    if rebuilt.waiting:
        typer.echo(f"{rebuilt.waiting} sự kiện vẫn chờ xử lý (still parked or set aside).")
