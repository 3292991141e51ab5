"""`hieuhoc relay withhold|withheld`: facts that cannot be published, and are never to be.

Works on the service's own database (`<SERVICE>_DATABASE`). What can be published is never withheld:
docs/runbooks/RelayStopped.md says when to use this, and what to try before.
Exit codes: 0 done, 1 refused or the database does not answer, 2 misuse.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Protocol, TypeVar, cast

import typer

from hieuhoc.commands.databases import Connection, asked, misused
from hieuhoc.commands.listing import AsJson, Row, show
from shared.messaging.relay import Outbox
from shared.messaging.relay.withholding import Withheld, all_withheld, withhold
from shared.messaging.topics import publishes

T = TypeVar("T")


class Services(Protocol):
    """What the services run; given by the root command, else `hieuhoc.commands.services`."""

    def outbox(self, service: str) -> Outbox: ...


app = typer.Typer(no_args_is_help=True, help="What a service tells the others (phát sự kiện).")

Service = Annotated[str, typer.Argument(help="whose log, e.g. registry (dịch vụ)")]
Position = Annotated[int, typer.Argument(min=1, help="where its relay stopped (vị trí)")]


@app.command("withhold")
def withhold_(
    context: typer.Context,
    service: Service,
    position: Position,
    reason: Annotated[str, typer.Option(help="why the others need not know (lý do)")],
    by: Annotated[str, typer.Option(help="who decides this (người quyết định)")],
) -> None:
    """Never publish a fact that cannot be; later ones go on. It cannot be undone (giữ lại)."""
    if not reason.strip() or not by.strip():
        misused("--reason and --by must say something")
    services = cast(Services, context.obj or import_module("hieuhoc.commands.services"))

    def ask(connection: Connection) -> str:
        outbox = services.outbox(service)
        return str(withhold(connection, outbox, position, reason.strip(), by.strip()))

    typer.echo(f"withheld for ever: {_asked(service, ask)}")


@app.command()
def withheld(service: Service, *, as_json: AsJson = False) -> None:
    """What is never published, by whose word and why (liệt kê)."""
    rows = [_row(each) for each in _asked(service, all_withheld)]
    show(rows, as_json=as_json, nothing="Nothing is withheld.")


def _asked(service: str, ask: Callable[[Connection], T]) -> T:
    if not publishes(service):
        misused(f"{service} publishes nothing")

    def ask_soon(connection: Connection) -> T:
        connection.execute("set statement_timeout = '10s'")
        return ask(connection)

    return asked(service, "hieuhoc relay", ask_soon)


def _row(withheld: Withheld) -> Row:
    return {
        "position": withheld.position,
        "type": withheld.type,
        "subject": withheld.subject,
        "since": f"{withheld.withheld_at:%Y-%m-%d %H:%M:%S%z}",
        "by": withheld.withheld_by,
        "reason": withheld.reason,
    }
