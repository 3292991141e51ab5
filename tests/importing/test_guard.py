"""A hostile or broken file is refused in plain words, quickly, and nothing else happens."""

import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_

from shared.importing import refusals
from shared.importing.guard import MEGABYTE, MOST_MEGABYTES
from shared.importing.refusals import FileRefused
from shared.importing.sources.reading_apart import Limits, sheets_of
from shared.importing.table import letters as letters_of
from tests.importing import older_formats as old
from tests.importing.fixtures import part, rows, set_a, with_part

LIST = rows(["Họ và tên chủ hộ", "Năm sinh"], ["Nguyễn Thị Học", 1980])
LARGE = rows(*([f"Nguyễn Thị {number}", number] for number in range(20_000)))
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<c r="{at}" t="inlineStr"><is><t>x</t></is></c>'


QUICK = Limits(seconds=2)
"""Of processor time, whatever else the machine does."""


def refused(name: str, data: bytes) -> type[FileRefused]:
    with pytest.raises(FileRefused) as caught:
        sheets_of(name, data, QUICK)
    return caught.type


def sheet_of_xml(body: str) -> bytes:
    begin, _, rest = part(LIST, SHEET).decode().partition("<sheetData>")
    _, _, end = rest.partition("</sheetData>")
    return with_part(LIST, SHEET, f"{begin}<sheetData>{body}</sheetData>{end}".encode())


def far_ends() -> bytes:
    return sheet_of_xml(
        f'<row r="1">{CELL.format(at="A1")}</row>'
        f'<row r="1048576">{CELL.format(at="XFD1048576")}</row>'
    )


def encrypted_zip() -> bytes:
    closed = bytearray(LIST)
    at = closed.find(b"PK\x01\x02")
    closed[at + 8] |= 1
    return bytes(closed)


def repeated_zeros() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"\0" * 30 * MEGABYTE)
    return file.getvalue()


def many_parts() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for number in range(2_001):
            package.writestr(f"xl/worksheets/sheet{number}.xml", b"")
    return file.getvalue()


def packed(name: str, content: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return file.getvalue()


def of_untrue_size(name: str) -> bytes:
    """A part of which the package says that it is small."""
    data = bytearray(with_part(LIST, name, b"<sst>" + b"<si><t>a</t></si>" * 3 * MEGABYTE))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        (length,) = struct.unpack_from("<H", data, at + 28)
        if data[at + 46 : at + 46 + length].decode() == name:
            struct.pack_into("<I", data, at + 24, 1_000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def many_sheets(times: int, part_of_each: str | None = None) -> bytes:
    """Each of the same part, so that it would be read again and again."""
    book = part(LIST, "xl/workbook.xml").decode()
    begin, _, rest = book.partition("<sheets>")
    one, _, end = rest.partition("</sheets>")
    sheets = "".join(
        one.replace("Danh sách", f"s{n}").replace('sheetId="1"', f'sheetId="{n + 1}"')
        for n in range(times)
    )
    return with_part(LIST, "xl/workbook.xml", f"{begin}<sheets>{sheets}</sheets>{end}".encode())


def xls_with_a_password() -> bytes:
    data = old.a07()
    for kind, at in old.records(data):
        if kind == 0x42:
            struct.pack_into("<H", data, at - 4, 0x2F)
    return bytes(data)


def xls_of_far_ends() -> bytes:
    data = old.a07()
    last = [at for kind, at in old.records(data) if kind == old.CELL][-1]
    struct.pack_into("<HH", data, last, 65_535, 255)
    return bytes(data)


def ods_with_a_password() -> bytes:
    closed = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    return with_part(open_document("x"), "META-INF/manifest.xml", closed.encode())


FAR = refusals.FileHasTooManyColumns


def ten_thousand_headings() -> bytes:
    columns = [letters_of(number) for number in range(1, 10_001)]
    return sheet_of_xml(
        "".join(
            f'<row r="{n}">{"".join(CELL.format(at=f"{each}{n}") for each in columns)}</row>'
            for n in range(1, 61)
        )
    )


def one_text_in_many_cells(letters: int = 30_000, rows: int = 3_000) -> bytes:
    many = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{c}{n}" t="s"><v>0</v></c>' for c in "ABCDEFGHIJ")
        + "</row>"
        for n in range(1, rows + 1)
    )
    data = part(LIST, "xl/sharedStrings.xml").decode()
    begin, _, rest = data.partition("<si>")
    _, _, end = rest.partition("</si>")
    texts = f"{begin}<si><t>{'x' * letters}</t></si>{end}"
    return with_part(sheet_of_xml(many), "xl/sharedStrings.xml", texts.encode())


OPEN_DOCUMENT_BOMB = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="a"><table:table-row table:number-rows-repeated="{rows}">'
    '<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
    "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    "</office:spreadsheet></office:body></office:document-content>"
)


