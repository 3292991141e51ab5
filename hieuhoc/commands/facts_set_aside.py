"""`hieuhoc dead-letters facts list|retry|discard`: facts of a service's own log that one of its own
views could not be told (`docs/runbooks/FactsSetAside.md`).

A fact is named by its view (`places.v1`) and its position in the log. Exit codes: 0 done,
1 something still waits or the database does not answer, 2 misuse.
"""

import os
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import psycopg
import typer
from rich.console import Console
from rich.table import Table

from hieuhoc.commands import services
from shared.eventstore.connections import connect
from shared.eventstore.views import View
from shared.eventstore.views.set_aside import NotSetAside, waiting
from shared.eventstore.views.settling import discard, retry
from shared.eventstore.views.view import label

NOT_DONE = 1
MISUSE = 2
T = TypeVar("T")

app = typer.Typer(
    no_args_is_help=True,
    help="Facts that own views could not be told (sự kiện không đưa được vào bảng).",
)

Service = Annotated[str, typer.Argument(help="whose facts, e.g. registry (dịch vụ)")]
OfView = Annotated[str, typer.Argument(help="the view, e.g. places.v1 (bảng)")]
Position = Annotated[int, typer.Argument(help="the position `list` shows (vị trí trong sổ)")]


@app.command("list")
def list_(service: Service) -> None:
    """What waits, in the log's order (liệt kê)."""
    facts = _asked(service, waiting)
    table = Table("view", "position", "subject", "type", "reason", "detail", "since", box=None)
    for fact in facts:
        table.add_row(
            f"{fact.view}.v{fact.version}",
            str(fact.position),
            _shown(fact.subject),
            _shown(fact.type),
            fact.reason,
            _shown(fact.detail),
            f"{fact.set_aside_at:%Y-%m-%d %H:%M:%S%z}",
        )
    Console().print(table if facts else "No fact is set aside.")


@app.command("retry")
def retry_(service: Service, view: OfView, position: Position) -> None:
    """Apply a fact and all that waits of its subject, in order (thử lại)."""
    known = _view(service, view)
    done = _asked(
        service, lambda connection: retry(connection, services.mapper(service), known, position)
    )
    typer.echo(f"applied {done.applied}, still waiting {done.left}")
    if done.left:
        typer.echo(_shown(done.detail), err=True)
        raise typer.Exit(NOT_DONE)


@app.command("discard")
def discard_(service: Service, view: OfView, position: Position) -> None:
    """Give a fact up for this view; what waits behind it can then be retried (bỏ)."""
    known = _view(service, view)
    _asked(service, lambda connection: discard(connection, known, position))
    typer.echo(f"position {position} is discarded for {view}")


def _view(service: str, name: str) -> View:
    known = {label(view): view for view in services.views(service)}
    if name not in known:
        typer.echo(f"{service} has no view {name}; it has {', '.join(known) or 'none'}", err=True)
        raise typer.Exit(MISUSE)
    return known[name]


def _asked(service: str, ask: Callable[[psycopg.Connection[Any]], T]) -> T:
    variable = f"{service.upper()}_DATABASE"
    if variable not in os.environ:
        typer.echo(f"configuration missing: {variable}", err=True)
        raise typer.Exit(MISUSE)
    try:
        with connect(os.environ[variable], "hieuhoc dead-letters") as connection:
            connection.autocommit = True
            return ask(connection)
    except (NotSetAside, psycopg.Error) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(NOT_DONE) from None


def _shown(text: str) -> str:
    """No control characters reach the terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
