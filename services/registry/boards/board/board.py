"""Board (ban khuyến học): those who carry the movement with one host (a clan, school, agency, a
pagoda or parish, a hamlet), founded at a place by a document, until it is dissolved or goes on in
another board.

On the day on which it is founded its host is there; that may end before the board does. Names are
those of a public organisation, kept at home and told nobody.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.founding import Ending, number_of
from services.registry.bearers.naming import plausible
from services.registry.boards.board.facts import (
    BoardCorrected,
    BoardEnded,
    BoardFact,
    BoardFounded,
    BoardMerged,
    BoardSite,
    BoardSpell,
    BoardSpells,
    BoardWithdrawn,
)
from services.registry.boards.board.hosts import PLACED, Host, require_host
from services.registry.boards.board.refusals import (
    BoardMergesIntoItself,
    BoardNameImplausible,
    BoardNotThere,
    BoardOtherwise,
    BoardUnknown,
)
from shared.vocabulary.places.levels import COMMUNE, DISTRICT, HAMLET, PROVINCE
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Refusal

LEVELS: Final = (HAMLET, COMMUNE, DISTRICT, PROVINCE)


@dataclass(frozen=True)
class Founding:
    """What is said of it: where, when and of whom, what it is called, and by which document it was
    founded, if that is known."""

    at: BoardSite
    name: str
    document: str | None = None

    def known(self, host: Host, now: Circumstances) -> BoardFounded:
        """Refuses what cannot be."""
        at = self.at
        require_host(at.host_kind, host, at.day)
        require_site(now, at.place_id, at.day, *_levels(at.host_kind))
        called = plausible(self.name, BoardNameImplausible)
        number = number_of(self.document)
        return BoardFounded(at.place_id, at.host_kind, at.host_id, called, at.day, number)


@dataclass(frozen=True)
class Board:
    """`into`: the one it went on in, if it did."""

    founded: BoardFounded | None = None
    spells: BoardSpells = ()
    name: str = ""
    document: str | None = None
    into: UUID | None = None
    last_place: UUID | None = None
    """Where it is or was, also on the books that had it by mistake."""

    def evolve(self, fact: BoardFact) -> Self:
        at = replace(self, last_place=fact.place_id)
        match fact:
            case BoardFounded():
                of = (fact.host_kind, fact.host_id)
                begun = (BoardSite(fact.place_id, fact.founded_on, *of).spell(),)
                name, document = fact.name, fact.document_number
                return replace(at, founded=fact, spells=begun, name=name, document=document)
            case BoardCorrected():
                return replace(at, spells=fact.now, name=fact.name, document=fact.document_number)
            case BoardMerged():
                return replace(at, spells=fact.now, into=fact.into_board_id)
            case BoardEnded():
                return replace(at, spells=fact.now)
            case BoardWithdrawn():
                return replace(at, spells=())

    def found(self, as_: Founding, host: Host, now: Circumstances) -> list[BoardFounded]:
        asked = as_.known(host, now)
        if self.founded not in (None, asked):
            raise BoardOtherwise
        return [] if self.founded else [asked]

    def correct(self, as_: Founding, host: Host, now: Circumstances) -> list[BoardCorrected]:
        """It was founded there, then, of that host and by that document, and is called so."""
        known = self._known
        spells.require_there(known)
        right = as_.known(host, now)
        levels = _levels(right.host_kind)
        found = spells.corrected(known, known[0].since, as_.at, now, levels)
        if (found, right.name, right.document_number) == (known, self.name, self.document):
            return []
        said = (right.name, right.founded_on, right.document_number)
        return [BoardCorrected(*_as(found[-1]), *said, known, found)]

    def merge(self, into: UUID, other: Self, end: Ending, now: Circumstances) -> list[BoardMerged]:
        """From that day on it is `other`, whose id is `into`; the same state if it is itself."""
        if other is self:
            raise BoardMergesIntoItself
        found = spells.ended_into(self._known, end.day, now, into, self.into)
        if found == self._known:
            return []
        other.require_on(end.day, BoardNotThere(board_id=into, day=end.day))
        was, over = self._known, (end.day, end.number)
        return [BoardMerged(*_as(found[-1]), into, *over, was, found)]

    def dissolve(self, end: Ending, now: Circumstances) -> list[BoardEnded]:
        found = spells.ended_into(self._known, end.day, now, None, self.into)
        if found == self._known:
            return []
        return [BoardEnded(*_as(found[-1]), end.day, end.number, self._known, found)]

    def withdraw(self) -> list[BoardWithdrawn]:
        if not self._known:
            return []
        return [BoardWithdrawn(*_as(self.spells[-1]), self.spells)]

    def require_on(self, day: date, otherwise: Refusal) -> None:
        """Refuse a day on which it is not there."""
        if spells.on(self._known, day) is None:
            raise otherwise

    @property
    def _known(self) -> BoardSpells:
        if self.founded is None:
            raise BoardUnknown
        return self.spells


def _levels(host_kind: str) -> tuple[str, ...]:
    """A hamlet has its board itself."""
    return (HAMLET,) if host_kind == PLACED else LEVELS


def _as(spell: BoardSpell) -> tuple[UUID, str, UUID | None]:
    return spell.place_id, spell.host_kind, spell.host_id
