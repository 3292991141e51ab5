"""Who may do what in recognition. The system may do everything."""

from collections.abc import Mapping
from typing import Final

GRANTS: Final[Mapping[str, frozenset[str]]] = {
    "province-officer": frozenset(
        {
            "recognition.candidacy.register",
            "recognition.candidacy.withdraw",
            "recognition.candidacy.decide",
            "recognition.title.revoke",
            "recognition.bearer.read",
        }
    ),
    # A commune decides on titles.
    "commune-officer": frozenset(
        {
            "recognition.candidacy.register",
            "recognition.candidacy.withdraw",
            "recognition.candidacy.decide",
            "recognition.title.revoke",
            "recognition.bearer.read",
        }
    ),
    # A hamlet proposes its families; it decides on nothing.
    "hamlet-officer": frozenset(
        {
            "recognition.candidacy.register",
            "recognition.candidacy.withdraw",
            "recognition.bearer.read",
        }
    ),
}
