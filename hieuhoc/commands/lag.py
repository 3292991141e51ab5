"""`hieuhoc lag`: what has not reached Kafka yet, and what nobody of a service has handled yet.

The same figures as on `/metrics`, by the same code. Truth is in the services' databases
(`<SERVICE>_DATABASE`); Kafka is asked only what follows the marks there.
Exit codes: 0, 1 when something could not be asked (shown as "?"), 2 misuse.
"""

import logging
import math
import os
import sys
from collections.abc import Iterator

import typer
from rich.console import Console
from rich.table import Table

from hieuhoc.commands import services
from hieuhoc.commands.kafka import Kafka, Prefix, brokers
from shared.messaging.brokers import Brokers
from shared.messaging.topics import publishes
from shared.telemetry import logs
from shared.telemetry.progress import Progress
from shared.web.progress import progress_of

SERVICES = ("registry", "recognition", "funding", "notifications", "rollups")
AWAY = 1
MISUSE = 2
UNCUT = 1000
"""Columns where there is no terminal that has so many and no more."""

app = typer.Typer(help="How far behind everybody is (độ trễ).")


@app.callback(invoke_without_command=True)
def lag(
    kafka: Kafka,
    prefix: Prefix = "",
) -> None:
    """Records and facts not handled yet, per service, reader and topic (độ trễ)."""
    databases = {
        service: os.environ[variable]
        for service in SERVICES
        if (variable := f"{service.upper()}_DATABASE") in os.environ
    }
    if not databases:
        typer.echo("configuration missing: set REGISTRY_DATABASE or another <SERVICE>_DATABASE")
        raise typer.Exit(MISUSE)
    logs.configure("hieuhoc", sys.stderr, logging.CRITICAL)  # what is "?" says as much
    if not _print(databases, brokers(kafka, prefix)):
        typer.echo("? could not be asked: no answer, or the topic is not there", err=True)
        raise typer.Exit(AWAY)


def _print(databases: dict[str, str], where: Brokers) -> bool:
    """False when something could not be asked."""
    table, known = Table("service", "reader", "topic", "behind", box=None), True
    for service, dsn in databases.items():
        progress = progress_of(service, dsn, where, services.readers(service))
        for reader, topic, behind in _figures(progress, publishes(service)):
            known &= not math.isnan(behind)
            table.add_row(service, reader, topic, "?" if math.isnan(behind) else f"{behind:.0f}")
        progress.close()
    Console(width=None if sys.stdout.isatty() else UNCUT).print(table)
    return known


def _figures(progress: Progress, relays: bool) -> Iterator[tuple[str, str, float]]:
    if relays:
        yield "relay", "", progress.pending()
    for reader, topics in progress.behind().items():
        for topic, behind in topics.items():
            yield reader.label, topic, behind.records
