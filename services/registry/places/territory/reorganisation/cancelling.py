"""Cancelling what a document announced: everything is as if it had not been, and what was recorded
since still holds. Where it would not, it builds on the document, and has to go first."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from services.registry.places.territory.facts import PlaceChangesCancelled
from services.registry.places.territory.reorganisation.reading import Reaches
from services.registry.places.territory.rules import require_order
from services.registry.places.territory.territory import Territory
from shared.vocabulary.places import Change, Entry, Tree, standing
from shared.vocabulary.refusals import OPEN, Kind, Refusal


class ReorganisationBuiltOn(Refusal):
    code = "registry.reorganisation-built-on"
    kind = Kind.CONFLICT
    sentence = (
        "Document {document_number} cannot be cancelled: what document {later} says of {place} "
        "for {day} builds on it. Cancel that one first; it can be announced again afterwards."
    )


class Announced:
    """What a document announced for its day, as it stands in the territory."""

    def __init__(self, territory: Territory, number: str, day: date) -> None:
        self._number, self._day = number, day
        ever, lines = territory.tree.entries, standing(territory.tree.entries)
        self._ever = [line for line in ever if self._said(line)]
        found = [n for n, line in enumerate(lines) if self._said(line)]
        self.lines: Sequence[Entry] = [lines[n] for n in found]
        self._later = [line for line in lines[found[0] :] if not self._said(line)] if found else []
        self._without = Tree([line for line in lines if not self._said(line)])

    def _said(self, line: Entry) -> bool:
        return (line.on, line.document_number) == (self._day, self._number)

    def is_within(self, reaches: Reaches) -> bool:
        """Whether every place that it speaks or spoke of, and does not make, may be changed by
        whoever asks: as was asked of whoever announced it."""
        made = {line.place_id for line in self._ever if line.change is Change.ESTABLISHED}
        return all(map(reaches, {*self._spoken_of()} - made))

    def _spoken_of(self) -> Iterator[UUID | None]:
        for line in self._ever:
            yield line.place_id
            if line.successor_id is not None:
                yield line.successor_id
            if line.attributes is not None and "parent_id" in line.changed:
                yield line.attributes.parent_id or line.place_id
            if line.change is Change.ESTABLISHED and line.attributes is not None:
                yield line.attributes.parent_id

    def cancelled(self) -> list[PlaceChangesCancelled]:
        """One fact for each of its places. Refuses what something builds on."""
        moved = {line.place_id for line in self.lines if "parent_id" in line.changed}
        for line in self._later:
            if line.place_id in moved and "parent_id" in line.changed and self._follows(line):
                raise self._built_on(line)
        checked: set[UUID] = set()
        for line in self._later:
            if line.place_id not in checked:
                checked.add(line.place_id)
                self._require_order(line)
        ids = dict.fromkeys(line.place_id for line in self.lines)
        return [PlaceChangesCancelled(each, self._day, self._number) for each in ids]

    def _follows(self, line: Entry) -> bool:
        return line.on is not None and line.on > self._day

    def _require_order(self, line: Entry) -> None:
        try:
            require_order(self._without, [line.place_id])
        except Refusal:
            raise self._built_on(self._last_of(line)) from None

    def _last_of(self, line: Entry) -> Entry:
        """What was said of that place last of a day to come after this: that is what builds on."""
        said = [each for each in self._later if each.place_id == line.place_id]
        return next((each for each in reversed(said) if self._follows(each)), said[-1])

    def _built_on(self, line: Entry) -> ReorganisationBuiltOn:
        return ReorganisationBuiltOn(
            document_number=self._number,
            later=line.document_number or OPEN,
            place=line.place_id,
            day=line.on or OPEN,
        )
