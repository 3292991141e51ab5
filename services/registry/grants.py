"""Who may do what in the register. The system may do everything."""

from collections.abc import Mapping
from typing import Final

GRANTS: Final[Mapping[str, frozenset[str]]] = {
    # A province's officers oversee everything in it; the territory itself is not theirs.
    "province-officer": frozenset(
        {
            "registry.place.read",
            "registry.place.establish",  # of hamlets: nothing else is established by officers
            "registry.family.read",
            "registry.family.register",
            "registry.clan.read",
            "registry.clan.register",
            "registry.clan.dissolve",
            "registry.centre.read",
            "registry.centre.establish",
            "registry.class.hold",
            "registry.person.read",
            "registry.person.list",
            "registry.person.erase",
        }
    ),
    # A commune registers.
    "commune-officer": frozenset(
        {
            "registry.place.read",
            "registry.place.establish",  # of hamlets: nothing else is established by officers
            "registry.family.read",
            "registry.family.register",
            "registry.clan.read",
            "registry.clan.register",
            "registry.clan.dissolve",
            "registry.centre.read",
            "registry.centre.establish",
            "registry.class.hold",
            "registry.person.read",
            "registry.person.list",
            "registry.person.erase",
        }
    ),
    # A hamlet registers its families.
    "hamlet-officer": frozenset(
        {
            "registry.place.read",
            "registry.family.read",
            "registry.family.register",
            "registry.clan.read",
            "registry.centre.read",
        }
    ),
}

SHARES: Final[Mapping[str, float]] = {
    "registry.person.*": 0.1,
    "registry.family.register": 0.5,
}
"""What part of all that an officer may ask may be for these actions: each of them opens people's
data, or tells whether somebody's number is known."""
