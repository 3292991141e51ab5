"""Workbooks of older formats, made on the spot: an .xls of set A changed record by record, and .ods
from XML."""

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from tests.importing.fixtures import set_a

HEADER: Final = 512
"""In A07 the workbook stands in one piece behind it."""
ROW, FONT, CELL, SHEET = 0x208, 0x31, 0xFD, 0x85
UNUSED_FONT, UNUSED_STYLE = 5, 16
"""In A07: no cell is written in the sixth font, which is that of the style."""


def a07() -> bytearray:
    return bytearray((set_a() / "A07_dong-ho_font-cu.xls").read_bytes())


def records(data: bytearray) -> Iterator[tuple[int, int]]:
    """The kind of each, and where its body begins."""
    at = HEADER
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if not kind:
            return
        yield kind, at + 4
        at += 4 + length


def hide(data: bytearray, row: int) -> None:
    for kind, at in records(data):
        if kind == ROW and data[at : at + 2] == struct.pack("<H", row - 1):
            data[at + 12] |= 0x20


def strike(data: bytearray, row: int, column: int) -> None:
    fonts = [at for kind, at in records(data) if kind == FONT]
    data[fonts[UNUSED_FONT] + 2] |= 0x08
    here = struct.pack("<HH", row - 1, column - 1)
    for kind, at in records(data):
        if kind == CELL and data[at : at + 4] == here:
            data[at + 4 : at + 6] = struct.pack("<H", UNUSED_STYLE)


def hide_sheet(data: bytearray) -> None:
    (at,) = [at for kind, at in records(data) if kind == SHEET]
    data[at + 4] |= 1


NAMES: Final = " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
    for each in ("office", "table", "text", "style")
)
STYLES: Final = (
    '<style:style style:name="struck" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="made-of-it" style:family="table-cell" '
    'style:parent-style-name="struck"/>'
    '<style:style style:name="taken-off" style:family="table-cell" '
    'style:parent-style-name="struck"><style:text-properties '
    'style:text-line-through-style="none"/></style:style>'
    '<style:style style:name="hidden" style:family="table"><style:table-properties '
    'table:display="false"/></style:style>'
)


def cell(text: str, style: str = "") -> str:
    said = f' table:style-name="{style}"' if style else ""
    if not text:
        return f"<table:table-cell{said}/>"
    words = f"<text:p>{escape(text)}</text:p>"
    return f'<table:table-cell{said} office:value-type="string">{words}</table:table-cell>'


def row(cells: Sequence[str], **said: str) -> str:
    """`said`: of its attributes, `_` for what stands between words."""
    attributes = "".join(f' table:{name.replace("_", "-")}="{n}"' for name, n in said.items())
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def sheet(name: str, rows: Sequence[str], columns: str = "", style: str = "") -> str:
    said = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{said}>{columns}{"".join(rows)}</table:table>'


def open_document(*sheets: str, parts: Mapping[str, str] | None = None) -> bytes:
    """`parts`: of the package, beside what stands in it always."""
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
        for name, said in (parts or {}).items():
            package.writestr(name, said)
    return file.getvalue()
