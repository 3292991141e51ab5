"""Kinds of lists: what one looks like, what its rows say, and how those that are right are
recorded. A service adds its own; the way of a list is one for all (`bringing`)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from pydantic import ValidationError

from shared.eventstore.facts import Origin
from shared.importing.acting import actor_of
from shared.importing.columns import Column
from shared.importing.hamlets import Hamlets
from shared.importing.noting import Notes, no_notes
from shared.importing.questions import Question
from shared.importing.reading.headings import Shape
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.vocabulary.refusals import Refusal
from shared.web.actions import Permit
from shared.web.bulk import Asked, RowForm
from shared.web.caller import Caller
from shared.web.conversation import key_of
from shared.web.counter import Counter
from shared.web.refusals import InvalidBody


@dataclass(frozen=True)
class Context:
    """What is known of a list beside its cells. `on`: the day for which it is: what its rows say no
    day of begins then, and places are called as on that day. `answers`: what was said to the
    questions of its kind, by question."""

    place_id: UUID
    on: date
    today: date
    hamlets: Hamlets[UUID]
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """An import on its way: its id, the place and the day that it is for, and who asks.
    `correcting`: as far as they may put right what the books say of what is on them; None: nowhere,
    and of a row that says otherwise it is asked."""

    import_id: UUID
    place_id: UUID
    on: date
    by: Caller
    answers: Mapping[str, str] = field(default_factory=dict)
    correcting: Permit | None = None

    @property
    def as_correcting(self) -> "Run":
        """The same, for who asks as far as they may put right what the books say."""
        permit = self.correcting or Permit((), self.by.permit.action)
        return replace(self, by=replace(self.by, permit=permit))

    def asked(
        self,
        number: int,
        line: Line,
        form: type[RowForm],
        said: Mapping[str, Any],
        thing: str = "",
    ) -> Asked[RowForm] | Refusal:
        """A command for a row, under the key (import id, row), which is kept as long as the log.
        `thing`: which one, where a row records several."""
        try:
            read = form.model_validate(said)
        except ValidationError:
            return InvalidBody()
        return Asked(number, read, self.keyed(line, thing))

    def keyed(self, line: Line, thing: str = "") -> Caller:
        """Who asks, under that key."""
        by, origin = self.by, self._origin
        said = f"{line.sheet_number}!{line.row}{thing and f'/{thing}'}"
        key = key_of(origin.actor, said, None)
        return Caller(by.permit, origin, key, by.day, by.tree, by.unknown)

    @cached_property
    def _origin(self) -> Origin:
        return replace(self.by.origin, actor=actor_of(self.import_id))


class RightRow(Protocol):
    """What stands or falls together: one row mostly, a head and its members in a list of people."""

    @property
    def lines(self) -> Sequence[Line]: ...


Row = TypeVar("Row", bound=RightRow)


@dataclass(frozen=True)
class Readable(Generic[Row]):
    """What is known of a kind by files alone. `headings`: an example, for who sends a file without
    such a list. `judged`: by the rows alone, what each is; of one that is not right, why. `asks`:
    what whoever sends the list is asked once, of its lines. `notes`: what there is to say of a row
    that is right. `template`: the columns of a list to fill in; none: as its shape spells them."""

    shape: Shape
    headings: str
    judged: Callable[[Sequence[Line], Context], Sequence[Row | Told]]
    asks: Callable[[Sequence[Line]], Sequence[Question]] = field(default=lambda _: (), kw_only=True)
    template: tuple[Column, ...] = field(default=(), kw_only=True)
    notes: Notes = field(default=no_notes, kw_only=True)

    @property
    def name(self) -> str:
        return self.shape.kind


@dataclass(frozen=True)
class Kind(Readable[Row]):
    """`taken`: records right rows (at the counter of a rehearsal: decides of them) and tells of
    each of their lines; taken again, what was recorded is told as before. `actions`: all that its
    rows command; whoever may not do one of these brings no such list in. `corrects`: what they
    command besides, where they say otherwise than the books; whoever may not do one of these is
    asked instead."""

    taken: Callable[[Counter, Sequence[Row], Run], Awaitable[Sequence[Told]]]
    actions: tuple[str, ...]
    corrects: tuple[str, ...] = ()
