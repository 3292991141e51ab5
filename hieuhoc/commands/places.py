"""`hieuhoc places import|show|history|reorganise|cancel`: bring Vietnam's places into the registry,
look one up, change them by a document, and take one back that was announced.

Import and show work on the registry's database itself (`REGISTRY_DATABASE`), through the same bulk
command as any other change; a reorganisation is an officer's, and asked over HTTP. Exit codes: 0,
1 refused or no answer, 2 misuse.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeVar
from uuid import UUID

import psycopg
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from hieuhoc.commands.place_history import history
from hieuhoc.commands.reorganising import cancel, reorganise
from hieuhoc.words import sentence_of
from services.registry.importing.vietnam_2025.proposals import place_proposals
from services.registry.importing.vietnam_2025.units import (
    LISTED_UNTIL,
    PACKAGE,
    VERSION,
    data_folder,
    read,
)
from services.registry.main import CARDS
from services.registry.places import changing
from services.registry.places.changing import Importer
from services.registry.places.territory.finding import find_code
from services.registry.places.tree import TheTree
from shared.eventstore.facts import Origin
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.relay import admission
from shared.telemetry.configuration import database_of
from shared.vocabulary.calendar import civil_day, system_clock
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.places import Link, Place, Tree
from shared.vocabulary.refusals import Refusal

REFUSED = 1
DATABASE = typer.Option(
    callback=lambda said: said or database_of("registry"),
    show_default=False,
    help="của sổ đăng ký (the registry's database; REGISTRY_DATABASE without it)",
)
DAY = typer.Option(formats=["%Y-%m-%d"], help="ngày (the day; today without it)")
TYPES = {
    "registry.place-established.v1": "thành lập (established)",
    "registry.place-altered.v1": "thay đổi (altered)",
    "registry.place-ended.v1": "hết hiệu lực (ended)",
    "registry.place-succeeded.v1": "kế thừa (succeeded)",
}
HOW = {
    "whole": "nhập toàn bộ",
    "part": "nhập một phần",
    "renamed": "đổi tên",
    "retyped": "đổi loại",
}
STEPS = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())

Answer = TypeVar("Answer")

app = typer.Typer(help="Địa bàn (places).", no_args_is_help=True)
app.command()(reorganise)
app.command()(cancel)
app.command()(history)


@app.command("import")
def import_places(
    database: Annotated[str, DATABASE] = "",
    files: Annotated[
        Path | None, typer.Option(help="thư mục dữ liệu của vietnamadminunits (its data folder)")
    ] = None,
) -> None:
    """Nhập địa bàn trước và sau ngày 1/7/2025 (both lists and what became of whom)."""

    with Progress(*STEPS, console=Console(stderr=True)) as bar:
        step = bar.add_task("đọc danh mục (reading)", total=3)

        async def bring(log: Store) -> dict[str, int]:
            vietnam = read(files or data_folder())
            bar.update(step, advance=1, description="so sánh hai danh mục (comparing)")
            proposals = place_proposals(vietnam)
            bar.update(step, advance=1, description="ghi vào sổ (recording)")
            importer = Importer(Origin("import:places", new_id()))
            made = await changing.import_places(Transactions(log), proposals, importer)
            bar.update(step, advance=1, description="xong (done)")
            return made

        made = _asked(database, bring)
    typer.echo(f"{PACKAGE} {VERSION}: {_listed(LISTED_UNTIL)}")
    for type_, words in TYPES.items():
        typer.echo(f"{made.get(type_, 0):>7}  {words}")
    if not made:
        typer.echo("Không có gì mới (nothing new).")


@app.command()
def show(
    code: Annotated[str, typer.Argument(help="mã địa bàn, ví dụ 27316 (code of the place)")],
    database: Annotated[str, DATABASE] = "",
    on: Annotated[datetime | None, DAY] = None,
) -> None:
    """Mã này là địa bàn nào vào ngày đó (which place a code names on a day)."""
    day = on.date() if on is not None else civil_day(system_clock())

    async def look(log: Store) -> tuple[Tree, Place]:
        tree = await TheTree(log).refreshed()
        return tree, find_code(tree, code, day)

    tree, place = _asked(database, look)
    for line in _lines(tree, place, day):
        typer.echo(line)
    if tree.listed_until is not None:
        typer.echo(f"  {_listed(tree.listed_until)}")


def _asked(database: str, question: Callable[[Store], Awaitable[Answer]]) -> Answer:
    async def ask() -> Answer:
        async with open_store(database, CARDS.facts, admit=admission(CARDS.outbox)) as store:
            return await question(store)

    try:
        return asyncio.run(ask())
    except Refusal as refusal:
        typer.echo(sentence_of(refusal), err=True)
    except psycopg.Error as error:
        typer.echo(f"cơ sở dữ liệu không trả lời (no answer from the database): {error}", err=True)
    raise typer.Exit(REFUSED)


def _listed(until: date) -> str:
    return f"danh mục địa bàn đến ngày {until} (official places as listed until that day)"


def _lines(tree: Tree, place: Place, day: date) -> Iterator[str]:
    line = [place.place_id, *tree.ancestors(place.place_id, day)]
    yield ", ".join(_name(tree, place_id, day) for place_id in line)
    yield f"  {place.valid_from or 'không rõ'} – {_end(place)}"
    yield f"  {place.place_id}"
    for links, words in ((place.predecessors, "từ"), (place.successors, "thành")):
        for link in links:
            yield f"  {words} {_linked(tree, link)}"


def _end(place: Place) -> str:
    return "nay" if place.ended_on is None else place.last_day.isoformat()


def _linked(tree: Tree, link: Link) -> str:
    other = tree.place(link.place_id)
    assert other is not None
    moment = min(max(link.effective_on, other.start), other.last_day)
    document = f" ({link.document_number})" if link.document_number else ""
    what = f"{_name(tree, link.place_id, moment)}: {HOW[link.how]}"
    return f"{what}, {link.effective_on}{document}"


def _name(tree: Tree, place_id: UUID, day: date) -> str:
    found = tree.attributes(place_id, day)
    assert found is not None
    return f"{found.name} ({found.code})" if found.code else found.name
