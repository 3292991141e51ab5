"""`hieuhoc rebuild rollups`: every figure counted again from what was published.

Reads `ROLLUPS_DATABASE` (as the owner of its tables) and `HIEUHOC_KAFKA`. Reads of figures go on
meanwhile. Exit codes: 0 done, 1 the rebuilt tables were not taken over, 2 configuration.
"""

import asyncio
from contextlib import AsyncExitStack

import typer
from rich.console import Console
from rich.progress import Progress

from hieuhoc.embedded.folder import FolderInUse
from hieuhoc.laptop.folder import default_folder, told_environment
from hieuhoc.laptop.servers import running_servers
from services.rollups.inbox.rebuild import RebuildDiffers, RebuildMetTrouble
from services.rollups.main import rebuild_cells
from services.rollups.settings import Settings
from shared.messaging.brokers import KafkaAway
from shared.telemetry import logs
from shared.telemetry.configuration import read

NOT_TAKEN_OVER = 1

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
    except (RebuildDiffers, RebuildMetTrouble, KafkaAway) as trouble:
        typer.echo(str(trouble) or f"Kafka does not answer at {settings.kafka}.", err=True)
        raise typer.Exit(NOT_TAKEN_OVER) from None
    typer.echo("The rollups are rebuilt (đã dựng lại bảng số liệu).")


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
