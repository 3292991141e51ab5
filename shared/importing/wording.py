"""Which cells say words that are not about one person, so that what one means may be said of all
rows at once and is kept: no names, no numbers of people, no remarks about them."""

from typing import Final

from shared.importing.people import text
from shared.importing.table import Value

NAMING_NOBODY: Final = frozenset({
    "hamlet", "old_hamlet", "old_commune", "sex", "relation", "status", "standing", "registered",
    "chapter", "host_kind", "kind", "board", "topic", "venue", "month", "held_on", "founded_on",
    "joined", "members", "staff", "households", "population", "people", "attendances", "women",
    "cost", "cost_in_thousands", "cost_in_millions", "dues", "opening_balance",
    "place", "code", "document", "established_on", "appointed_on", "band", "score", "rating_year",
    "rated_on", "own-house", "seal", "loudspeaker", "library", "club", "computer", "equipment",
    "inhabitants", "adults", "workers", "officers", "pupils", "counted_on", "source",
    "first_on", "last_on", "total", "association-officers", "chapter-heads",
    "level", "parent", "parent_code", "valid_from", "old_place",
    "predecessor", "old_code", "how", "successor", "new_code", "effective_on",
    "hamlet-heads", "party-cell-secretaries", "residents", "teachers",
    "school", "school_class", "grants", "amount", "amount_each", "awarded_on", "received_on",
    "payment", "goods", "measure", "quantity", "value",
})  # fmt: skip
"""Fields of the kinds. Of one that is not listed nothing is mapped."""
MOST_DIGITS: Final = 8
"""With more, a word is a number of somebody."""


def names_nobody(words: str) -> bool:
    return sum(each.isdecimal() for each in words) <= MOST_DIGITS


def words_of(field: str | None, value: Value) -> str | None:
    """What a cell of the field says, if that may be said of many rows."""
    said = text(value)
    return said if field in NAMING_NOBODY and said and names_nobody(said) else None
