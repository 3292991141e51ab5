"""Which officers may do what in rollups. The system may do everything."""

from typing import Final

from shared.web.scope import COMMUNE, HAMLET, PROVINCE, Actions

GRANTS: Final[Actions] = {
    "rollups.figure.read": (PROVINCE, COMMUNE, HAMLET),
    "rollups.figure.list": (PROVINCE, COMMUNE),
}
