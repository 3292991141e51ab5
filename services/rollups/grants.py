"""Who may do what in rollups. The system may do everything."""

from collections.abc import Mapping
from typing import Final

GRANTS: Final[Mapping[str, frozenset[str]]] = {
    "province-officer": frozenset(
        {
            "rollups.figure.read",
            "rollups.figure.list",
        }
    ),
    "commune-officer": frozenset(
        {
            "rollups.figure.read",
            "rollups.figure.list",
        }
    ),
    "hamlet-officer": frozenset(
        {
            "rollups.figure.read",
        }
    ),
}
