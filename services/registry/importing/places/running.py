"""Puts the hamlets of a list on the books, each in its commune, and meets what is there already:
each a command of its own, under a key of its import."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.registry.importing.hamlets.running import HAMLETS
from services.registry.importing.places.doubts import (
    ChangedByDocument,
    NoCommune,
    OfficialNotHere,
)
from services.registry.importing.places.list import PlaceRow, Since
from services.registry.importing.placing import PlaceNotHere, Places, called
from services.registry.importing.things import Outcome, recorded_unless_known
from services.registry.places.api.routes import HamletForm
from shared.importing.doubts import BooksSayOtherwise, Doubt, PlaceDoubtful, PlaceNotFound
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.documents import document_number_if_any
from shared.vocabulary.folding import sounded
from shared.vocabulary.places import Place
from shared.vocabulary.places.levels import COMMUNE
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked
from shared.web.counter import Counter

ABOUT_THE_PARENT: Final = (NoCommune, PlaceNotHere)


async def taken(counter: Counter, rows: Sequence[PlaceRow], run: Run) -> list[Told]:
    """What becomes of each row. What is on the books by its name is no other; another name, kind,
    code or place of it is no list's to say."""
    books = _Books(run)
    asked = [_asked(row, number, books, run) for number, row in enumerate(rows, 1)]
    communes = {each.number: each.form.commune_id for each in asked if isinstance(each, Asked)}

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        met = {n: books.hamlet(rows[n - 1], communes[n]) for n in new}
        return {n: outcome for n, outcome in met.items() if outcome is not None}

    outcomes = await recorded_unless_known(counter, HAMLETS, asked, known)
    return [_told(row, outcome) for row, outcome in zip(rows, outcomes, strict=True)]


def _told(row: PlaceRow, outcome: Outcome) -> Told:
    if not isinstance(outcome, Refusal):
        return Told(row.line, outcome)
    return Told(row.line, outcome, "parent" if isinstance(outcome, ABOUT_THE_PARENT) else "place")


def _asked(
    row: PlaceRow, number: int, books: "_Books", run: Run
) -> Asked[HamletForm] | Refusal | Became:
    if row.hamlet is None:
        return books.official(row)
    try:
        commune_id = books.commune(row)
    except Doubt as doubt:
        return doubt
    said: dict[str, Any] = {
        "commune_id": str(commune_id),
        "kind": row.hamlet.kind,
        "name": row.hamlet.name,
        "document_number": row.document,
        "valid_from": row.since.day and row.since.day.isoformat(),
    }
    return run.asked(number, row.line, HamletForm, said)


class _Books:
    """What stands there on the day of the list, as far as its officer has it."""

    def __init__(self, run: Run) -> None:
        self._run, self._places = run, Places(run)
        self._hamlets: dict[tuple[UUID, date], Hamlets[UUID]] = {}

    def commune(self, row: PlaceRow) -> UUID:
        """In which a hamlet is said to lie; nothing said: in that of the list. Raises the Doubt of
        a place."""
        found = self._places.find(row.parent)
        if self._places.known.get(found) is None:  # the list's own, out of reach
            return found
        if self._places.known[found].level != COMMUNE:
            raise NoCommune
        return found

    def hamlet(self, row: PlaceRow, commune_id: UUID) -> Outcome | None:
        """None: the commune has none of this name."""
        assert row.hamlet is not None, "rows of hamlets are asked for"
        try:
            found = self._of(commune_id, row.since.day).find(row.hamlet.name)
        except PlaceNotFound:
            return None
        except Doubt as doubt:
            return doubt
        if row.former and sounded(row.former) != sounded(row.hamlet.name):
            return ChangedByDocument()
        return self._says_the_same(row, found)

    def _of(self, commune_id: UUID, since: date | None) -> Hamlets[UUID]:
        """Those on the day of the list, and on that from which the row has it."""
        day = max(self._run.on, since or self._run.on)
        if (commune_id, day) not in self._hamlets:
            by, on = self._run.by, self._run.on
            ids = {*by.tree.children(commune_id, on), *by.tree.children(commune_id, day)}
            named = {n: by.tree.attributes(n, on) or by.tree.attributes(n, day) for n in ids}
            hamlets = {n: each.name for n, each in named.items() if each and by.reaches(n)}
            self._hamlets[commune_id, day] = Hamlets(hamlets)
        return self._hamlets[commune_id, day]

    def official(self, row: PlaceRow) -> Outcome:
        """What the books say of a place above hamlets, which no list makes."""
        coded = self._places.coded(row.code) if row.code else []
        if len(coded) == 1:
            found = coded[0]
        else:
            named = self._places.units(row.name)
            if len(named) != 1:
                return PlaceDoubtful() if named else OfficialNotHere()
            found = named[0]
        if self._is_otherwise(row, found):
            return ChangedByDocument()
        return self._says_the_same(row, found)

    def _is_otherwise(self, row: PlaceRow, found: UUID) -> bool:
        books, meant = self._places.known[found], called(row.name)
        name = called(books.name)
        same = meant.name == name.name or (row.name.isascii() and meant.plain == name.plain)
        kind = meant.kind or row.unit_kind
        if not same or kind not in (None, name.kind, books.kind):
            return True
        if row.code and found not in self._places.coded(row.code):
            return True
        if not row.parent:
            return False
        try:
            above = self._places.find(row.parent)
        except Doubt:
            return True
        return above not in self._run.by.tree.ancestors(found, self._run.on)

    def _says_the_same(self, row: PlaceRow, found: UUID) -> Outcome:
        """Since when, and by which document, where both say so."""
        place = self._run.by.tree.place(found)
        assert place is not None, "it is on the books"
        otherwise = _begins_otherwise(row.since, place) or _is_by_another(row.document, place)
        return BooksSayOtherwise() if otherwise else Became.UNCHANGED


def _begins_otherwise(since: Since, place: Place) -> bool:
    return since.said and since.day != place.valid_from


def _is_by_another(number: str | None, place: Place) -> bool:
    by = document_number_if_any(place.established_by)
    return None not in (number, by) and number != by
