"""`hieuhoc lag`: what has not reached Kafka yet, and what nobody of a service has handled yet; and
who handles nothing until it is rebuilt, because its code counts otherwise than what is live.

The same figures as on `/metrics`, by the same code. Truth is in the services' databases
(`<SERVICE>_DATABASE`); Kafka is asked only what follows the marks there.
Exit codes: 0, 1 when something could not be asked (shown as "?") or was written by another
release, 2 misuse.
"""

import logging
import math
import sys
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import typer

from hieuhoc.commands import services
from hieuhoc.commands.databases import say
from hieuhoc.commands.kafka import Kafka, Prefix, brokers
from hieuhoc.commands.listing import AsJson, Row, show
from shared.eventstore.log.format import AnotherFormat, require_format
from shared.eventstore.read_models import said
from shared.messaging.brokers import Brokers
from shared.messaging.topics import publishes
from shared.postgres.connections import connect
from shared.telemetry import logs
from shared.telemetry.configuration import database_of, says_database
from shared.telemetry.progress import Progress
from shared.web.progress import progress_of

SERVICES = ("registry", "recognition", "funding", "notifications", "rollups")
AWAY = 1
MISUSE = 2

app = typer.Typer(help="How far behind everybody is (độ trễ).")


@app.callback(invoke_without_command=True)
def lag(
    kafka: Kafka,
    prefix: Prefix = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Records and facts not handled yet, per service, reader and topic (độ trễ)."""
    databases = {name: database_of(name) for name in SERVICES if says_database(name)}
    if not databases:
        typer.echo("configuration missing: set REGISTRY_DATABASE or another <SERVICE>_DATABASE")
        raise typer.Exit(MISUSE)
    logs.configure("hieuhoc", sys.stderr, logging.CRITICAL)  # what is "?" says as much
    _require_formats(databases)
    found = list(_rows(databases, brokers(kafka, prefix), None if as_json else "?"))
    show([row for row, _ in found], as_json=as_json, nothing="Nobody reads anything.")
    if not all(known for _, known in found):
        typer.echo("? could not be asked: no answer, or the topic is not there", err=True)
        raise typer.Exit(AWAY)


def _require_formats(databases: dict[str, str]) -> None:
    """Of those that answer; others are "?"."""
    for dsn in databases.values():
        try:
            with suppress(psycopg.Error), connect(dsn, "hieuhoc lag") as connection:
                require_format(connection)
        except AnotherFormat as no:
            say(no)
            raise typer.Exit(AWAY) from None


def _rows(
    databases: dict[str, str], where: Brokers, unknown: str | None
) -> Iterator[tuple[Row, bool]]:
    """Each with whether it could be asked."""
    for service, dsn in databases.items():
        progress = progress_of(service, dsn, where, services.readers(service))
        wanted = {reader.label: wants for reader, wants in progress.wanted().items()}
        for reader, topic, behind in _figures(progress, publishes(service)):
            known = not math.isnan(behind)
            figure = round(behind) if known else unknown
            row: Row = {"service": service, "reader": reader, "topic": topic, "behind": figure}
            wants = wanted.get(reader)
            yield {**row, "remark": said(wants) if wants else None}, known
        progress.close()


def _figures(progress: Progress, relays: bool) -> Iterator[tuple[str, str, float]]:
    if relays:
        yield "relay", "", progress.pending()
    for reader, topics in progress.behind().items():
        for topic, behind in topics.items():
            yield reader.label, topic, behind.records
