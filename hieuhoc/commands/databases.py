"""How a command asks a service's own database (`<SERVICE>_DATABASE`, as the service itself reads
it), and ends when it cannot.

Exit codes: 1 refused, or the database does not answer; 2 misuse.
"""

from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeVar

import psycopg
import typer

from hieuhoc.words import sentence_of
from shared.eventstore.log.format import require_format
from shared.postgres.connections import connect
from shared.telemetry.configuration import database_of
from shared.vocabulary.refusals import Refusal

NOT_DONE: Final = 1
MISUSE: Final = 2
Connection = psycopg.Connection[Any]
T = TypeVar("T")


def asked(service: str, command: str, ask: Callable[[Connection], T], *no: type[Exception]) -> T:
    """What `ask` answers, on a connection that commits by itself and that the server shows under
    the command's name. `no` are answers of its own: said as they are, like refusals."""
    dsn = database_of(service)
    try:
        with connect(dsn, command) as connection:
            connection.autocommit = True
            require_format(connection)
            return ask(connection)
    except Refusal as refusal:
        say(refusal)
    except psycopg.Error as error:
        typer.echo(str(error), err=True)
    except no as answer:
        typer.echo(str(answer), err=True)
    raise typer.Exit(NOT_DONE)


def say(refusal: Refusal) -> None:
    """In both languages, a line each."""
    typer.echo(sentence_of(refusal), err=True)
    typer.echo(str(refusal), err=True)


def misused(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(MISUSE)
