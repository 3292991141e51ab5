"""Who may do what in funding. The system may do everything."""

from collections.abc import Mapping
from typing import Final

GRANTS: Final[Mapping[str, frozenset[str]]] = {
    "province-officer": frozenset(
        {
            "funding.fund.open",
            "funding.fund.read",
            "funding.scholarship.award",
            "funding.scholarship.read",
        }
    ),
    # A commune gives scholarships.
    "commune-officer": frozenset(
        {
            "funding.fund.open",
            "funding.fund.read",
            "funding.scholarship.award",
            "funding.scholarship.read",
        }
    ),
    "hamlet-officer": frozenset(
        {
            "funding.scholarship.read",
        }
    ),
}
