"""`hieuhoc dead-letters facts list|retry|discard`: facts of a service's own log that one of its own
views could not be told (`docs/runbooks/FactsSetAside.md`).

A fact is named by its view (`places.v1`) and its position in the log. Exit codes: 0 done,
1 something still waits or the database does not answer, 2 misuse.
"""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from hieuhoc.commands import services
from hieuhoc.commands.databases import NOT_DONE, Connection, asked, misused
from hieuhoc.commands.listing import AsJson, Row, printable, show
from shared.eventstore.read_models import RebuildWanted
from shared.eventstore.views import View
from shared.eventstore.views.set_aside import NotSetAside, SetAside, waiting
from shared.eventstore.views.settling import discard, retry
from shared.eventstore.views.view import label

T = TypeVar("T")

app = typer.Typer(
    no_args_is_help=True,
    help="Facts that own views could not be told (sự kiện không đưa được vào bảng).",
)

Service = Annotated[str, typer.Argument(help="whose facts, e.g. registry (dịch vụ)")]
OfView = Annotated[str, typer.Argument(help="the view, e.g. places.v1 (bảng)")]
Position = Annotated[int, typer.Argument(help="the position `list` shows (vị trí trong sổ)")]


@app.command("list")
def list_(service: Service, *, as_json: AsJson = False) -> None:
    """What waits, in the log's order (liệt kê)."""
    facts = [_row(fact) for fact in _asked(service, waiting)]
    show(facts, as_json=as_json, nothing="No fact is set aside.")


def _row(fact: SetAside) -> Row:
    return {
        "view": f"{fact.view}.v{fact.version}",
        "position": fact.position,
        "subject": fact.subject,
        "type": fact.type,
        "reason": fact.reason,
        "detail": fact.detail,
        "since": f"{fact.set_aside_at:%Y-%m-%d %H:%M:%S%z}",
    }


@app.command("retry")
def retry_(service: Service, view: OfView, position: Position) -> None:
    """Apply a fact and all that waits of its subject, in order (thử lại)."""
    known = _view(service, view)
    done = _asked(
        service, lambda connection: retry(connection, services.mapper(service), known, position)
    )
    typer.echo(f"applied {done.applied}, still waiting {done.left}")
    if done.left:
        typer.echo(printable(done.detail), err=True)
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
        misused(f"{service} has no view {name}; it has {', '.join(known) or 'none'}")
    return known[name]


def _asked(service: str, ask: Callable[[Connection], T]) -> T:
    return asked(service, "hieuhoc dead-letters", ask, NotSetAside, RebuildWanted)
