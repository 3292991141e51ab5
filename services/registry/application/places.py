"""What can be asked about places. One method per command, each decided on the whole territory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.registry.application.asking import Asker
from services.registry.domain.territory import (
    TERRITORY_FACTS,
    TERRITORY_ID,
    Hamlet,
    PlaceUnknown,
    Territory,
    TerritoryFact,
    hamlet_proposals,
)
from shared.eventstore.application import Application
from shared.eventstore.commands import Command, Decision
from shared.eventstore.reader import Folded
from shared.eventstore.sharing import Sharing
from shared.eventstore.store import Store
from shared.vocabulary.places import Tree

NEWS = "select version, type, data from log where stream_id = %s and version > %s order by version"


class Places(Application):
    facts = TERRITORY_FACTS
    hot = frozenset({Territory})

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._territory = Folded(0, Territory())
        self._looking = Sharing(self._looked_up)

    async def refreshed(self) -> Tree:
        return await self._looking.ask()

    async def territory_tree(self) -> Tree:
        """The places as recorded this moment, also by other processes."""
        return await self._looking.ask()

    async def _looked_up(self) -> Tree:
        if not self._territory.version:
            wanted = (TERRITORY_ID, Territory)
            self._territory = (await self.store.reader.read([wanted]))[wanted]
        known = self._territory
        rows = await self.store.line.ask(NEWS, [TERRITORY_ID, known.version])
        state = known.state
        for version, type_, data in rows:
            state = state.evolve(self.store.mapper.decode(type_, data))
            self._territory = Folded(version, state)
        tree: Tree = state.tree
        return tree

    async def establish_hamlets(
        self, hamlets: Sequence[Hamlet], today: date, by: Asker
    ) -> list[str]:
        """All of them or none; answers their ids."""

        def decide(states: Mapping[UUID, Any]) -> Decision:
            territory: Territory = states[TERRITORY_ID]
            for commune_id in {hamlet.commune_id for hamlet in hamlets}:
                if not by.reaches(commune_id):
                    raise PlaceUnknown(place=commune_id)
            facts = territory.enact(hamlet_proposals(territory.tree, hamlets, today))
            return Decision({TERRITORY_ID: facts}, [str(hamlet.place_id) for hamlet in hamlets])

        return list(await self.execute(_order(decide, by)))

    async def change_places(self, proposals: Sequence[TerritoryFact], by: Asker) -> dict[str, int]:
        """A list of changes as one: all or none. Answers how many facts of each type it made."""

        def decide(states: Mapping[UUID, Any]) -> Decision:
            territory: Territory = states[TERRITORY_ID]
            return _enacted(territory.enact(proposals))

        return dict(await self.execute(_order(decide, by)))

    async def import_places(self, proposals: Sequence[TerritoryFact], by: Asker) -> dict[str, int]:
        """As `change_places`, but what was once recorded stays as it is now, corrected or not:
        a second import changes nothing."""

        def decide(states: Mapping[UUID, Any]) -> Decision:
            territory: Territory = states[TERRITORY_ID]
            return _enacted(territory.enact(territory.unrecorded(proposals)))

        return dict(await self.execute(_order(decide, by)))


def _order(decide: Any, by: Asker) -> Command:
    return Command(by.origin, {TERRITORY_ID: Territory}, decide, by.key)


def _enacted(facts: Sequence[TerritoryFact]) -> Decision:
    return Decision({TERRITORY_ID: facts}, dict(Counter(fact.TYPE for fact in facts)))
