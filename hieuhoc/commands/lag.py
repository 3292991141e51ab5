"""`hieuhoc lag`: what has not reached Kafka yet, and what each projection has not handled yet.

Truth is in the services' databases (`<SERVICE>_DATABASE`); Kafka is asked only where it ends.
Exit codes: 0, 1 when Kafka or a database does not answer, 2 misuse.
"""

import os
from typing import Annotated, Any

import psycopg
import typer
from rich.console import Console
from rich.table import Table

from shared.eventstore.connections import connect
from shared.messaging import control
from shared.messaging.brokers import Brokers, KafkaAway
from shared.messaging.topics import publishes

SERVICES = ("registry", "recognition", "funding", "notifications", "rollups")
AWAY = 1
MISUSE = 2

app = typer.Typer(help="How far behind everybody is (độ trễ).")


@app.callback(invoke_without_command=True)
def lag(
    kafka: Annotated[
        str, typer.Option("--kafka", envvar="HIEUHOC_KAFKA", help="host:port (địa chỉ Kafka)")
    ],
    prefix: Annotated[
        str, typer.Option("--prefix", envvar="HIEUHOC_KAFKA_PREFIX", help="of all names (tiền tố)")
    ] = "",
) -> None:
    """End offset minus handled offset, per service, projection and topic (độ trễ)."""
    databases = {
        service: os.environ[variable]
        for service in SERVICES
        if (variable := f"{service.upper()}_DATABASE") in os.environ
    }
    if not databases:
        typer.echo("configuration missing: set REGISTRY_DATABASE or another <SERVICE>_DATABASE")
        raise typer.Exit(MISUSE)
    try:
        _print(databases, Brokers(kafka, prefix))
    except (KafkaAway, psycopg.Error) as error:
        typer.echo(f"no answer: {error}", err=True)
        raise typer.Exit(AWAY) from None


def _print(databases: dict[str, str], brokers: Brokers) -> None:
    table = Table("service", "reader", "topic", "behind", box=None)
    for service, dsn in databases.items():
        with connect(dsn, "hieuhoc lag") as connection:
            if publishes(service):
                table.add_row(service, "relay", "", str(_unpublished(connection)))
            marks = control.handled(connection)
        there = control.extents(brokers, sorted({mark.topic for mark in marks}))
        for behind in control.lags(marks, there):
            name = f"{behind.projection}.v{behind.version}"
            table.add_row(service, name, behind.topic, str(behind.records))
    Console().print(table)


def _unpublished(connection: psycopg.Connection[Any]) -> int:
    """Facts the relay has not passed yet."""
    row = connection.execute(
        "select head.position - relay.position from log_head head, relay_mark relay"
    ).fetchone()
    return int(row[0]) if row else 0
