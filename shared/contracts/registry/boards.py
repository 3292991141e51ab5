"""What registry tells the world of boards."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, DocumentNumber, Spell


class BoardSpell(Spell, frozen=True, kw_only=True):
    """A spell, and of whom the board is in it."""

    host_kind: Code
    host_id: UUID | None = None


class BoardEvent(Contract, frozen=True, kw_only=True):
    """Something about one board (ban khuyến học), counted at its place by the kind of its host:
    agency, clan, hamlet, religious, school. `host_id` names the clan or establishment that is it,
    if the books have it; of a hamlet it is the place. The host may end before the board does."""

    TOPIC: ClassVar[str] = "registry.boards"
    SUBJECT: ClassVar[str] = "board_id"
    board_id: UUID
    place_id: UUID
    host_kind: Code
    host_id: UUID | None = None


class BoardFoundedV1(BoardEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.board-founded.v1"
    founded_on: date
    document_number: DocumentNumber | None


class BoardRestated(BoardEvent, frozen=True, kw_only=True):
    """All spells, by what was known before and is known now."""

    was: tuple[BoardSpell, ...]
    now: tuple[BoardSpell, ...]


class BoardCorrectedV1(BoardRestated, frozen=True, kw_only=True):
    """Where, of whom, when or by which document it was founded was written wrongly."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.board-corrected.v1"
    founded_on: date
    document_number: DocumentNumber | None


class BoardMergedV1(BoardRestated, frozen=True, kw_only=True):
    """It went on in another board from `ended_on` on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.board-merged.v1"
    into_board_id: UUID
    ended_on: date
    document_number: DocumentNumber | None


class BoardEndedV1(BoardRestated, frozen=True, kw_only=True):
    """Dissolved: there no more on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.board-ended.v1"
    ended_on: date
    document_number: DocumentNumber | None


class BoardWithdrawnV1(BoardRestated, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.board-withdrawn.v1"
