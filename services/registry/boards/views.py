"""What officers look up: the boards of a place (`boards`)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.boards.board.facts import (
    BoardCorrected,
    BoardEnded,
    BoardFounded,
    BoardMerged,
    BoardWithdrawn,
)
from shared.eventstore.facts import Fact
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class BoardRow:
    """A board (ban khuyến học) at a place, of a host of a kind and, if the books have it, of which
    one; once it is there no more, with the one that it went on in, if it did."""

    board_id: UUID
    place_id: UUID
    host_kind: str
    host_id: UUID | None
    name: str
    founded_on: date
    document_number: str | None = None
    into_board_id: UUID | None = None
    ended_on: date | None = None


class Boards(Things[BoardRow]):
    """`document_number` is that of its founding."""

    def _said(self, fact: Fact) -> dict[str, object]:
        said = super()._said(fact)
        if isinstance(fact, BoardMerged | BoardEnded):
            del said["document_number"]
        return said

    def as_seen(self, row: BoardRow, until: date) -> BoardRow | None:
        seen = super().as_seen(row, until)
        if seen is None:
            return None
        return replace(seen, into_board_id=seen.into_board_id if seen.ended_on else None)


BOARDS = Boards(
    "boards",
    1,
    BoardRow,
    BoardFounded,
    (BoardCorrected, BoardMerged, BoardEnded),
    "founded_on",
    "ended_on",
    BoardWithdrawn,
    allocated=True,
)
