"""`hieuhoc rebuild rollups`: every figure counted again from what was published.

Reads `ROLLUPS_DATABASE` (as the owner of its tables, which `operator-owner` is in compose) and
`HIEUHOC_KAFKA`. Reads of figures go on meanwhile. Exit codes: 0 done, 1 the rebuilt tables were not
taken over (another rebuild is under way, for one), 2 configuration.
"""

import asyncio
from contextlib import AsyncExitStack

import psycopg
import typer
from rich.console import Console
from rich.progress import Progress

from hieuhoc.embedded.folder import FolderInUse
from hieuhoc.laptop.addresses import default_folder, told_environment
from hieuhoc.laptop.servers import running_servers
from hieuhoc.words import sentence_of
from services.rollups.inbox.rebuild import RebuildDiffers
from services.rollups.main import rebuild_cells
from services.rollups.settings import Settings
from shared.messaging.brokers import KafkaAway
from shared.telemetry import logs
from shared.telemetry.configuration import WRONG_CONFIGURATION, read
from shared.vocabulary.refusals import Refusal

NOT_TAKEN_OVER = 1
NOT_THE_OWNER = (
    "Dựng lại bảng số liệu cần quyền của chủ sở hữu các bảng; bảng số liệu vẫn như cũ."
    " (A rebuild makes tables: ROLLUPS_DATABASE must name the role that owns them,"
    " rollups_owner; in compose: run --rm operator-owner. The tables are as they were.)"
)

app = typer.Typer(no_args_is_help=True, help="Dựng lại bảng số liệu (build tables anew).")


@app.callback()
def rebuild() -> None:
    """Dựng lại bảng số liệu từ các sự kiện đã công bố."""


@app.command()
def rollups() -> None:
    """Đếm lại mọi số liệu (count every figure again)."""
    settings = read(Settings)
    logs.configure("rollups", stream=typer.get_text_stream("stderr"))
    try:
        asyncio.run(_rebuilt(settings))
    except psycopg.errors.InsufficientPrivilege:
        typer.echo(NOT_THE_OWNER, err=True)
        raise typer.Exit(WRONG_CONFIGURATION) from None
    except (Refusal, RebuildDiffers, KafkaAway, psycopg.Error) as trouble:
        typer.echo(_sentence(trouble, settings), err=True)
        raise typer.Exit(NOT_TAKEN_OVER) from None
    typer.echo("The rollups are rebuilt (đã dựng lại bảng số liệu).")


def _sentence(trouble: Exception, settings: Settings) -> str:
    """Vietnamese and English, where both are known; no record of anybody's is in it."""
    match trouble:
        case Refusal():
            return f"{sentence_of(trouble)} ({trouble})"
        case psycopg.Error():
            what = type(trouble).__name__
            return (
                f"Cơ sở dữ liệu không cho dựng lại xong ({what}); bảng số liệu vẫn như cũ."
                f" (The database did not let the rebuild finish; the tables are as they were.)"
            )
        case KafkaAway():
            return f"Kafka does not answer at {settings.kafka}."
        case _:
            return str(trouble)


async def _rebuilt(settings: Settings) -> None:
    async with AsyncExitStack() as servers:
        if told_environment(default_folder()).get("ROLLUPS_DATABASE") == settings.database:
            await _laptop_servers(servers)
        with Progress(console=Console(stderr=True)) as bars:
            task = bars.add_task("rollups", total=1.0)
            await rebuild_cells(settings, lambda done: bars.update(task, completed=done))


async def _laptop_servers(servers: AsyncExitStack) -> None:
    """Started for this one command, unless they run: both keep the addresses they had."""
    try:
        await servers.enter_async_context(running_servers(default_folder()))
    except FolderInUse:
        return
