"""`hieuhoc people affected --from … --to …`: whom a breach of that time affects, by reference only.

Exit codes: 0 done, 1 the database does not answer, 2 misuse.
"""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from hieuhoc.commands.databases import asked, misused
from hieuhoc.commands.listing import AsJson, Row, show
from services.registry.people.vault.affected import Affected, affected, exports_forgotten
from shared.vocabulary.calendar import VIETNAM

app = typer.Typer(no_args_is_help=True, help="Cá nhân (people).")

From = Annotated[
    str, typer.Option("--from", help="a day or an instant, e.g. 2026-11-24T08:30 (từ)")
]
To = Annotated[str, typer.Option("--to", help="a day, to its end, or an instant (đến)")]

FORGOTTEN = (
    "exports of that time are older than REGISTRY_DAYS_TO_KEEP_EXPORTS: whose names left in them is"
    " not known any more, and not listed."
)


@app.callback()
def people() -> None:
    """Cá nhân (people)."""


@app.command("affected")
def affected_(since: From, until: To, *, as_json: AsJson = False) -> None:
    """Whose data were opened, read or changed in that time: references, on which places, by whom
    (người có dữ liệu bị ảnh hưởng)."""
    first, last = _instant(since, timedelta()), _instant(until, timedelta(days=1))
    if first >= last:
        misused(f"--from {since} is not before --to {until}")
    found, forgotten = asked(
        "registry",
        "hieuhoc people",
        lambda line: (affected(line, first, last), exports_forgotten(line, first, last)),
    )
    if forgotten:
        typer.echo(f"{forgotten} {FORGOTTEN}", err=True)
    rows = [_row(each) for each in found]
    show(rows, as_json=as_json, nothing="Nobody's data were opened in that time.")


def _instant(said: str, of_a_day: timedelta) -> datetime:
    """In Vietnam, unless it says otherwise; a day is its beginning, and `of_a_day` later."""
    try:
        instant = datetime.fromisoformat(said)
    except ValueError:
        misused(f"{said} is neither a day (2026-11-24) nor an instant (2026-11-24T08:30)")
    if len(said) == len("2026-11-24"):
        instant += of_a_day
    return instant if instant.tzinfo else instant.replace(tzinfo=VIETNAM)


def _row(each: Affected) -> Row:
    return {
        "person_ref": str(each.person_ref),
        "place_id": str(each.place_id) if each.place_id else "",
        "through": ", ".join(each.through),
        "by": ", ".join(each.by),
        "first_at": f"{each.first_at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S%z}",
        "last_at": f"{each.last_at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S%z}",
    }
