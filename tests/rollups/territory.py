"""Small trees of places, and generated ones that were reorganised."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import Attributes, Change, Entry, How, Tree

LEVELS = ("province", "district", "commune", "hamlet")


def place_id(name: str) -> UUID:
    return derived_id("test-place", name)


def place(
    name: str, parent: str | None = None, code: str | None = None, on: date | None = None
) -> Entry:
    """A line that establishes a place; its level follows from how deep its name says it lies."""
    level = LEVELS[min(name.count("/"), 3)]
    above = place_id(parent) if parent else None
    attributes = Attributes(level, level, name, code, above)
    return Entry(Change.ESTABLISHED, place_id(name), on, attributes=attributes)


def ended(name: str, on: date) -> Entry:
    return Entry(Change.ENDED, place_id(name), on)


def became(name: str, successor: str, on: date, how: How = How.WHOLE) -> Entry:
    return Entry(Change.SUCCEEDED, place_id(name), on, successor_id=place_id(successor), how=how)


def moved(name: str, parent: str | None, on: date) -> Entry:
    """From that day the place lies in another one, or in none."""
    above = place_id(parent) if parent else None
    attributes = Attributes("hamlet", "hamlet", name, None, above)
    return Entry(Change.ALTERED, place_id(name), on, attributes=attributes, changed=("parent_id",))


TAN_BINH: Sequence[Entry] = (
    place("79", code="79"),
    place("79/766", "79", code="766"),
    place("79/766/26965", "79/766", code="26965"),
    place("79/766/26968", "79/766", code="26968"),
    place("79/766/26965/1", "79/766/26965"),
    place("79/766/26965/2", "79/766/26965"),
    place("79/766/26968/1", "79/766/26968"),
)

REFORM = date(2025, 7, 1)


@st.composite
def reorganised(draw: st.DrawFn) -> tuple[Tree, list[UUID]]:
    """A tree with communes merged and split on one day, and places something is counted at,
    some never heard of."""
    entries = [place("p0", code="01"), place("p1", code="02")]
    communes = [f"p{number % 2}/d/{number}" for number in range(draw(st.integers(1, 5)))]
    entries += [place("p0/d", "p0"), place("p1/d", "p1")]
    entries += [place(commune, commune[:4]) for commune in communes]
    hamlets = [f"{commune}/h" for commune in communes]
    entries += [place(hamlet, hamlet[:-2]) for hamlet in hamlets]
    entries += [place(f"p{number}/x/new", f"p{number}", on=REFORM) for number in (0, 1)]
    for commune in communes:
        entries += draw(st.sampled_from(_fates(commune)))
    names = draw(st.lists(st.sampled_from([*communes, *hamlets, "unheard", "p0", "p0/d"])))
    return Tree(entries), [place_id(name) for name in names]


def _fates(commune: str) -> list[list[Entry]]:
    """Goes on; becomes another whole, with or without its hamlet; is split, hamlet unplaced."""
    near, far = f"{commune[:2]}/x/new", f"p{1 - int(commune[1])}/x/new"
    whole = [ended(commune, REFORM), became(commune, near, REFORM)]
    parts = [became(commune, where, REFORM, How.PART) for where in (near, far)]
    return [
        [],
        whole,
        [*whole, moved(f"{commune}/h", near, REFORM)],
        [ended(commune, REFORM), *parts],
        [ended(commune, REFORM), *parts, moved(f"{commune}/h", None, REFORM)],
    ]
