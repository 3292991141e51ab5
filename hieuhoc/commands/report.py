"""`hieuhoc report`: a place's figures as plain text in Vietnamese, or as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import httpx2
import typer

from services.rollups.words import REPORT
from shared.vocabulary.calendar import VIETNAM
from shared.vocabulary.titles import TITLES

Body = Mapping[str, Any]
Ask = Callable[[Mapping[str, str]], Body]
"""Asks `GET /rollups/v1/reports/families` with these parameters, of a running system or of the
laptop edition; raises Refused."""

PATIENCE = 30.0

DAY = typer.Option(formats=["%Y-%m-%d"])


def over_http(address: str, token: str) -> Ask:
    """Asks a running system, such as `http://127.0.0.1:8005`, as the officer of the token."""

    def ask(asked: Mapping[str, str]) -> Body:
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "vi"}
        url = f"{address}/rollups/v1/reports/families"
        try:
            answer = httpx2.get(url, params=dict(asked), headers=headers, timeout=PATIENCE)
        except httpx2.TransportError:
            raise Refused(REPORT["unreachable"].format(address=address)) from None
        try:
            body: Body = answer.json()
        except ValueError:  # somebody else answers there, a proxy for one
            raise Refused(REPORT["unreachable"].format(address=address)) from None
        if answer.is_error:
            raise Refused(body["detail"])
        return body

    return ask


class Refused(Exception):
    """The system said no; the sentence says why, in Vietnamese."""

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class Misused(Refused):
    """The command was not told enough."""

    exit_code = 2


def reporting(ask: Ask) -> Callable[..., None]:
    """The command `report`, which asks so."""

    def report(
        *,
        place: Annotated[str, typer.Option(help="Mã địa bàn, ví dụ 766 (code of the place)")],
        on: Annotated[datetime, DAY],
        year: Annotated[int, typer.Option(help="Năm danh hiệu (title year)")],
        title: Annotated[str, typer.Option(help="Danh hiệu (title)")] = "family",
        as_of: Annotated[datetime | None, DAY] = None,
        boundary: Annotated[datetime | None, DAY] = None,
        as_json: Annotated[bool, typer.Option("--json", help="In ra JSON")] = False,
    ) -> None:
        """In báo cáo của một địa bàn vào một ngày (a place's figures on a day)."""
        asked = {"place_code": place, "on": _day(on), "title": title, "year": str(year)}
        if as_of is not None:
            asked["as_of"] = _day(as_of)
        if boundary is not None:
            asked["boundary"] = _day(boundary)
        try:
            body = ask(asked)
        except Refused as refused:
            typer.echo(refused.sentence, err=True)
            raise typer.Exit(refused.exit_code) from None
        written = json.dumps(body, ensure_ascii=False, indent=2) if as_json else text_of(body)
        typer.echo(written)

    return report


def _day(given: datetime) -> str:
    return given.date().isoformat()


def text_of(body: Body) -> str:
    """The report as an officer reads it."""
    return "\n".join([*_heading(body), "", *_table(body), "", *_footing(body)])


def _heading(body: Body) -> Iterator[str]:
    whole, day = body["whole"], _written_day(body["on"])
    known = TITLES.get(body["title"])
    title = body["title"] if known is None else known.name
    place = _place(whole["place"])
    yield REPORT["heading"].format(title=title, year=body["year"], place=place, on=day)
    if body["places_until"] is not None:
        yield REPORT["places-until"].format(day=_written_day(body["places_until"]))
    yield ""
    yield _ratio_line("registered", whole["registered_of_families"])
    new, renewed = _number(whole["registered_new"]), _number(whole["registered_renewed"])
    yield REPORT["registrations"].format(new=new, renewed=renewed)
    yield _ratio_line("recognised", whole["recognised_of_families"])
    yield _ratio_line("of-registered", whole["recognised_of_registered"])


def _ratio_line(word: str, ratio: Body) -> str:
    written = f"{_fraction(ratio)} ({_percent(ratio)})"
    return REPORT[word].format(ratio=written, on=_written_day(ratio["denominator_on"]))


def _table(body: Body) -> Iterator[str]:
    columns = ("families", "registered-column", "share-column", "recognised-column", "share-column")
    rows = [[REPORT["place"], *(REPORT[column] for column in columns)]]
    rows += [[_label(line), *_cells(line)] for line in body["lines"]]
    rows.append([REPORT["sum"], *_cells(body["whole"])])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for label, *cells in rows:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([label.ljust(widths[0]), *numbers])


def _cells(line: Body) -> list[str]:
    return [
        _number(line["families"]),
        _number(line["registered"]),
        _percent(line["registered_of_families"], nothing="–"),
        _number(line["recognised"]),
        _percent(line["recognised_of_families"], nothing="–"),
    ]


def _footing(body: Body) -> Iterator[str]:
    if body["boundary"]:
        yield REPORT["boundary"].format(boundary=_written_day(body["boundary"]))
    if body["as_of"]:
        yield REPORT["as-of"].format(as_of=_written_day(body["as_of"]))
    if not body["data_as_of"]:
        yield REPORT["empty"]
        return
    known = datetime.fromisoformat(body["data_as_of"]).astimezone(VIETNAM)
    day = _written_day(known.date().isoformat())
    yield REPORT["fresh"].format(time=known.strftime("%H:%M"), day=day)
    if body.get("rebuild_wanted"):  # a service of before does not say it
        yield REPORT["rebuild-wanted"]


def _label(line: Body) -> str:
    return _place(line["place"]) if line["part"] == "child" else REPORT[line["part"]]


def _place(place: Body | None) -> str:
    if place is None:
        return REPORT["everywhere"]
    name = place["name"] or REPORT["nameless"]
    return f"{name} ({place['code']})" if place["code"] else name


def _number(value: int) -> str:
    return _in_vietnamese(f"{value:,}")


def _in_vietnamese(number: str) -> str:
    """A point for every thousand, a comma before the fraction: `58.234`, `90,23`."""
    return number.translate(str.maketrans(",.", ".,"))


def _fraction(ratio: Body) -> str:
    return f"{_number(ratio['numerator'])}/{_number(ratio['denominator'])}"


def _percent(ratio: Body, nothing: str = REPORT["nothing"]) -> str:
    if ratio["percent"] is None:
        return nothing
    return f"{_in_vietnamese(format(Decimal(ratio['percent']), ',.2f'))}%"


def _written_day(day: str) -> str:
    known = date.fromisoformat(day)
    return f"{known.day}/{known.month}/{known.year}"
