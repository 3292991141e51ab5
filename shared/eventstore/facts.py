"""A fact, the record that wraps it once it has been written down, and how facts add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from inspect import signature
from typing import (
    Any,
    ClassVar,
    Generic,
    Protocol,
    Self,
    TypeVar,
    get_args,
    get_type_hints,
    runtime_checkable,
)
from uuid import UUID


@runtime_checkable
class Fact(Protocol):
    """Any frozen dataclass with a TYPE: the name it is stored under, for ever."""

    TYPE: ClassVar[str]


F_contra = TypeVar("F_contra", contravariant=True)


class State(Protocol[F_contra]):
    """What a history adds up to. `State()` with no arguments is the empty history.

    What `evolve` says that it takes (a fact, or a union of them) is what streams of this kind are
    made of: a stream that holds another fact is not of this kind.
    """

    def evolve(self, fact: F_contra) -> Self: ...


F_co = TypeVar("F_co", covariant=True)


@dataclass(frozen=True)
class Origin:
    """Who caused a fact, in which conversation: stored beside it, never personal data.

    `actor` is an officer's subject, `system:<name>` or `import:<id>`.
    """

    actor: str
    correlation_id: UUID
    causation_id: UUID | None = None
    traceparent: str | None = None


@dataclass(frozen=True)
class Recorded(Generic[F_co]):
    """A fact with its place in history. `position` counts the whole log, the version one stream."""

    originator_id: UUID
    originator_version: int
    position: int
    recorded_at: datetime
    origin: Origin
    fact: F_co


def fold(initial: Any, facts: Iterable[Any]) -> Any:
    """What a history adds up to, from `initial` on."""
    return reduce(lambda state, fact: state.evolve(fact), facts, initial)


def made_of(state: type[Any]) -> frozenset[str] | None:
    """The types of the facts that this type of state adds up; None: whatever facts there are."""
    _, fact = signature(state.evolve).parameters
    said = get_type_hints(state.evolve)[fact]
    facts = get_args(said) or (said,)
    if not all(hasattr(fact, "TYPE") for fact in facts):
        return None
    return frozenset(fact.TYPE for fact in facts)
