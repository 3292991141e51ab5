"""What an import recorded, and what was built on that since: read from the log alone, so that it is
known as long as the log is, whatever became of the file."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import StoredFact
from shared.eventstore.reading.actors import before_first, facts_after
from shared.eventstore.store import Store
from shared.importing.acting import actor_of
from shared.vocabulary.calendar import civil_day
from shared.vocabulary.refusals import Refusal

PAGE: Final = 5_000
"""Facts that are read of the log at once."""
_AN_ID: Final = re.compile(rb'"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"')


@dataclass(frozen=True)
class Thing:
    """Something on the books: of that kind, and its id; `said`: which one, of what has no id of its
    own but is something about that one."""

    kind: str
    thing_id: UUID
    said: tuple[object, ...] = ()


@dataclass(frozen=True)
class Came:
    """A fact put this on the books. `people`: whom it speaks of, besides. `within`: what it belongs
    to, and goes with, where the same import brought that."""

    thing: Thing
    people: frozenset[UUID] = frozenset()
    within: Thing | None = None


@dataclass(frozen=True)
class Changed:
    """A fact says otherwise than before of something on the books; `of`: what that is. Who says of
    it again builds on this."""

    thing: Thing
    of: UUID


@dataclass(frozen=True)
class Belongs:
    """A fact says a part of what this is, and goes with it, where the same import brought that;
    elsewhere it is as any other."""

    whole: Thing


@dataclass(frozen=True)
class Went:
    """A fact says that this never was. `said`: the type of the fact that said it was, where what
    others built by that is to be forgotten."""

    thing: Thing
    said: str = ""


@dataclass(frozen=True)
class Gone:
    """A fact says that nothing is known any more of what was changed: nothing is left to take
    back."""

    of: UUID


Says = Came | Changed | Belongs | Went | Gone


@dataclass(frozen=True)
class Reading:
    """What a service makes of its facts. `said`: of a fact on a stream; None: nothing comes or goes
    by it. `hears`: the types of facts of which it makes something. `beside`: those that say of the
    same again, elsewhere. `harmless`: those that build on nothing, whatever they name. `never`:
    those that say that something never was; whether all that their stream says went with it, or
    only what that fact names, of its sort."""

    said: Callable[[UUID, Any], Says | None]
    hears: frozenset[str]
    beside: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()
    never: Mapping[str, bool] = field(default_factory=dict)

    @property
    def silent(self) -> frozenset[str]:
        return self.beside | self.harmless


@dataclass(frozen=True)
class Built:
    """Something was said of a thing of an import, by whom else: the type of that fact, and the day
    on which it was recorded."""

    thing: Thing
    what: str
    recorded_on: date


@dataclass(frozen=True)
class _Brought:
    thing: Thing
    ids: frozenset[UUID]


@dataclass(frozen=True)
class Undone:
    """`counts`: how many of each kind the import has taken back, in all. `built`: what was built on
    those that stand, for which they were let stand; `refused`: why else one stands."""

    counts: Mapping[str, int]
    built: tuple[Built, ...] = ()
    refused: tuple[tuple[Thing, Refusal], ...] = ()

    @property
    def whole(self) -> bool:
        return not self.built and not self.refused


class Trail:
    """Of an import, as far as it was followed. What was withdrawn since, by whomever, is on it no
    more, nor what was built on that."""

    def __init__(self, store: Store, import_id: UUID, reading: Reading) -> None:
        self._store, self._import_id, self._reading = store, import_id, reading
        self._actor = actor_of(import_id)
        self._position: int | None = None
        self._brought: dict[Thing, _Brought] = {}
        self._named: dict[UUID, dict[Thing, None]] = {}
        self._changed: dict[UUID, dict[Thing, None]] = {}
        """By what they changed."""
        self._built: dict[Thing, list[tuple[UUID, Built]]] = {}
        """With the stream that says so."""
        self.withdrawn: dict[str, int] = {}
        """How many of each kind the import itself has taken back."""

    @property
    def things(self) -> list[Thing]:
        """What it brought and is on the books, first what it brought last."""
        return [*reversed(self._brought)]

    @property
    def built(self) -> list[Built]:
        """What was built on them, in the order in which they were brought."""
        known = (*self._brought, *(each for each in self._built if each not in self._brought))
        return [each for thing in known for _, each in self._built.get(thing, ())]

    async def follow(self) -> None:
        """To the end of the log."""
        line = self._store.line
        if self._position is None:
            self._position = await before_first(line, self._actor)
        while self._position is not None:
            facts = await facts_after(line, self._position, PAGE)
            for fact in facts:
                self._hear(fact)
            if len(facts) < PAGE:
                return

    def _hear(self, fact: StoredFact) -> None:
        self._position = fact.id
        if fact.originator_id == self._import_id:
            return
        own = fact.origin.actor == self._actor
        said = self._said(fact) if fact.topic in self._reading.hears else None
        if isinstance(said, Went | Gone):
            self._take(said, own)
        elif own:
            self._hear_own(fact, said)
        elif fact.topic not in self._reading.silent and fact.topic not in self._reading.never:
            again = self._changed.get(said.of, ()) if isinstance(said, Changed) else ()
            for thing in dict.fromkeys((*self._met(fact), *again)):
                self._build(thing, fact)
        if fact.topic in self._reading.never:
            self._unbuild(fact)

    def _hear_own(self, fact: StoredFact, said: Says | None) -> None:
        if isinstance(said, Came):
            self._bring(said)
        elif isinstance(said, Changed):
            self._brought[said.thing] = _Brought(said.thing, frozenset())
            self._changed.setdefault(said.of, {})[said.thing] = None
        elif not (isinstance(said, Belongs) and said.whole in self._brought):
            self._change(fact)

    def _take(self, said: Went | Gone, own: bool) -> None:
        """With what was changed of what is gone itself."""
        gone = said.of if isinstance(said, Gone) else None
        if isinstance(said, Went):
            self._forget(said.thing, own)
            self._forget_built(said)
            gone = None if said.thing.said else said.thing.thing_id
        for thing in [*self._changed.get(gone, ())] if gone else ():
            self._forget(thing, own=False)

    def _said(self, fact: StoredFact) -> Says | None:
        recorded: Recorded[Any] = self._store.mapper.recorded(fact)
        return self._reading.said(recorded.originator_id, recorded.fact)

    def _bring(self, said: Came) -> None:
        if said.within in self._brought:
            thing, ids = said.within, said.people
        else:
            thing = said.thing
            ids = said.people if thing.said else said.people | {thing.thing_id}
        known = self._brought.get(thing)
        self._brought[thing] = _Brought(thing, ids | (known.ids if known else frozenset()))
        for each in ids:
            self._named.setdefault(each, {})[thing] = None

    def _forget(self, thing: Thing, own: bool) -> None:
        brought = self._brought.pop(thing, None)
        self._built.pop(thing, None)
        if brought is None:
            return
        for each in brought.ids:
            self._named[each].pop(thing)
        for things in self._changed.values():
            things.pop(thing, None)
        if own:
            self.withdrawn[thing.kind] = self.withdrawn.get(thing.kind, 0) + 1

    def _change(self, fact: StoredFact) -> None:
        """It said something of what was on the books before: no withdrawal takes that back."""
        if fact.topic not in self._reading.silent and not [*self._met(fact)]:
            self._build(Thing("", UUID(str(fact.originator_id))), fact)

    def _met(self, fact: StoredFact) -> Iterator[Thing]:
        """Those of the things that a fact speaks of."""
        names = {str(fact.originator_id), *(each.decode() for each in _AN_ID.findall(fact.state))}
        met = [self._named.get(UUID(each), {}) for each in names]
        yield from dict.fromkeys(thing for things in met for thing in things)

    def _build(self, thing: Thing, fact: StoredFact) -> None:
        what = Built(thing, fact.topic, civil_day(fact.recorded_at))
        self._built.setdefault(thing, []).append((UUID(str(fact.originator_id)), what))

    def _forget_built(self, went: Went) -> None:
        """What others built by what never was."""
        by = went.thing.thing_id
        for thing, built in [*self._built.items()]:
            left = [one for one in built if (one[0], one[1].what) != (by, went.said)]
            self._built[thing] = left

    def _unbuild(self, fact: StoredFact) -> None:
        """What it says never was builds on nothing."""
        stream, whole = UUID(str(fact.originator_id)), self._reading.never[fact.topic]
        sort = fact.topic[: fact.topic.rindex("-") + 1]
        for thing in [*self._built] if whole else [*self._met(fact)]:
            left = [
                (said, each)
                for said, each in self._built.pop(thing, ())
                if said != stream or not (whole or each.what.startswith(sort))
            ]
            if left:
                self._built[thing] = left
