"""Officers with one, two or three grants, of every kind there is."""

import random
from collections.abc import Sequence

from shared.web.identity import Grant, Reach
from tests.scope.lands import Land

ROLES = ("province-officer", "commune-officer", "hamlet-officer")
REACHES: tuple[Reach, ...] = ("subtree", "own")


def officers(land: Land, seed: int) -> list[Sequence[Grant]]:
    """One with each kind of place alone, the others with several grants on any."""
    chance = random.Random(seed)
    hamlets = chance.sample(land.names("hamlet"), 2)
    alone = ["province", "district", "ward a", "split ward", "merged ward", "north ward", *hamlets]
    found: list[Sequence[Grant]] = [[_grant(land, chance, place, "subtree")] for place in alone]
    found += [[_grant(land, chance, place, "own")] for place in ("province", "ward b", hamlets[0])]
    for number in (2, 3, 3):
        places = chance.sample(land.names(), number)
        found.append([_grant(land, chance, each, chance.choice(REACHES)) for each in places])
    return found


def _grant(land: Land, chance: random.Random, place: str, reach: Reach) -> Grant:
    roles = ROLES if land[place].level == "hamlet" else ROLES[:2]
    return Grant(chance.choice(roles), land[place].place_id, reach)
