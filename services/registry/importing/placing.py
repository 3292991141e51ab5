"""Which place of the land a cell means: the place of the list or one below it, by its code or by
its name, of whichever level."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from uuid import UUID

from shared.importing.doubts import Doubt, PlaceDoubtful
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Run
from shared.importing.people import text
from shared.importing.reading.rows import group_said, sub_heading
from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare, sounded
from shared.vocabulary.places import Attributes, Tree
from shared.vocabulary.places.levels import HAMLET

MOST_WORDS: Final = 6
"""Of the name of a place; what is longer is a sentence."""
_OF_ITS_OFFICE: Final = re.compile(r"^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)\s+", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\s*\(([^()]*)\)\s*$")
CODE: Final = re.compile(r"\d{2,5}")
UNITS: Final[Mapping[str, str]] = {
    "xa": "xa", "x": "xa", "phuong": "phuong", "p": "phuong", "thi tran": "thi-tran",
    "tt": "thi-tran", "dac khu": "dac-khu", "tinh": "tinh", "thanh pho": "thanh-pho",
    "tp": "thanh-pho", "huyen": "huyen", "h": "huyen", "quan": "quan", "q": "quan",
    "thi xa": "thi-xa", "tx": "thi-xa",
}  # fmt: skip
"""How a kind of place above hamlets is written, and which it is."""


class PlaceNotHere(Doubt):
    code, reason = "importing.place-not-here", "place"
    sentence = (
        "Neither the place of this list nor any place in it has this code or name: correct it, or "
        "put that place on the books first."
    )


class Called(NamedTuple):
    """`kind` None: none is said; `name` with its marks, `plain` without."""

    kind: str | None
    name: str
    plain: str


def called(name: str) -> Called:
    """What the name of a commune, a district or a province says."""
    plain, heard = bare(name).split(), sounded(name).split()
    for length in (2, 1):
        kind = UNITS.get(" ".join(plain[:length]))
        if kind is not None and len(heard) == len(plain) > length:
            return Called(kind, " ".join(heard[length:]), " ".join(plain[length:]))
    return Called(None, " ".join(heard), " ".join(plain))


def code_said(value: Value) -> str | None:
    """None: what is said is no code of a place."""
    said = text(value)
    return said if CODE.fullmatch(said) else None


def over_places(row: Row) -> str | None:
    """The commune, district or province that a row says alone, or the name of a sheet."""
    alone = group_said(row) or sub_heading(row)
    said = _OF_ITS_OFFICE.sub("", " ".join(alone.split())).strip(" :.-–") if alone else ""
    meant = called(_ASIDE.sub("", said))
    return said if meant.kind and len(meant.plain.split()) <= MOST_WORDS else None


def ever_lay_in(tree: Tree, place_id: UUID, within: Called) -> bool:
    """Whether the place ever lay in one of that name, the marks of which may be left out."""
    seen, waiting = {place_id}, [place_id]
    while waiting:
        place = tree.place(waiting.pop())
        for _, above in () if place is None else place.parents_through():
            if above is None or above in seen or (over := tree.place(above)) is None:
                continue
            if any(called(name).plain == within.plain for _, name in over.names_through()):
                return True
            seen.add(above)
            waiting.append(above)
    return False


class Places:
    """The place of a list and all below it that its officer has, as on the day of the list. Of
    others it is as if they were not there."""

    def __init__(self, run: Run) -> None:
        by, self.top = run.by, run.place_id
        self._tree = by.tree
        below = dict.fromkeys((run.place_id, *by.tree.below(run.place_id, run.on)))
        said = {each: by.tree.attributes(each, run.on) for each in below if by.reaches(each)}
        self.known: dict[UUID, Attributes] = {n: each for n, each in said.items() if each}
        self._called = {
            n: called(each.name) for n, each in self.known.items() if each.level != HAMLET
        }
        hamlets = {n: each.name for n, each in self.known.items() if each.level == HAMLET}
        self._hamlets = Hamlets(hamlets)

    def find(self, value: Value) -> UUID:
        """The place of the list where nothing is said. Raises the Doubt of a place."""
        said = text(value)
        if not said:
            return self.top
        if CODE.fullmatch(said):
            return self._by_code(said)
        found = self.units(said)
        if len(found) > 1:
            raise PlaceDoubtful
        return found[0] if found else self._hamlet(said)

    def units(self, said: str) -> list[UUID]:
        """Those above hamlets that are called so, «xã An Phú (huyện Củ Chi)» too: in what is said
        in brackets, where one of them ever lay in such."""
        aside = _ASIDE.search(said)
        found = self._units(_ASIDE.sub("", said) if aside else said)
        within = called(aside[1]) if aside else None
        if within is None or len(found) < 2:
            return found
        return [each for each in found if ever_lay_in(self._tree, each, within)] or found

    def coded(self, said: str) -> list[UUID]:
        """Those that carry the code. A zero that a number lost in front is none of its own."""
        meant = {said, said.zfill(5), said.zfill(3), said.zfill(2)}
        exact = [n for n, each in self.known.items() if each.code == said]
        return exact or [n for n, each in self.known.items() if each.code in meant]

    def _by_code(self, said: str) -> UUID:
        found = self.coded(said)
        if not found:
            return self._hamlet(said)
        if len(found) > 1:
            raise PlaceDoubtful
        return found[0]

    def _units(self, said: str) -> list[UUID]:
        meant = called(said)
        of_kind = {n: c for n, c in self._called.items() if meant.kind in (None, c.kind)}
        found = [n for n, c in of_kind.items() if c.name == meant.name]
        if not found and said.isascii():
            found = [n for n, c in of_kind.items() if c.plain == meant.plain]
        return found

    def _hamlet(self, said: str) -> UUID:
        try:
            return self._hamlets.find(said)
        except PlaceDoubtful:
            raise
        except Doubt:
            raise PlaceNotHere from None
