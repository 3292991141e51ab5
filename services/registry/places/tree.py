"""The tree of places as it is recorded this moment, also by other processes."""

from typing import Final

from services.registry.places.territory.facts import TERRITORY_ID
from services.registry.places.territory.territory import Territory
from shared.eventstore.reading.reader import Folded
from shared.eventstore.store import Store
from shared.postgres.sharing import Sharing
from shared.vocabulary.places import Tree

WANTED: Final = (TERRITORY_ID, Territory)


class TheTree:
    """What the register's counter and its command line look at."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._territory = Folded(0, Territory())
        self._looking = Sharing(self._looked_up)

    async def refreshed(self) -> Tree:
        """All who ask at once share one look."""
        return await self._looking.ask()

    async def _looked_up(self) -> Tree:
        reader, known = self._store.reader, self._territory
        found = await reader.further({WANTED: known}) if known.version else {}
        self._territory = found.get(WANTED) or (await reader.read([WANTED]))[WANTED]
        tree: Tree = self._territory.state.tree
        return tree
