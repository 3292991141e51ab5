"""Control sums of lists: in đồng whatever their unit, and by sheet where not every sheet states
one."""

from services.registry.importing.kinds import KINDS
from services.registry.importing.names import ListKind
from shared.importing.reading.lists import understood
from shared.importing.report import Became, Told, said
from shared.importing.summing import Sum, sums_of
from shared.importing.table import Row, Sheet, Value

KIND = KINDS[ListKind.CENTRE_SESSIONS]
HEADING = ("STT", "Ngày", "Chuyên đề", "Số lượt người", "Kinh phí")
UNIT = ("ĐVT: 1.000 đồng",)


def session(cost: float) -> tuple[Value, ...]:
    return (1.0, "05/03/2025", "Pháp luật", 40.0, cost)


def total(cost: float | None) -> tuple[Value, ...]:
    return (None, "Tổng cộng", None, None, cost)


def costs(*sheets: list[tuple[Value, ...]]) -> dict[str, Sum]:
    """As if each row added what stands in its cell, in thousands."""
    tables = [
        Sheet(f"Quý {n}", [Row(at, row) for at, row in enumerate(rows, 1)])
        for n, rows in enumerate(sheets, 1)
    ]
    read = understood(tables, KIND.shape)
    lines = [line for each in read for line in each.lines]
    told = [
        Told(each, Became.NEW, adds={"cost": float(str(each.values["cost"])) * 1_000})
        for each in lines
    ]
    found = sums_of(read, [said(each, str) for each in told])
    return {name: each for name, each in found.items() if name.startswith("cost")}


def test_a_total_is_stated_in_the_unit_of_its_list() -> None:
    found = costs([UNIT, HEADING, session(750.0), session(250.0), total(1_500.0)])
    assert found == {"cost": Sum(1_000_000, 1_500_000)}


def test_what_every_sheet_states_is_one_sum() -> None:
    sheets = [[UNIT, HEADING, session(750.0), total(n)] for n in (750.0, 800.0)]
    assert costs(*sheets) == {"cost": Sum(1_500_000, 1_550_000)}


def test_what_some_sheets_state_stands_beside_their_own_rows() -> None:
    sheets = [[UNIT, HEADING, session(750.0), total(n)] for n in (None, 800.0)]
    assert costs(*sheets) == {"cost": Sum(1_500_000, None), "cost: Quý 2": Sum(750_000, 800_000)}


def test_a_sheet_without_right_rows_needs_to_state_nothing() -> None:
    sheets = [[UNIT, HEADING, session(0.0), total(None)], [UNIT, HEADING, session(5.0), total(5.0)]]
    assert costs(*sheets) == {"cost": Sum(5_000, 5_000)}
