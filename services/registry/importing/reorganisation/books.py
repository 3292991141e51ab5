"""Which places of the books the words of a reorganisation mean, as on the day before it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from services.registry.importing.placing import Called, PlaceNotHere, called, ever_lay_in
from services.registry.importing.reorganisation.doubts import PlaceAmbiguous
from services.registry.importing.reorganisation.saying import Said
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.hamlets import said_of
from shared.importing.kinds import Run
from shared.vocabulary.documents import document_number_if_any
from shared.vocabulary.folding import sounded
from shared.vocabulary.places import Attributes
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.places.searching import ever_within


class Books:
    """As its officer has them. What the document itself made is not there yet, so that a list read
    again says the same."""

    def __init__(self, run: Run, number: str, effective_on: date) -> None:
        self.tree, self._by, self.day = run.by.tree, run.by, effective_on
        self.before = effective_on - timedelta(days=1)
        self._number = number
        self._list = ever_within(self.tree, run.place_id)
        self._called: dict[str, list[tuple[UUID, Called]]] = defaultdict(list)
        for place_id, said in self._standing().items():
            meant = of_hamlet(said.name) if said.level == HAMLET else called(said.name)
            self._called[meant.plain].append((place_id, meant))

    def _standing(self) -> Mapping[UUID, Attributes]:
        """The day before, and what others begin on the day."""
        found: dict[UUID, Attributes] = {}
        for place in self.tree:
            if not place.is_established:
                continue
            begins = place.valid_from == self.day and not self._is_made_here(place.established_by)
            moment = self.day if begins else self.before
            said = place.attributes_on(moment)
            if said is not None:
                found[place.place_id] = said
        return found

    def _is_made_here(self, document: str | None) -> bool:
        return document_number_if_any(document) == self._number

    def attributes(self, place_id: UUID) -> Attributes:
        found = self.tree.attributes(place_id, self.before)
        found = found or self.tree.attributes(place_id, self.day)
        assert found is not None, "it was found"
        return found

    def find(self, said: Said) -> UUID:
        """Raises the Doubt of a place."""
        found = self.all(said)
        if not found:
            raise PlaceNotHere
        if len(found) > 1:
            raise PlaceAmbiguous
        if (
            said.code
            and any(map(str.isalpha, said.name))
            and found[0] not in self._named(said.name)
        ):
            raise BooksSayOtherwise
        return found[0]

    def all(self, said: Said) -> list[UUID]:
        """Those that may be meant: by the code, or by the name with what it lay in."""
        if said.code:
            return self._coded(said.code)
        found = [each for each in self._named(said.name) if self._by.reaches(each)]
        if len(found) > 1 and said.within:
            within = called(said.within)
            found = [each for each in found if ever_lay_in(self.tree, each, within)]
        here = [each for each in found if each in self._list]
        return here or found

    def _coded(self, code: str) -> list[UUID]:
        for each in dict.fromkeys((code, code.zfill(5), code.zfill(3), code.zfill(2))):
            found = self.tree.by_code(each, self.before)
            if found is not None and self._by.reaches(found):
                return [found]
        return []

    def _named(self, name: str) -> Iterable[UUID]:
        """By the marks of the name; by its letters alone where none are typed."""
        for meant in (called(name), of_hamlet(name)):
            near = self._called.get(meant.plain, ())
            of_kind = [one for one in near if meant.kind in (None, one[1].kind)]
            found = [n for n, each in of_kind if each.name == meant.name]
            if not found and name.isascii():
                found = [n for n, _ in of_kind]
            if found:
                return dict.fromkeys(found)
        return ()

    def above(self, place_id: UUID) -> UUID | None:
        """The nearest that it lay in and that is there on the day too."""
        for each in self.tree.ancestors(place_id, self.before):
            if self.tree.in_force(each, self.day):
                return each
        return None


def of_hamlet(name: str) -> Called:
    """As `called`, of hamlets."""
    said = said_of(name)
    return Called(said.kind and said.kind.replace(" ", "-"), said.name, said.plain)


def key_of(name: str) -> str:
    """Equal for two ways of writing one name, its kind included."""
    unit = called(name)
    if unit.kind is not None:
        return f"{unit.kind} {unit.name}"
    hamlet = of_hamlet(name)
    return f"{hamlet.kind or ''} {hamlet.name}" if hamlet.kind else sounded(name)
