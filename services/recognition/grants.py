"""Which officers may do what in recognition. The system may do everything."""

from typing import Final

from shared.web.scope import COMMUNE, HAMLET, PROVINCE, Actions

GRANTS: Final[Actions] = {
    # A hamlet proposes its families; it decides on nothing.
    "recognition.candidacy.register": (PROVINCE, COMMUNE, HAMLET),
    "recognition.candidacy.withdraw": (PROVINCE, COMMUNE, HAMLET),
    "recognition.candidacy.decide": (PROVINCE, COMMUNE),
    "recognition.title.revoke": (PROVINCE, COMMUNE),
    "recognition.bearer.read": (PROVINCE, COMMUNE, HAMLET),
}
