"""Who may do what in notifications. The system may do everything."""

from collections.abc import Mapping
from typing import Final

GRANTS: Final[Mapping[str, frozenset[str]]] = {
    "province-officer": frozenset(
        {
            "notifications.delivery.read",
        }
    ),
    "commune-officer": frozenset(
        {
            "notifications.delivery.read",
        }
    ),
}
