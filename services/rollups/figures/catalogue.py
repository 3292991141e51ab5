"""All reports, in one list. What stands here is asked for at `/rollups/v1/reports/<name>`."""

from typing import Final

from services.rollups.figures.ratios import Basis
from services.rollups.figures.reports import Column, Number, Report, Share

_FAMILIES, _REGISTERED, _RECOGNISED = map(Number, ("families", "registered", "recognised"))

REPORTS: Final = (
    # Registered and recognised are different things, and either is a share of all families;
    # recognised is a share of those registered too.
    Report(
        "families",
        "Families registered for and recognised with a title of a year, place by place.",
        (
            Column("families", _FAMILIES),
            Column("registered", _REGISTERED),
            Column("registered_new", Number("registered-new")),
            Column("registered_renewed", Number("registered-renewed")),
            Column("recognised", _RECOGNISED),
            Column("registered_of_families", Share(_REGISTERED, _FAMILIES, Basis.TOTAL)),
            Column("recognised_of_families", Share(_RECOGNISED, _FAMILIES, Basis.TOTAL)),
            Column("recognised_of_registered", Share(_RECOGNISED, _REGISTERED, Basis.REGISTERED)),
        ),
    ),
)
