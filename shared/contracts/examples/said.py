"""What all examples speak of."""

from datetime import date
from uuid import UUID

from shared.contracts.fields import Spell
from shared.vocabulary.identifiers import derived_id

DAY, LATER = date(2022, 9, 1), date(2023, 3, 1)


def named(what: str) -> UUID:
    return derived_id("example", what)


def spells(place: UUID) -> tuple[tuple[Spell, ...], tuple[Spell, ...]]:
    """Of a bearer that came to the place from another one: before, and after."""
    home = named("home")
    moved = Spell(place_id=home, since=DAY, until=LATER), Spell(place_id=place, since=LATER)
    return (Spell(place_id=home, since=DAY),), moved
