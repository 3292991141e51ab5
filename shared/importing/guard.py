"""What is asked of a file's bytes before anybody opens it: cheap, and with nothing unpacked."""

import io
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from shared.importing.refusals import (
    ExtensionWrong,
    FileBomb,
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileHasExternalLinks,
    FileIsPage,
    FileTooLarge,
    FormatUnknown,
)

MEGABYTE: Final = 1_000_000
MOST_MEGABYTES: Final = 20
MOST_PARTS: Final = 2_000
MOST_UNPACKED: Final = 400 * MEGABYTE
SMALL: Final = 5 * MEGABYTE
MOST_TIMES_LARGER: Final = 200
"""A sheet of nothing but formatted rows unpacks to some 60 times its size; a bomb to 1,000."""

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_BYTE_ORDER: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_IS_ENCRYPTED: Final = 0x1


class Format(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


def format_of(name: str, data: bytes) -> Format:
    """What the file is; raises FileRefused where it is not what its name says, or is hostile."""
    if not data.strip(b"\0 \t\r\n"):
        raise FileEmpty
    if len(data) > MOST_MEGABYTES * MEGABYTE:
        raise FileTooLarge(megabytes=MOST_MEGABYTES)
    said = PurePosixPath(name).suffix.lower().removeprefix(".")
    if said not in {*Format}:
        raise FormatUnknown
    found = _found(data, Format(said))
    if found != said:
        raise ExtensionWrong(format=f".{found}")
    return found


def _found(data: bytes, said: Format) -> Format:
    if data.startswith(_ZIP):
        return _packed(data)
    if data.startswith(_COMPOUND):
        if _ENCRYPTED_PACKAGE in data:
            raise FileEncrypted
        return Format.XLS
    if _is_page(data):
        raise FileIsPage
    if said is not Format.CSV:
        raise FileDamaged
    return Format.CSV


def _packed(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OverflowError):
        raise FileDamaged from None
    _require_bounded(parts, len(data))
    names = {part.filename for part in parts}
    if len(names) < len(parts):
        raise FileDamaged
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise FileHasExternalLinks
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if "content.xml" in names:
        return Format.ODS
    raise FormatUnknown


def _require_bounded(parts: list[zipfile.ZipInfo], packed: int) -> None:
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise FileEncrypted
    unpacked = sum(part.file_size for part in parts)
    swells = unpacked > SMALL and unpacked > MOST_TIMES_LARGER * packed
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swells:
        raise FileBomb


def _is_page(data: bytes) -> bool:
    start = data[:400]
    for mark in _BYTE_ORDER:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith((b"<", b"MIME-Version:"))
