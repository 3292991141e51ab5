"""Ratios that say what they are a share of."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_HUNDREDTH = Decimal("0.01")


class Basis(StrEnum):
    """What the denominator counts; the same numerator over another basis is another figure."""

    TOTAL = "total"  # all there are
    REGISTERED = "registered"  # those that registered for the title year


@dataclass(frozen=True)
class Ratio:
    """Numerator over denominator. More than 100 per cent does occur and is shown as it is."""

    numerator: int
    denominator: int
    basis: Basis
    denominator_on: date

    @property
    def percent(self) -> Decimal | None:
        return percent(self.numerator, self.denominator)


def percent(numerator: int, denominator: int) -> Decimal | None:
    """To two decimals, halves up; None when there is nothing to divide by."""
    if denominator == 0:
        return None
    share = Decimal(numerator * 100) / Decimal(denominator)
    return share.quantize(_HUNDREDTH, ROUND_HALF_UP)
