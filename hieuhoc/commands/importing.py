"""`hieuhoc import <kind> FILE`: a list, from a file to the register, after a dry run; and
`hieuhoc import list|show|undo|mend|template|workbook`.

Exit codes: 0 all rows right, 1 refused or no answer, 2 misuse, 3 some rows rejected or to ask.
"""

from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand

from hieuhoc.commands.imports_asked import at_register
from hieuhoc.commands.imports_brought import Json, Place, Yes, bringing, day_of, mend, place_of
from hieuhoc.commands.imports_of_places import places
from hieuhoc.commands.imports_shown import line_of, text_of, undone_of
from hieuhoc.commands.imports_told import agreed, end_with, json_text
from hieuhoc.commands.imports_tried import trying
from hieuhoc.commands.imports_workbooks import kind_called, require_id, template_of, workbook_of
from hieuhoc.commands.reorganising import Refused
from services.funding.importing.names import ListKind as Tried
from services.registry.importing.names import ListKind

UNDO: Final = "Hoàn tác lần nhập này? (Undo this import?) [y/N]: "
NOT_UNDONE: Final = "Chưa rút gì: cần trả lời y, hoặc --yes. (Nothing undone: answer y, or --yes.)"

Which = Annotated[str, typer.Argument(help="mã lần nhập (id of the import)")]


app = typer.Typer(help="Nhập dữ liệu (bring data in).", no_args_is_help=True)


class OfKind(TyperCommand):
    """Asks a service's code what a list has for headings when somebody asks for help: whoever
    brings a list in does not wait for that code."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self.help = f"{self.help} {kind_called(str(self.name)).headings}"
        super().format_help(ctx, formatter)


for _kind in ListKind:
    if _kind is ListKind.PLACES:  # called as the official places are
        continue
    app.command(
        _kind, help=f"Nhập danh sách {_kind} của một địa bàn (a list of a place).", cls=OfKind
    )(bringing(_kind))
for _tried in Tried:
    app.command(_tried, help=f"Chạy thử danh sách {_tried} (try a list, --dry-run).", cls=OfKind)(
        trying(_tried)
    )
app.command("mend")(mend)
app.command("template")(template_of)
app.command("workbook")(workbook_of)
app.command("places")(places)


@app.command("list")
def listed(place: Place = "", *, as_json: Json = False) -> None:
    """Các lần nhập của một địa bàn (the imports of a place)."""
    try:
        code, today = place_of(place), day_of(None, say=False)
        found = at_register(lambda register: register.imports(register.place(code, today)))
    except Refused as refused:
        end_with(refused, as_json=as_json)
    typer.echo(json_text(found) if as_json else "\n".join(map(line_of, found)))


@app.command()
def show(import_id: Which, *, as_json: Json = False) -> None:
    """Một lần nhập: đến đâu, dòng nào sai (an import: how far it is, and which rows are wrong)."""
    try:
        told = at_register(lambda register: register.told(import_id))
    except Refused as refused:
        end_with(refused, as_json=as_json)
    report = told["report"]
    whole = line_of(told) if report is None else f"{line_of(told)}\n{text_of(report)}"
    typer.echo(json_text(told) if as_json else whole)


@app.command()
def undo(import_id: Which, *, yes: Yes = False, as_json: Json = False) -> None:
    """Hoàn tác một lần nhập: rút khỏi sổ mọi thứ nó mang vào (all that an import brought is
    withdrawn, unless something was built on it)."""
    try:
        require_id(import_id)
        if not yes:
            agreed(UNDO, NOT_UNDONE)
        told = at_register(lambda register: register.undo(import_id))
    except Refused as refused:
        end_with(refused, as_json=as_json)
    typer.echo(json_text(told) if as_json else undone_of(told))
