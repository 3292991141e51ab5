"""The counter for boards: found, correct, merge, dissolve, withdraw, look them up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field, model_validator

from services.registry.allocations.allocation.reaching import (
    allocated,
    require_reached,
    within_reach,
)
from services.registry.allocations.allocation.subjects import SUBJECTS, allocation_stream
from services.registry.bearers.founding import Ending
from services.registry.boards.board.board import Board, Founding
from services.registry.boards.board.facts import BoardSite
from services.registry.boards.board.hosts import CLAN, OF_ESTABLISHMENTS, Host, require_kind, takes
from services.registry.boards.board.refusals import BoardUnknown
from services.registry.boards.views import BOARDS
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form, NumberOfDocument, Text

States = Mapping[UUID, Any]


class BoardForm(Form):
    """Of a host of a kind at a place; `host_id`: which clan or establishment that is, if the books
    have it. Of a hamlet, `place_id` is that hamlet."""

    place_id: UUID
    host_kind: Annotated[Text, Field(max_length=LONGEST_CODE, examples=["clan"])]
    host_id: UUID | None = None
    name: Annotated[Text, Field(examples=["Ban Khuyến học dòng họ Nguyễn"])]
    founded_on: Day
    document_number: NumberOfDocument | None = None

    @model_validator(mode="after")
    def one_host(self) -> Self:
        if not takes(self.host_kind, self.host_id):
            raise ValueError("of a hamlet place_id says which, and host_id nothing")
        return self

    @property
    def founding(self) -> Founding:
        of = (self.host_kind, self.host_id)
        at = BoardSite(self.place_id, self.founded_on, *of)
        return Founding(at, self.name, self.document_number)


class BoardCorrectionForm(BoardForm):
    """All of it, as it should stand."""

    board_id: UUID


class BoardDissolutionForm(Form):
    """`ended_on`: the first day on which it is there no more."""

    board_id: UUID
    ended_on: Day
    document_number: NumberOfDocument | None = None


class BoardMergerForm(BoardDissolutionForm):
    into_board_id: UUID


class BoardWithdrawalForm(Form):
    board_id: UUID


@dataclass(frozen=True)
class Done:
    board_id: UUID


def found(form: BoardForm, by: Caller) -> Command:
    """A board is founded, of a host in the officer's reach."""
    id_ = new_id()

    def decide(states: States) -> Decision:
        by.require(form.place_id)
        host = _host(form, states, by)
        return Decision({id_: states[id_].found(form.founding, host, by)}, Done(id_))

    return Command(by.origin, {id_: Board, **_streams(form)}, decide, by.key)


def correct(form: BoardCorrectionForm, by: Caller) -> Command:
    """What was said of it was written wrongly: figures follow, and as known before they stay."""
    id_ = form.board_id

    def decide(states: States) -> Decision:
        board = states[id_]
        if not isinstance(board, Board):  # its id was said to be its host's, too
            raise BoardUnknown
        require_reached(by, "board", board, states[allocation_stream(id_)])
        by.require(form.place_id)
        host = _host(form, states, by)
        return Decision({id_: board.correct(form.founding, host, by)}, Done(id_))

    streams = dict([(id_, Board), allocated(id_)])
    return Command(by.origin, {**streams, **_streams(form)}, decide, by.key)


def merge(form: BoardMergerForm, by: Caller) -> Command:
    """From that day on it goes on in another board; the officer oversees both."""
    id_, into = form.board_id, form.into_board_id
    end = Ending(form.ended_on, form.document_number)

    def decide(states: States) -> Decision:
        for each in (id_, into):
            require_reached(by, "board", states[each], states[allocation_stream(each)])
        return Decision({id_: states[id_].merge(into, states[into], end, by)}, Done(id_))

    streams = dict([(id_, Board), allocated(id_), (into, Board), allocated(into)])
    return Command(by.origin, streams, decide, by.key)


def dissolve(form: BoardDissolutionForm, by: Caller) -> Command:
    """From that day on the board is there no more."""
    id_, end = form.board_id, Ending(form.ended_on, form.document_number)

    def decide(board: Board) -> Decision:
        return Decision({id_: board.dissolve(end, by)}, Done(id_))

    return command(by, within_reach(by, "board", decide), (id_, Board), allocated(id_))


def withdraw(form: BoardWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""
    id_ = form.board_id

    def decide(board: Board) -> Decision:
        return Decision({id_: board.withdraw()}, Done(id_))

    return command(by, within_reach(by, "board", decide), (id_, Board), allocated(id_))


def _subject(form: BoardForm) -> Literal["clan", "establishment"] | None:
    """As what its host is on the books; None: as nothing, or no kind is known."""
    if form.host_id is None:
        return None
    if form.host_kind == CLAN:
        return "clan"
    return "establishment" if form.host_kind in OF_ESTABLISHMENTS else None


def _streams(form: BoardForm) -> dict[UUID, type[Any]]:
    subject = _subject(form)
    if subject is None or form.host_id is None:
        return {}
    return dict([(form.host_id, SUBJECTS[subject].state), allocated(form.host_id)])


def _host(form: BoardForm, states: States, by: Caller) -> Host:
    """Whichever part of a split place it belongs to; out of reach as if it were not there."""
    require_kind(form.host_kind)
    subject = _subject(form)
    if subject is None or form.host_id is None:
        return None
    seen = states[form.host_id], states[allocation_stream(form.host_id)]
    host: Host = within_reach(by, subject, lambda it: it)(*seen)
    return host


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/boards", tags=["boards"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    looking_up(router, counter, BOARDS, "registry.board.read", BoardUnknown)
    return [router]


def _rows(does: str, form: Any, commanding: Any) -> Rows[Any, Done]:
    return Rows(f"registry.board.{does}", form, commanding, Done)


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": _rows("found", BoardForm, found),
    "/corrections": _rows("correct", BoardCorrectionForm, correct),
    "/mergers": _rows("merge", BoardMergerForm, merge),
    "/dissolutions": _rows("dissolve", BoardDissolutionForm, dissolve),
    "/withdrawals": _rows("withdraw", BoardWithdrawalForm, withdraw),
}
