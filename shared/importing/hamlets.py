"""Which hamlet of a place is meant: Khu phố 2, KP2, K.Phố 02 or 2 alone."""

from collections.abc import Mapping
from typing import Final, Generic, NamedTuple, TypeVar

from shared.importing.doubts import Doubt, PlaceDoubtful, PlaceMissing, PlaceNotFound
from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.folding import bare, sounded

Hamlet = TypeVar("Hamlet")
KINDS: Final[Mapping[str, str]] = {
    "khu pho": "khu pho", "k pho": "khu pho", "khu p": "khu pho", "kp": "khu pho",
    "ap": "ap", "thon": "thon", "to dan pho": "to dan pho", "tdp": "to dan pho",
    "to dp": "to dan pho", "khom": "khom", "buon": "buon", "bon": "bon", "ban": "ban",
    "lang": "lang", "xom": "xom", "khoi pho": "khoi", "khoi": "khoi", "tieu khu": "tieu khu",
    "phum": "phum", "soc": "soc",
}  # fmt: skip
"""How a kind of hamlet is written, and which it is."""


class Said(NamedTuple):
    """`kind` None: not said."""

    kind: str | None
    name: str
    plain: str


def said_of(place: str) -> Said:
    """What the name of a hamlet says: the marks of its name count, how it is typed does not."""
    plain, heard = bare(place).split(), sounded(place).split()
    for length in (3, 2, 1):
        kind = KINDS.get(" ".join(plain[:length]))
        if kind is not None and len(plain) > length and len(plain) == len(heard):
            said = length + (plain[length] == "so" and len(plain) > length + 1)
            return Said(kind, " ".join(heard[said:]), " ".join(plain[said:]))
    return Said(None, " ".join(heard), " ".join(plain))


class Hamlets(Generic[Hamlet]):
    """Those of one place, by the names that they have on the day."""

    def __init__(self, named: Mapping[Hamlet, str]) -> None:
        self._said = {hamlet: said_of(name) for hamlet, name in named.items()}
        self._found: dict[str, Hamlet | type[Doubt]] = {}

    def find(self, value: Value) -> Hamlet:
        """Raises the Doubt of a place."""
        written = text(value)
        if written not in self._found:  # a list says the same few again and again
            self._found[written] = self._meant(written)
        found = self._found[written]
        if isinstance(found, type):
            raise found
        return found

    def _meant(self, written: str) -> Hamlet | type[Doubt]:
        if not written:
            return PlaceMissing
        said = said_of(written)
        of_kind = {h: each for h, each in self._said.items() if said.kind in (None, each.kind)}
        found = [hamlet for hamlet, each in of_kind.items() if each.name == said.name]
        if not found and written.isascii():
            found = [hamlet for hamlet, each in of_kind.items() if each.plain == said.plain]
        if not found:
            return PlaceNotFound
        if len(found) > 1:
            return PlaceDoubtful
        return found[0]
