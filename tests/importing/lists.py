"""Lists of a kind as small ones made on the spot, judged by their rows alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context, Readable
from shared.importing.reading.lists import Understood, understood
from shared.importing.report import Told
from shared.importing.table import Row, Sheet
from tests.support import land

Reasons = Mapping[int, tuple[str, bool]]


def understood_of(kind: Readable[Any], rows: Sequence[tuple[Any, ...]], name: str) -> Understood:
    """Blank cells are None; row numbers are those of the table, from 1."""
    table = [Row(n, tuple(cells)) for n, cells in enumerate(rows, 1) if any(cells)]
    (sheet,) = understood([Sheet(name, table)], kind.shape)
    return sheet


def judged(
    kind: Readable[Any],
    rows: Sequence[tuple[Any, ...]],
    answers: Mapping[str, str] | None = None,
    name: str = "Danh sách",
) -> list[Any]:
    sheet = understood_of(kind, rows, name)
    day = land.TODAY
    context = Context(land.COMMUNE, day, day, Hamlets({}), answers or {})
    return [*kind.judged(sheet.lines, context)]


def right(found: Sequence[Any]) -> list[Any]:
    return [each for each in found if not isinstance(each, Told)]


def reasons(found: Sequence[Any]) -> Reasons:
    """By row, why it is not taken, and whether it asks."""
    return {
        each.line.row: (getattr(each.outcome, "reason", ""), getattr(each.outcome, "asks", False))
        for each in found
        if isinstance(each, Told)
    }
