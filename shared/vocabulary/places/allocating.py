"""To which part of a split place something was said to belong, and whether more may be said: for
whatever a split leaves waiting, in whichever service that is."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from shared.vocabulary.calendar import require_come
from shared.vocabulary.places.place import DEEPEST, Place
from shared.vocabulary.places.siting import Circumstances
from shared.vocabulary.places.splitting import parts_of, require_part
from shared.vocabulary.places.tree import Tree
from shared.vocabulary.refusals import Refusal


class Said(Protocol):
    """From `effective_on` on, what is on the books of `place_id` belongs to `to_place_id`."""

    @property
    def place_id(self) -> UUID: ...
    @property
    def to_place_id(self) -> UUID: ...
    @property
    def effective_on(self) -> date: ...


class Asked(Protocol):
    """The same, as it is asked for; without a day: since that of the split."""

    @property
    def place_id(self) -> UUID: ...
    @property
    def to_place_id(self) -> UUID: ...
    @property
    def effective_on(self) -> date | None: ...


def part_on(said: Sequence[Said], books: UUID, day: date = date.max) -> UUID | None:
    """To which part it belongs on the day by what was said and holds, earliest day first."""
    known = [each for each in said if each.place_id == books and each.effective_on <= day]
    return known[-1].to_place_id if known else None


def allocated_since(
    said: Sequence[Said], asked: Asked, now: Circumstances, not_waiting: type[Refusal]
) -> date | None:
    """From which day on it is to be so; None: it is so already. Refuses what is none of the parts,
    and, as `not_waiting` (of a `day`), what no split met."""
    last_day = now.day if asked.effective_on is None else asked.effective_on
    require_come(last_day, now.day)
    split = _split(now.tree, said, asked.place_id, last_day)
    if split is None or split.ended_on is None:
        raise not_waiting(day=last_day)
    require_part(split, asked.to_place_id)
    since = asked.effective_on or split.ended_on
    later = any(each.effective_on > since for each in said)
    so = not later and part_on(said, asked.place_id, since) == asked.to_place_id
    return None if so else since


def _split(tree: Tree, said: Sequence[Said], books: UUID, day: date) -> Place | None:
    """The last split that it met until the day, on its way from the place on whose books it is:
    through what took over all of a place, and through what was said of it."""
    found, at = None, tree.place(books)
    for _ in range(DEEPEST):
        if at is None or at.ended_on is None or at.ended_on > day or not at.successors:
            break
        goes_to: UUID | None = at.successors[0].place_id
        if parts := parts_of(at):
            among = [each for each in said if each.to_place_id in parts]
            found, goes_to = at, part_on(among, books, day)
        at = tree.place(goes_to) if goes_to else None
    return found
