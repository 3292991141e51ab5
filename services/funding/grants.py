"""Which officers may do what in funding. The system may do everything."""

from typing import Final

from shared.web.scope import COMMUNE, HAMLET, PROVINCE, Actions

GRANTS: Final[Actions] = {
    "funding.fund.open": (PROVINCE, COMMUNE),
    "funding.fund.allocate": (PROVINCE, COMMUNE),
    "funding.fund.read": (PROVINCE, COMMUNE),
    "funding.scholarship.award": (PROVINCE, COMMUNE),
    "funding.scholarship.read": (PROVINCE, COMMUNE, HAMLET),
}
