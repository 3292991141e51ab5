"""Lists as officers keep them: an .xlsx of families with two members each."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from benchmarks.people import name

HAMLETS: Final = 50
HEADINGS: Final = (
    "STT",
    "Số hộ",
    "Họ và tên",
    "Quan hệ với chủ hộ",
    "Năm sinh",
    "Số CCCD",
    "Điện thoại",
    "Khu phố",
    "Ghi chú",
)
PEOPLE: Final = 3
"""Of a family."""


def people(families: int, first: int = 0) -> Iterator[tuple[Any, ...]]:
    """The rows of families from number `first` on, each less than a million. One head in ten has no
    identity number, and no child has one."""
    chance = random.Random(first + 1)  # no secret
    for number in range(first, first + families):
        hamlet = f"Khu phố {number % HAMLETS + 1}"
        born = 1940 + chance.randrange(55)
        head = None if number % 10 == 9 else f"0790{born % 100:02}{number:06}"
        wife = born + 2
        day = f"{chance.randrange(1, 29)}/{chance.randrange(2, 13)}/{wife}"
        persons = (
            ("Chủ hộ", float(born), head, f"09{number:08}"),
            ("Vợ", day, f"0791{wife % 100:02}{number:06}", None),
            ("Con", float(born + 24), None, None),
        )
        for relation, birth, identity, phone in persons:
            yield number, name(chance), relation, birth, identity, phone, hamlet, None


def write(file: Path, families: int, first: int = 0) -> int:
    """How many rows it has."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as made:
        sheet = made.add_worksheet("Nhân khẩu")
        sheet.write_row(0, 0, ["DANH SÁCH HỘ GIA ĐÌNH VÀ NHÂN KHẨU"])
        sheet.write_row(2, 0, HEADINGS)
        for n, row in enumerate(people(families, first)):
            sheet.write_row(n + 3, 0, (float(n + 1), *row))
    return families * PEOPLE
