"""A search among all places of Vietnam, and the tree of places on a day, as the counter answers it.

    python -m benchmarks.places

What is measured is the work of an answer, from a name to its JSON, without the server around it:
names with one letter left out, half of them within a province; a place with those it lies in and
what lies in it, on a day before or after 1 July 2025.
"""

import random
import time
from collections.abc import Callable
from datetime import date
from uuid import UUID

from services.registry.importing.vietnam_2025.proposals import REFORM, place_proposals
from services.registry.importing.vietnam_2025.units import data_folder, read
from services.registry.places.api.routes import PlaceAnswer, answered
from services.registry.places.api.searching import PlacesFound, Sought, searched
from services.registry.places.api.shown import named
from services.registry.places.territory.facts import entry
from shared.vocabulary.places import Place, Tree
from shared.vocabulary.places.searching import PlaceNames

TIMED = 1_000
DAYS = (date(2025, 6, 30), REFORM)


def measure() -> list[str]:
    """The lines of the table."""
    tree = Tree(list(map(entry, place_proposals(read(data_folder())))))
    chance, places, names = random.Random(1), list(tree), PlaceNames()  # no secret
    search(names, tree, places[0], chance)  # which learns all names
    searching = nearly_all(lambda: search(names, tree, chance.choice(places), chance))
    showing = nearly_all(lambda: show(tree, chance.choice(places), chance.choice(DAYS)))
    return [
        f"| search among {len(places):,} places, p95 | {searching:.1f} ms | – | – | ≤ 5 ms |",
        f"| a place and what lies in it on a day, p95 | {showing:.1f} ms | – | – | ≤ 5 ms |",
    ]


def search(names: PlaceNames, tree: Tree, place: Place, chance: random.Random) -> str:
    name = place.last.name
    at = chance.randrange(len(name))
    within = top(place) if chance.random() < 0.5 else None
    sought = Sought(tree, REFORM, within, None, None)
    found: PlacesFound = searched(names, name[:at] + name[at + 1 :], sought)
    return found.model_dump_json()


def top(place: Place) -> UUID | None:
    return next((parent for _, parent in place.parents), None)


def show(tree: Tree, place: Place, day: date) -> str:
    shown: PlaceAnswer = answered(tree, place, day)
    below = [named(tree, child, day) for child in tree.children(place.place_id, day)]
    return shown.model_dump_json() + "".join(each.model_dump_json() for each in below)


def nearly_all(ask: Callable[[], object]) -> float:
    """Milliseconds within which 95 of a hundred are answered."""
    taken = []
    for _ in range(TIMED):
        began = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)[int(0.95 * TIMED)]


if __name__ == "__main__":
    print("\n".join(measure()))
