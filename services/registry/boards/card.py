"""All that belongs to boards. Their names are kept at home."""

from typing import Any, get_args
from uuid import UUID

from services.registry.boards import api
from services.registry.boards.board.facts import (
    BoardCorrected,
    BoardEnded,
    BoardFact,
    BoardFounded,
    BoardMerged,
    BoardSpells,
    BoardWithdrawn,
)
from services.registry.boards.views import BOARDS
from shared.contracts.registry.boards import (
    BoardCorrectedV1,
    BoardEndedV1,
    BoardFoundedV1,
    BoardMergedV1,
    BoardSpell,
    BoardWithdrawnV1,
)
from shared.web.card import Card


def _founded(subject: UUID, fact: BoardFounded) -> BoardFoundedV1:
    said, number = _of(subject, fact), fact.document_number
    return BoardFoundedV1(**said, founded_on=fact.founded_on, document_number=number)


def _corrected(subject: UUID, fact: BoardCorrected) -> BoardCorrectedV1:
    return BoardCorrectedV1(
        **_of(subject, fact),
        founded_on=fact.founded_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _merged(subject: UUID, fact: BoardMerged) -> BoardMergedV1:
    return BoardMergedV1(
        **_of(subject, fact),
        into_board_id=fact.into_board_id,
        ended_on=fact.ended_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _ended(subject: UUID, fact: BoardEnded) -> BoardEndedV1:
    return BoardEndedV1(
        **_of(subject, fact),
        ended_on=fact.ended_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _withdrawn(subject: UUID, fact: BoardWithdrawn) -> BoardWithdrawnV1:
    return BoardWithdrawnV1(**_of(subject, fact), was=_told(fact.was), now=())


def _of(subject: UUID, fact: Any) -> dict[str, Any]:
    """What each of them says: of which board, as it is now."""
    return {
        "board_id": subject,
        "place_id": fact.place_id,
        "host_kind": fact.host_kind,
        "host_id": fact.host_id,
    }


def _told(spells: BoardSpells) -> tuple[BoardSpell, ...]:
    return tuple(
        BoardSpell(
            place_id=each.place_id,
            since=each.since,
            until=each.until,
            host_kind=each.host_kind,
            host_id=each.host_id,
        )
        for each in spells
    )


CARD = Card(
    name="boards",
    facts=get_args(BoardFact),
    told=(_founded, _corrected, _merged, _ended, _withdrawn),
    kept=(),
    views=(BOARDS,),
    routes=api.routes,
    actions=(
        "registry.board.found",
        "registry.board.correct",
        "registry.board.merge",
        "registry.board.dissolve",
        "registry.board.withdraw",
        "registry.board.read",
    ),
)
