"""Lists that give a row to each person, as small ones made on the spot."""

from datetime import date
from typing import Any

from services.registry.importing.household_members.households import Household, judged
from services.registry.importing.household_members.shape import SHAPE
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import understood
from shared.importing.report import Told
from shared.importing.table import Row, Sheet
from tests.support import land

TODAY = date(2026, 11, 27)
HAMLETS = Hamlets({land.HAMLET: "Khu phố 1", land.NEIGHBOUR: "Khu phố 2"})
HEADINGS = ("Số hộ", "Họ và tên", "Quan hệ", "Năm sinh", "CCCD", "Khu phố")


def read(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS, **said: Any) -> list[Any]:
    """A list of these rows, judged."""
    table = [Row(number, cells) for number, cells in enumerate((headings, *rows), 1)]
    (sheet,) = understood([Sheet("Nhân khẩu", table, **said)], SHAPE)
    context = Context(land.COMMUNE, TODAY, TODAY, HAMLETS)
    return judged(sheet.lines, context)


def households(judgements: list[Any]) -> list[list[int]]:
    """By household the rows that it was read from, its head's first."""
    right = [each for each in judgements if isinstance(each, Household)]
    return [[line.row for line in each.lines] for each in right]


def reasons(judgements: list[Any]) -> dict[int, str]:
    told = [each for each in judgements if isinstance(each, Told)]
    return {each.line.row: getattr(each.outcome, "reason", "") for each in told}
