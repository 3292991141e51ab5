"""`hieuhoc dead-letters list|show|redrive|discard|successor|accept`: records a service could not
hear; `facts`: facts of its own log that its views could not be told.

Letters are in each service's database (`<SERVICE>_DATABASE`). Redriving runs the service's own
projection, so the root command gives `Services` as its context's object (`obj`).
Exit codes: 0 done, 1 something still waits or the database does not answer, 2 misuse.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from typing import Annotated, Protocol, TypeVar, cast
from uuid import UUID

import typer

from hieuhoc.commands import facts_set_aside
from hieuhoc.commands.databases import NOT_DONE, Connection, asked, misused
from hieuhoc.commands.listing import AsJson, Row, show
from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.eventstore.commands import Mark
from shared.eventstore.read_models import RebuildWanted
from shared.eventstore.transactions import Transactions
from shared.messaging.dead_letters import (
    Contents,
    NoSuchLetter,
    Parked,
    accept,
    discard,
    listed,
    shown,
)
from shared.messaging.listener import (
    AnotherProjection,
    Projection,
    Reaction,
    Redriven,
    name_successor,
    redrive,
    redrive_reaction,
)
from shared.messaging.listener.marks.table import unheard
from shared.messaging.listener.settings import topics_of

T = TypeVar("T")


class Services(Protocol):
    """What the services run; given by the root command, else `hieuhoc.commands.services`."""

    def listeners(self, service: str) -> Sequence[Projection | Reaction]: ...

    def transactions(self, service: str) -> AbstractAsyncContextManager[Transactions]: ...


app = typer.Typer(
    no_args_is_help=True, help="Records that could not be heard (thư không xử lý được)."
)

app.add_typer(facts_set_aside.app, name="facts")

Service = Annotated[str, typer.Argument(help="whose letters, e.g. rollups (dịch vụ)")]
Number = Annotated[int, typer.Argument(help="the number `list` shows (số thư)")]
Topic = Annotated[str, typer.Argument(help="without prefix, e.g. registry.families (chủ đề)")]
LogId = Annotated[UUID, typer.Argument(help="as `show` says of a parked record of it (mã sổ)")]


Hearer = Annotated[str, typer.Argument(help="as the pause names it, e.g. cells (bảng)")]
Place = Annotated[
    str, typer.Argument(help="registry.families/3, or 3 if it hears one topic (phân vùng)")
]


@app.command("list")
def list_(
    service: Service,
    projection: Annotated[str | None, typer.Option(help="only its letters")] = None,
    state: Annotated[str, typer.Option(help="parked, redriven or discarded")] = "parked",
    *,
    as_json: AsJson = False,
) -> None:
    """What waits, in the order it was heard (liệt kê)."""
    letters = _asked(service, lambda connection: listed(connection, projection, state))
    show([_row(letter) for letter in letters], as_json=as_json, nothing="Nothing is parked.")


@app.command("show")
def show_(service: Service, letter: Number) -> None:
    """One letter with its record, as far as it is text (xem)."""
    row, contents = _asked(service, lambda connection: shown(connection, letter))
    for name in Parked.__annotations__:
        typer.echo(f"{name}: {getattr(row, name)}")
    for line in _record(contents):
        typer.echo(line)


@app.command("redrive")
def redrive_(context: typer.Context, service: Service, letter: Number) -> None:
    """Apply a letter and those of its subject, in order (xử lý lại)."""
    services = cast(Services, context.obj or import_module("hieuhoc.commands.services"))
    done = _asked(service, lambda connection: _redriven(connection, services, service, letter))
    typer.echo(f"applied {done.applied}, still waiting {done.left}")
    if done.left:
        typer.echo(done.detail, err=True)
        raise typer.Exit(NOT_DONE)


@app.command("discard")
def discard_(service: Service, letter: Number) -> None:
    """Give a letter up for good; those behind it can then be redriven (bỏ)."""
    _asked(service, lambda connection: discard(connection, letter))
    typer.echo(f"letter {letter} is discarded")


@app.command()
def successor(context: typer.Context, service: Service, topic: Topic, log_id: LogId) -> None:
    """Say that a topic's records are of this log from now on, and apply what waited for it: its
    publisher was set up anew (sổ kế tiếp)."""
    services = cast(Services, context.obj or import_module("hieuhoc.commands.services"))
    done = _asked(service, lambda there: _succeeded(there, services, service, (topic, log_id)))
    left = sum(each.left for each in done)
    typer.echo(f"log {log_id} is the one of {topic} from now on")
    typer.echo(f"applied {sum(each.applied for each in done)}, still waiting {left}")
    if left:
        typer.echo("\n".join(sorted({each.detail for each in done if each.left})), err=True)
        raise typer.Exit(NOT_DONE)


@app.command("accept")
def accept_(
    context: typer.Context,
    service: Service,
    projection: Hearer,
    partition: Place,
    by: Annotated[str, typer.Option(help="who decides this (người quyết định)")],
    *,
    as_json: AsJson = False,
) -> None:
    """Have parked what a paused partition had read and cannot apply; its listener goes on within
    half a minute (cho giữ lại)."""
    if not by.strip():
        misused("--by must say something")
    services = cast(Services, context.obj or import_module("hieuhoc.commands.services"))

    def ask(connection: Connection) -> Row:
        mark = _mark(services.listeners(service), service, projection, partition)
        accepted = accept(connection, mark, by.strip())
        return {
            "projection": f"{mark.projection}.v{mark.version}",
            "topic": mark.topic,
            "partition": mark.partition,
            "through": accepted.read_through,
            "error": accepted.error,
            "by": accepted.accepted_by,
            "at": f"{accepted.accepted_at:%Y-%m-%d %H:%M:%S%z}",
        }

    show([_asked(service, ask)], as_json=as_json, nothing="")


def _mark(
    hearers: Sequence[Projection | Reaction], service: str, projection: str, partition: str
) -> Mark:
    """Of the partition that is meant."""
    known = {hearer.name: hearer for hearer in hearers}
    if projection not in known:
        misused(f"{service} has no {projection}; it has {', '.join(known) or 'none'}")
    topics = topics_of(known[projection])
    topic, _, number = partition.rpartition("/")
    topic = topic or (topics[0] if len(topics) == 1 else "")
    if topic not in topics:
        misused(f"{projection} hears {', '.join(topics)}: name one, as {topics[0]}/0")
    if not number.isdecimal() or int(number) >= TOPIC_BY_NAME[topic].partitions:
        misused(f"{topic} has partitions 0 to {TOPIC_BY_NAME[topic].partitions - 1}")
    return unheard(known[projection], (topic, int(number)))


def _succeeded(
    connection: Connection, services: Services, service: str, named: tuple[str, UUID]
) -> list[Redriven]:
    waiting = name_successor(connection, services.listeners(service), *named)
    done: list[Redriven] = []
    for hearer in services.listeners(service):
        mine = [w.letter for w in waiting if (w.projection, w.version) == _of(hearer)]
        done += _redriven_by(connection, services, service, (hearer, mine)) if mine else []
    return done


def _redriven(connection: Connection, services: Services, service: str, letter: int) -> Redriven:
    row, _ = shown(connection, letter)
    for hearer in services.listeners(service):
        if _of(hearer) == (row.projection, row.version):
            return _redriven_by(connection, services, service, (hearer, [letter]))[0]
    raise AnotherProjection(f"{service} runs no {row.projection} v{row.version}")


def _of(hearer: Projection | Reaction) -> tuple[str, int]:
    return hearer.name, hearer.version


Work = tuple[Projection | Reaction, Sequence[int]]
"""Whose letters, and which."""


def _redriven_by(
    connection: Connection, services: Services, service: str, work: Work
) -> list[Redriven]:
    hearer, letters = work
    if hasattr(hearer, "commands"):
        return asyncio.run(_ordered(connection, services, service, (hearer, letters)))
    return [redrive(connection, hearer, letter) for letter in letters]


async def _ordered(
    connection: Connection, services: Services, service: str, work: Work
) -> list[Redriven]:
    hearer, letters = cast(Reaction, work[0]), work[1]
    async with services.transactions(service) as transactions:
        return [
            await redrive_reaction(connection, hearer, transactions, letter) for letter in letters
        ]


def _asked(service: str, ask: Callable[[Connection], T]) -> T:
    no = (NoSuchLetter, AnotherProjection, RebuildWanted)
    return asked(service, "hieuhoc dead-letters", ask, *no)


def _row(letter: Parked) -> Row:
    return {
        "letter": letter.letter,
        "projection": f"{letter.projection}.v{letter.version}",
        "topic": letter.topic,
        "at": f"{letter.partition}/{letter.record_offset}",
        "subject": letter.subject,
        "type": letter.event_type,
        "reason": letter.reason,
        "since": f"{letter.parked_at:%Y-%m-%d %H:%M:%S%z}",
    }


def _record(contents: Contents) -> list[str]:
    headers = [f"header {name}: {_text(value)}" for name, value in contents.headers]
    return [f"key: {_text(contents.key)}", *headers, f"value: {_text(contents.value)}"]


def _text(value: bytes | None) -> str:
    """Control characters of a stranger's record do not reach the terminal."""
    return "(none)" if value is None else ascii(value.decode("utf-8", "backslashreplace"))[1:-1]
