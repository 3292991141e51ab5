"""The workbooks of lists: one to fill in, and one that came back with what is wrong in it."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from hieuhoc.commands.imports_asked import IDENTITY, at_register
from hieuhoc.commands.imports_told import end_with, ours
from hieuhoc.commands.reorganising import MISUSED, Refused
from services.funding.importing.names import ListKind as Tried
from services.registry.importing.names import ListKind

NO_IMPORT: Final = "{said} không phải là mã lần nhập. (This is no id of an import.)"
THERE: Final = (
    "{file} đã có, không ghi đè; tên khác: --out. (The file is there already: name another.)"
)
UNWRITABLE: Final = "{file}: {why}. Hãy chọn chỗ khác bằng --out. (Nothing can be written there.)"
FILLED_IN: Final = (
    "{file}: hãy điền vào, rồi gọi (fill it in, then): {hieuhoc} import {kind} {file} --place MÃ"
)
CORRECTED: Final = (
    "{file}: cột «Lỗi» nói từng dòng sai ở đâu. Sửa, lưu, rồi gửi lại; dòng đã ghi được bỏ qua."
    " (Correct what the column says and send it again: what is registered is left as it is.)"
)
STDOUT: Final = Path("-")
KINDS: Final = [*map(str, ListKind), *map(str, Tried)]
Out = Annotated[
    Path | None, typer.Option(dir_okay=False, help="ghi vào tệp này (where it is written)")
]


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise typer.BadParameter(", ".join(sorted(KINDS)))
    return kind


def template_of(
    kind: Annotated[str, typer.Argument(callback=_known, help="loại danh sách (kind of list)")],
    *,
    out: Out = None,
) -> None:
    """Tệp mẫu để điền, có danh sách chọn và một dòng ví dụ (a workbook to fill in; its example is
    never imported)."""
    file = out or Path(f"hieuhoc-{kind}.xlsx")
    try:
        _written(file, _to_fill_in(kind))
    except Refused as refused:
        end_with(refused)
    typer.echo(FILLED_IN.format(hieuhoc=ours(), file=file, kind=kind), err=file == STDOUT)


def workbook_of(
    import_id: Annotated[str, typer.Argument(help="mã lần nhập (id of the import)")],
    *,
    out: Out = None,
) -> None:
    """Danh sách của một lần nhập, có cột «Lỗi» và ô tô màu, để sửa rồi gửi lại (its lists with what
    is wrong in them, to be corrected and sent again)."""
    file = out or Path(f"hieuhoc-{import_id}.xlsx")
    try:
        require_id(import_id)
        _written(file, at_register(lambda register: register.workbook(import_id)))
    except Refused as refused:
        end_with(refused)
    typer.echo(CORRECTED.format(file=file), err=file == STDOUT)


def kind_called(name: str) -> Any:
    """The kind of list itself, by the code of its service, which is read for this only."""
    service = "registry" if name in [*ListKind] else "funding"
    return import_module(f"services.{service}.importing.kinds").KINDS[name]


def _to_fill_in(kind: str) -> bytes:
    template = import_module("shared.importing.templates").template
    return b"".join(template(kind_called(kind)))


def require_id(said: str) -> None:
    """Raises Refused."""
    if not IDENTITY.fullmatch(said):
        raise Refused(MISUSED, NO_IMPORT.format(said=said), code="hieuhoc.no-import-id")


def _written(file: Path, content: bytes) -> None:
    """Raises Refused. What is there already stays: an officer may have worked on it."""
    if file == STDOUT:
        sys.stdout.buffer.write(content)
        return
    try:
        with file.open("xb") as new:
            new.write(content)
    except FileExistsError:
        raise Refused(MISUSED, THERE.format(file=file)) from None
    except OSError as error:
        raise Refused(MISUSED, UNWRITABLE.format(file=file, why=error.strerror)) from None
