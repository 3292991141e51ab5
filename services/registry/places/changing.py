"""What is asked of places without an HTTP door: lists of changes, each decided as one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.places.territory.facts import TERRITORY_ID, TerritoryFact
from services.registry.places.territory.territory import Territory
from shared.eventstore.commands import Asking, Command, Decision, Key, command
from shared.eventstore.facts import Origin
from shared.eventstore.transactions import Transactions


@dataclass(frozen=True)
class Importer:
    """Who brings them: no officer, and bound to no place."""

    origin: Origin
    key: Key | None = None


def changing(proposals: Sequence[TerritoryFact], by: Asking) -> Command:
    """All or none. Answers how many facts of each type it made."""

    def decide(territory: Territory) -> Decision:
        return _enacted(territory.enact(proposals))

    return command(by, decide, (TERRITORY_ID, Territory))


def importing(proposals: Sequence[TerritoryFact], by: Asking) -> Command:
    """As `changing`, but what was once recorded stays as it is now, corrected or not: a second
    import changes nothing."""

    def decide(territory: Territory) -> Decision:
        return _enacted(territory.enact(territory.unrecorded(proposals)))

    return command(by, decide, (TERRITORY_ID, Territory))


def _enacted(facts: Sequence[TerritoryFact]) -> Decision:
    return Decision({TERRITORY_ID: facts}, dict(Counter(fact.TYPE for fact in facts)))


async def change_places(
    transactions: Transactions, proposals: Sequence[TerritoryFact], by: Asking
) -> dict[str, int]:
    return dict(await transactions.execute(changing(proposals, by)))


async def import_places(
    transactions: Transactions, proposals: Sequence[TerritoryFact], by: Asking
) -> dict[str, int]:
    return dict(await transactions.execute(importing(proposals, by)))
