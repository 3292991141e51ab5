"""Amounts of a row, in whole đồng."""

from typing import Final

from services.funding.importing.doubts import AmountsContradict
from shared.importing.amounts import money
from shared.importing.doubts import AmountWrong
from shared.importing.reading.lists import Line
from shared.importing.units import UNIT, unit_of
from shared.vocabulary.kinds import MOST_DONG

EACH: Final = "amount_each"


def dong(line: Line, field: str) -> int | None:
    """Of one cell, in the unit of its column or list. Raises a Doubt: «1tr5» and words are asked
    about."""
    unit = unit_of(line.headings.get(field, ""), line.values.get(UNIT))
    found = money(line.values.get(field), unit)
    if found is not None and found > MOST_DONG:
        raise AmountWrong
    return found


def of_several(line: Line, field: str, number: int | None) -> int | None:
    """The amount in `field`, else `number` times that of each. Raises AmountsContradict where both
    are said and differ."""
    whole, each = dong(line, field), dong(line, EACH)
    if number is None or each is None:
        return whole
    if whole is not None and whole != number * each:
        raise AmountsContradict
    return number * each
