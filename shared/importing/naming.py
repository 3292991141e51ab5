"""What cells say of units, clans and other things that have a name and are no people."""

from shared.importing.doubts import UnitNameMissing
from shared.importing.people import text
from shared.importing.table import Value


def unit_name(value: Value) -> str:
    """In one line; of small letters only, every word begins with a capital. Raises
    UnitNameMissing."""
    said = text(value) if isinstance(value, str) else ""
    if not any(each.isalpha() for each in said) or said.startswith("#"):
        raise UnitNameMissing
    return said.title() if said.islower() else said
