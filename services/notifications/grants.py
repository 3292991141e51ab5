"""Which officers may do what in notifications. The system may do everything."""

from typing import Final

from shared.web.scope import COMMUNE, PROVINCE, Actions

GRANTS: Final[Actions] = {
    "notifications.delivery.read": (PROVINCE, COMMUNE),
}