def open_document(content: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
    return file.getvalue()


def repeated(times: int, across: int) -> bytes:
    return open_document(OPEN_DOCUMENT_BOMB.format(rows=times, columns=across))


BILLION_LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><sst>&c;</sst>'
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
OLD_HTML = b"\xef\xbb\xbf\r\n <html><table><tr><td>1</td></tr></table></html>"
HOSTILE: dict[str, tuple[str, Callable[[], bytes], type[FileRefused]]] = {
    "no bytes": ("a.xlsx", lambda: b"", refusals.FileEmpty),
    "blanks only": ("a.csv", lambda: b" \r\n" * 9, refusals.FileEmpty),
    "too large": ("a.csv", lambda: b"a,b\n" * (MOST_MEGABYTES * 250_001), refusals.FileTooLarge),
    "another format": ("a.pdf", lambda: b"%PDF-1.7", refusals.FormatUnknown),
    "no extension": ("danh sach", lambda: LIST, refusals.FormatUnknown),
    "wrong extension": ("a.csv", lambda: LIST, refusals.ExtensionWrong),
    "new under an old name": ("a.xls", lambda: LIST, refusals.ExtensionWrong),
    "text named .xlsx": ("a.xlsx", lambda: b"a,b\n1,2", refusals.FileDamaged),
    "html named .xls": ("a.xls", lambda: OLD_HTML, refusals.FileIsPage),
    "xml named .xls": ("a.xls", lambda: b"<?xml version='1.0'?><Workbook/>", refusals.FileIsPage),
    "truncated": ("a.xlsx", lambda: LIST[: len(LIST) // 2], refusals.FileDamaged),
    "truncated .xls": ("a.xls", lambda: COMPOUND, refusals.FileDamaged),
    "closed by a password": (
        "a.xlsx",
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        refusals.FileEncrypted,
    ),
    "parts encrypted": ("a.xlsx", encrypted_zip, refusals.FileEncrypted),
    "zip bomb": ("a.xlsx", repeated_zeros, refusals.FileBomb),
    "too many parts": ("a.xlsx", many_parts, refusals.FileBomb),
    "dimension bomb": ("a.xlsx", far_ends, refusals.FileTooWide),
    "a document type": (
        "a.xlsx",
        lambda: with_part(LIST, "xl/sharedStrings.xml", BILLION_LAUGHS),
        refusals.FileHasDocumentType,
    ),
    "a document type in UTF-16": (
        "a.xlsx",
        lambda: with_part(LIST, "xl/styles.xml", BILLION_LAUGHS.decode().encode("utf-16")),
        refusals.FileHasDocumentType,
    ),
    "external links": (
        "a.xlsx",
        lambda: with_part(LIST, "xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        refusals.FileHasExternalLinks,
    ),
    "no workbook within": (
        "a.xlsx",
        lambda: with_part(LIST, "xl/workbook.xml", b"<workbook"),
        refusals.FileDamaged,
    ),
    "repeated cells": ("a.ods", lambda: repeated(1_000_000, 16_000), refusals.FileTooWide),
    "repeated rows": ("a.ods", lambda: repeated(1_000_000, 9), refusals.FileTooWide),
    "letters lost": (
        "a.csv",
        lambda: "Họ và tên\n".encode() + b"Nguy?n Th? H?c\nTr?n V?n B?y\n",
        refusals.LettersLost,
    ),
    "a package in a package": (
        "a.xlsx",
        lambda: packed("a/b.xlsx", repeated_zeros()),
        refusals.FormatUnknown,
    ),
    "one huge part": ("a.xlsx", lambda: packed("a", bytes(401 * MEGABYTE)), refusals.FileBomb),
    "texts of untrue size": (
        "a.xlsx",
        lambda: of_untrue_size("xl/sharedStrings.xml"),
        refusals.FileDamaged,
    ),
    "a sheet of untrue size": ("a.xlsx", lambda: of_untrue_size(SHEET), refusals.FileDamaged),
    "ten thousand sheets": ("a.xlsx", lambda: many_sheets(10_000), refusals.FileBomb),
    "one part as two sheets": ("a.xlsx", lambda: many_sheets(2), refusals.FileDamaged),
    "one text in many cells": ("a.xlsx", one_text_in_many_cells, refusals.FileBomb),
    "one shorter text in more cells": (
        "a.xlsx",
        lambda: one_text_in_many_cells(1_600, rows=10_000),
        refusals.FileBomb,
    ),
    "rows of ten thousand headings": ("a.xlsx", ten_thousand_headings, FAR),
    "a record of ten thousand headings": ("a.csv", lambda: b"a," * 10_000 + b"\n", FAR),
    "rows of ten thousand headings, open": ("a.ods", lambda: repeated(60, 10_000), FAR),
    "an .xls closed by a password": ("a.xls", xls_with_a_password, refusals.FileEncrypted),
    "an .ods closed by a password": ("a.ods", ods_with_a_password, refusals.FileEncrypted),
    "an .xls of far ends": ("a.xls", xls_of_far_ends, refusals.FileTooWide),
    "macros": ("a.xlsm", lambda: LIST, refusals.FormatUnknown),
    "a page of several parts": (
        "a.xls",
        lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>",
        refusals.FileIsPage,
    ),
    "one endless line": ("a.csv", lambda: b"a" * 19 * MEGABYTE, refusals.FileDamaged),
    "one endless record": ("a.csv", lambda: b"a," * 9 * MEGABYTE, refusals.FileTooWide),
    "millions of records": ("a.csv", lambda: b"a\n" * 9 * MEGABYTE, refusals.FileTooWide),
    "a quote that never ends": (
        "a.csv",
        lambda: b'a,b\n"' + b"x,\n" * 500_000,
        refusals.FileDamaged,
    ),
    "NUL in text": ("a.csv", lambda: b"a,b\n" * 1_000 + b"\0,1", refusals.FileDamaged),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_in_plain_words_within_two_seconds(case: str) -> None:
    name, data, why = HOSTILE[case]
    assert refused(name, data()) is why


@pytest.mark.parametrize("limits", [Limits(memory=20 * MEGABYTE), Limits(seconds=0)])
def test_the_death_of_who_reads_a_file_refuses_it_and_nothing_else(limits: Limits) -> None:
    with pytest.raises(refusals.FileUnreadable):
        sheets_of("a.xlsx", LARGE, limits)
    assert sheets_of("a.xlsx", LARGE)


def test_who_reads_a_file_is_told_no_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    spy = f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(str({{*os.environ}}))"
    (tmp_path / "sitecustomize.py").write_text(spy)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("REGISTRY_VAULT_KEY", "secret")

    assert sheets_of("a.xlsx", LIST)

    assert "PYTHONPATH" in told.read_text()
    assert "VAULT" not in told.read_text()


def test_what_somebody_noted_far_aside_is_read() -> None:
    data = sheet_of_xml(f'<row r="1">{CELL.format(at="A1")}{CELL.format(at="ABC1")}</row>')
    ((row,),) = (each.rows for each in sheets_of("a.xlsx", data, QUICK))
    assert sorted(row.filled) == [1, 731]


def test_a_sheet_of_formatted_rows_is_read_for_what_stands_in_it() -> None:
    formatted = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 200_003))
    data = sheet_of_xml(f'<row r="2">{CELL.format(at="B2")}</row>{formatted}')

    (sheet,) = sheets_of("a.xlsx", data)

    assert [(row.number, row.cells) for row in sheet.rows] == [(2, (None, "x"))]


def test_styles_that_never_end_are_passed_over() -> None:
    styles = "<x>" + "<style:style a>" * 300_000
    data = old.open_document(
        old.sheet("a", [old.row([old.cell("x")])]), parts={"styles.xml": styles}
    )
    (sheet,) = sheets_of("a.ods", data, QUICK)
    assert [row.cells for row in sheet.rows] == [("x",)]


def test_a_formula_however_deep_is_its_result_and_macros_are_nothing() -> None:
    deep = f"<f>{'(' * 8_000}1{')' * 8_000}</f>"
    data = sheet_of_xml(f'<row r="1"><c r="A1">{deep}<v>1</v></c></row>')
    (sheet,) = sheets_of("a.xlsx", with_part(data, "xl/vbaProject.bin", b"\xd0\xcf"), QUICK)
    assert [row.cells for row in sheet.rows] == [(1.0,)]


def test_a_sheet_of_merged_cells_and_nothing_else_is_empty() -> None:
    sheet = part(sheet_of_xml(""), SHEET).decode()
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = with_part(LIST, SHEET, sheet.replace("</sheetData>", merged).encode())
    assert [each.rows for each in sheets_of("a.xlsx", data, QUICK)] == [[]]


@settings(max_examples=12, deadline=None)
@given(any_.integers(1, len(LIST) - 1), any_.binary(min_size=1, max_size=4))
def test_whatever_befalls_the_bytes_the_file_is_read_or_refused(at: int, other: bytes) -> None:
    changed = LIST[:at] + other + LIST[at + len(other) :]
    with suppress(FileRefused):
        assert isinstance(sheets_of("a.xlsx", changed), list)


@pytest.mark.parametrize("name", ["A07_dong-ho_font-cu.xls", "A10_buoi-hoc_tthtcd_2025.ods"])
def test_half_of_a_file_of_an_older_format_is_refused(name: str) -> None:
    data = (set_a() / name).read_bytes()
    refused(name, data[: len(data) // 2])
