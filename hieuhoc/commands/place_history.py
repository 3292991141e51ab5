"""`hieuhoc places history`: what decrees did to a place, to what it came of and what became of it.

Asks the registry's database where one is said and answers, else the lists that the project takes
along, and says which. Exit codes: 0, 1 refused, 2 misuse, 3 several places are called so.
"""

import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Final
from uuid import UUID

import psycopg
import typer

from hieuhoc.commands.listing import AsJson, Row, printable, show
from hieuhoc.words import sentence_of
from services.registry.importing.vietnam_2025.proposals import place_proposals
from services.registry.importing.vietnam_2025.units import PACKAGE, VERSION, data_folder, read
from services.registry.main import CARDS
from services.registry.places.api.histories import (
    DecreeAnswer,
    HappenedAnswer,
    HistoryAnswer,
    in_the_end,
    told,
)
from services.registry.places.territory.facts import entry
from services.registry.places.territory.finding import find_code, find_place
from services.registry.places.territory.history import What
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.places.tree import TheTree
from shared.eventstore.store import open_store
from shared.messaging.relay import admission
from shared.telemetry.configuration import database_of, says_database
from shared.vocabulary.calendar import civil_day, system_clock
from shared.vocabulary.places import Place, Tree
from shared.vocabulary.places.searching import PlaceNames
from shared.vocabulary.refusals import Refusal

REFUSED: Final = 1
SEVERAL: Final = 3
SECONDS: Final = 5
"""In which a database has to answer."""
REGISTRY: Final = "sổ đăng ký (the registry)"
TAKEN_ALONG: Final = f"danh mục {PACKAGE} {VERSION} (the lists taken along; no system asked)"
HOW: Final = {
    "whole": "nhập toàn bộ vào",
    "part": "nhập một phần vào",
    "renamed": "đổi tên thành",
    "retyped": "đổi loại thành",
}
SAYS: Final = {
    What.ESTABLISHED: "thành lập",
    What.ENDED: "hết hiệu lực",
    What.RENAMED: "đổi tên",
    What.RETYPED: "đổi loại",
    What.RECODED: "đổi mã",
    What.MOVED: "chuyển",
}

Known = tuple[str, Tree]
"""Where the places are from, and the places."""


def history(
    place: Annotated[str, typer.Argument(help="tên, mã hoặc id (name, code or id)")],
    database: Annotated[
        str, typer.Option(help="của sổ đăng ký (the registry's database)", show_default=False)
    ] = "",
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="ngày có hiệu lực (in force on the day)"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Lịch sử của một địa bàn theo từng văn bản (the decrees that made a place what it is)."""
    try:
        source, tree = _known(database)
        found = _called(tree, place, None if on is None else on.date())
        if len(found) > 1:
            _list(source, [_row(tree, each) for each in found], as_json=as_json)
            raise typer.Exit(SEVERAL)
        _tell(source, told(tree, found[0].place_id), as_json=as_json)
    except Refusal as refusal:
        typer.echo(sentence_of(refusal), err=True)
        raise typer.Exit(REFUSED) from None
    except psycopg.Error as error:
        typer.echo(f"cơ sở dữ liệu không trả lời (no answer from the database): {error}", err=True)
        raise typer.Exit(REFUSED) from None


def _known(database: str) -> Known:
    """Of a database that was named here, or nothing; of one that the environment names, if it
    answers: an edition that ran yesterday left its address."""
    if database:
        return REGISTRY, _recorded(database)
    if says_database("registry"):
        try:
            return REGISTRY, _recorded(database_of("registry"))
        except psycopg.OperationalError as error:
            line = str(error).partition("\n")[0]
            typer.echo(f"sổ đăng ký không trả lời (the registry is away): {line}", err=True)
    return TAKEN_ALONG, _taken_along()


@cache
def _taken_along() -> Tree:
    return Tree(list(map(entry, place_proposals(read(data_folder())))))


def _recorded(database: str) -> Tree:
    with psycopg.connect(database, connect_timeout=SECONDS):
        pass

    async def look() -> Tree:
        async with open_store(database, CARDS.facts, admit=admission(CARDS.outbox)) as store:
            return await TheTree(store).refreshed()

    return asyncio.run(look())


def _called(tree: Tree, asked: str, on: date | None) -> Sequence[Place]:
    """By id, by code on the day (today, without one), or by a name that it has or had: those that
    fit best. Raises PlaceUnknown where none does."""
    if asked.isdecimal():
        return [find_code(tree, asked, on or civil_day(system_clock()))]
    try:
        return [find_place(tree, UUID(asked))]
    except ValueError:
        pass
    matches = PlaceNames().found(tree, asked, wanted=lambda it: on is None or on in it.span)
    if not matches:
        raise PlaceUnknown(place=asked)
    best = [each for each in matches if each.rank[:3] == matches[0].rank[:3]]
    return [find_place(tree, each.place_id) for each in best]


def _row(tree: Tree, place: Place) -> Row:
    last = in_the_end(place)
    names = [tree.attributes(each, last) for each in tree.ancestors(place.place_id, last)]
    return {
        "name": place.last.name,
        "code": place.last.code,
        "in": ", ".join(each.name for each in names if each),
        "from": None if place.valid_from is None else place.valid_from.isoformat(),
        "ended_on": None if place.ended_on is None else place.ended_on.isoformat(),
        "place_id": str(place.place_id),
    }


def _list(source: str, places: Sequence[Row], *, as_json: bool) -> None:
    if as_json:
        _print_json({"source": source, "places": [dict(each) for each in places]})
        return
    show(places, as_json=False, nothing="")
    typer.echo("Nhiều địa bàn có tên này: chọn một id (several are called so: choose an id).")
    typer.echo(f"Theo {source}.")


def _tell(source: str, answer: HistoryAnswer, *, as_json: bool) -> None:
    if as_json:
        _print_json({"source": source} | answer.model_dump(mode="json"))
        return
    for line in _lines(answer):
        typer.echo(printable(line))
    typer.echo(f"Theo {source}.")


def _print_json(said: dict[str, Any]) -> None:
    typer.echo(json.dumps(said, ensure_ascii=False, indent=2))


def _lines(answer: HistoryAnswer) -> Iterator[str]:
    yield _name(answer.place.name, answer.place.code)
    for decree in answer.decrees:
        day = "không rõ" if decree.effective_on is None else decree.effective_on.isoformat()
        yield f"{day}{f', {decree.document_number}' if decree.document_number else ''}"
        yield from (f"  {_said(each)}" for each in decree.happened if not _goes_over(each, decree))


def _goes_over(happened: HappenedAnswer, decree: DecreeAnswer) -> bool:
    """Whether it is an end that another line tells with what became of the place."""
    over = {each.place.place_id for each in decree.happened if each.what is What.SUCCEEDED}
    return happened.what is What.ENDED and happened.place.place_id in over


def _said(happened: HappenedAnswer) -> str:
    name = _name(happened.place.name, happened.place.code)
    if happened.successor is not None and happened.how is not None:
        after = _name(happened.successor.name, happened.successor.code)
        return f"{name}: {HOW[happened.how]} {after}"
    if happened.before is None and happened.after is None:
        return f"{name}: {SAYS[happened.what]}"
    return f"{name}: {SAYS[happened.what]}, {happened.before or '–'} → {happened.after or '–'}"


def _name(name: str, code: str | None) -> str:
    return f"{name} ({code})" if code else name
