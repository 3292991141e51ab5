"""How the lists are called that funding understands, without the code that does."""

from enum import StrEnum


class ListKind(StrEnum):
    SCHOLARSHIPS = "scholarships"
    DONATIONS = "donations"
