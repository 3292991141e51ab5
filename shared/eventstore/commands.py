"""What is handed to the log in one append, and what it answers.

A **unit** is one command, or one listener batch (all its commands and its marks): it is
recorded whole or not at all. Units of one append do not affect each other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple, Protocol, TypeVar, overload
from uuid import UUID

from shared.eventstore.facts import Fact, Origin
from shared.vocabulary.refusals import Refusal

LASTING: Final = ("import:", "system:")
"""How actors begin whose keys are never forgotten: imports and events repeat themselves years
later; people do not."""


def is_lasting(actor: str) -> bool:
    return actor.startswith(LASTING)


@dataclass(frozen=True)
class Key:
    """Makes asking twice harmless: unique per (actor, key); the same key needs the same body."""

    actor: str
    key: str
    body_hash: bytes

    @property
    def is_lasting(self) -> bool:
        """Such a key's digest may cover nothing of anybody: nothing ever takes it away."""
        return is_lasting(self.actor)


@dataclass(frozen=True)
class Decision:
    """The outcome of a decision: new facts per stream, and the answer (plain JSON) to give."""

    facts: Mapping[UUID, Sequence[Fact]] = field(default_factory=dict)
    answer: Any = None


@dataclass(frozen=True)
class Command:
    """A command to be decided: which streams it reads (stream id → state type), and how.

    `decide` gets the folded states and may be called again after a lost race; it reads no clock
    and raises a Refusal to say no. It holds only while no stream it read has changed, whether it
    adds to that stream or not. A stream it adds to without reading it must be a new one. What it
    reads may show that more has to be read (`AlsoRead`).
    """

    origin: Origin
    reads: Mapping[UUID, type[Any]]
    decide: Callable[[Mapping[UUID, Any]], Decision]
    key: Key | None = None


class AlsoRead(Exception):
    """Raised by a `decide` whose states say that these streams matter as well (whose aliases a
    bearer has): they are read with the others, and it is called again. Among many commands that
    are recorded each by itself, later ones may overtake it; a listener's batch keeps its order."""

    def __init__(self, streams: Mapping[UUID, type[Any]]) -> None:
        super().__init__(*streams)
        self.streams = streams

    def extending(self, command: Command) -> Command:
        return replace(command, reads={**command.reads, **self.streams})


class Answered(NamedTuple):
    """What a command is answered, and up to where the log stood once it was recorded, or, for a
    repeated key, the first one was; 0: it recorded nothing, not even a key."""

    answer: Any
    position: int = 0


A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

Stream = tuple[UUID, type[A]]
"""A stream by its id, and what its facts add up to."""


class Asking(Protocol):
    """Whoever commands: who causes it, and the key that makes asking twice harmless."""

    @property
    def origin(self) -> Origin: ...
    @property
    def key(self) -> Key | None: ...


@dataclass(frozen=True)
class Cause:
    """Whatever commands without being asked by an officer: a reaction to an event, a loop. What it
    decides is harmless twice by itself, so that it needs no key."""

    origin: Origin
    key: Key | None = None


@overload
def command(by: Asking, decide: Callable[[A], Decision], one: Stream[A], /) -> Command: ...


@overload
def command(
    by: Asking, decide: Callable[[A, B], Decision], one: Stream[A], two: Stream[B], /
) -> Command: ...


@overload
def command(
    by: Asking,
    decide: Callable[[A, B, C], Decision],
    one: Stream[A],
    two: Stream[B],
    three: Stream[C],
    /,
) -> Command: ...


def command(by: Asking, decide: Callable[..., Decision], /, *streams: Stream[Any]) -> Command:
    """`decide` gets what each of the streams adds up to, in this order (see `Command`)."""

    def on_states(states: Mapping[UUID, Any]) -> Decision:
        return decide(*(states[stream] for stream, _ in streams))

    return Command(by.origin, dict(streams), on_states, by.key)


def refusing(by: Asking, refusal: type[Refusal]) -> Command:
    """What is refused without a look at any stream; a key that was used is answered as before."""

    def refuse(_: Mapping[UUID, Any]) -> Decision:
        raise refusal

    return Command(by.origin, {}, refuse, by.key)


@dataclass(frozen=True)
class Mark:
    """How far a listener came in one partition: the last record handled, the highest sequence."""

    projection: str
    version: int
    topic: str
    partition: int
    offset: int
    record_hash: bytes
    sequence: int


@dataclass(frozen=True)
class MarkMove:
    """A mark from where the listener read it to where its batch takes it."""

    old: Mark
    new: Mark
