"""A small real aggregate for tests of rooms that need some facts: a shelf of books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from uuid import UUID

from shared.eventstore.commands import Command, Decision, Key
from shared.eventstore.facts import Fact, Origin
from shared.eventstore.transactions import Transactions
from shared.vocabulary.refusals import Kind, Refusal


@dataclass(frozen=True)
class BookAdded:
    TYPE: ClassVar[str] = "library.book-added.v1"
    title: str


@dataclass(frozen=True)
class BookLent:
    TYPE: ClassVar[str] = "library.book-lent.v1"
    title: str


class NoSuchBook(Refusal):
    """Only what stands on the shelf is lent."""

    code = "library.no-such-book"
    kind = Kind.NOT_FOUND
    sentence = "There is no {title} on this shelf."


@dataclass(frozen=True)
class Shelf:
    TYPE: ClassVar[str] = "library.shelf"
    STATE_VERSION: ClassVar[int] = 1
    books: tuple[str, ...] = ()

    def evolve(self, fact: Fact) -> Shelf:
        match fact:
            case BookAdded(title):
                return replace(self, books=(*self.books, title))
            case BookLent(title):
                return replace(self, books=tuple(b for b in self.books if b != title))
            case _:
                return self

    def add(self, title: str) -> list[Fact]:
        return [] if title in self.books else [BookAdded(title)]

    def lend(self, title: str) -> list[Fact]:
        if title not in self.books:
            raise NoSuchBook(title=title)
        return [BookLent(title)]


FACTS: tuple[type[Fact], ...] = (BookAdded, BookLent)
ORIGIN = Origin("librarian", UUID(int=1))


class Library(Transactions):
    """One method per command, as in a service."""

    facts = FACTS

    async def add(self, shelf_id: UUID, title: str, key: Key | None = None) -> Any:
        return await self.execute(adding(shelf_id, title, key))

    async def lend(self, shelf_id: UUID, title: str, key: Key | None = None) -> Any:
        return await self.execute(lending(shelf_id, title, key))

    async def move(self, title: str, source_id: UUID, target_id: UUID) -> Any:
        def decide(states: Mapping[UUID, Shelf]) -> Decision:
            out, in_ = states[source_id].lend(title), states[target_id].add(title)
            return Decision({source_id: out, target_id: in_})

        return await self.execute(Command(ORIGIN, {source_id: Shelf, target_id: Shelf}, decide))


def adding(shelf_id: UUID, title: str, key: Key | None = None) -> Command:
    def decide(states: Mapping[UUID, Shelf]) -> Decision:
        return Decision({shelf_id: states[shelf_id].add(title)}, answer=title)

    return Command(ORIGIN, {shelf_id: Shelf}, decide, key)


def lending(shelf_id: UUID, title: str, key: Key | None = None) -> Command:
    def decide(states: Mapping[UUID, Shelf]) -> Decision:
        return Decision({shelf_id: states[shelf_id].lend(title)}, answer=title)

    return Command(ORIGIN, {shelf_id: Shelf}, decide, key)
