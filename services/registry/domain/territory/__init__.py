"""Territory (lãnh thổ): all places of a deployment, one aggregate with one stream.

No hole, no cycle and no code twice are rules over the whole tree, so they are decided on it.
"""

from services.registry.domain.territory.facts import (
    HAMLET,
    TERRITORY_FACTS,
    TERRITORY_ID,
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
    entry,
)
from services.registry.domain.territory.finding import CodeNotInForce, find_code, find_place
from services.registry.domain.territory.hamlets import Hamlet, hamlet_proposals
from services.registry.domain.territory.refusals import PlaceUnknown
from services.registry.domain.territory.territory import Territory

__all__ = [
    "HAMLET",
    "TERRITORY_FACTS",
    "TERRITORY_ID",
    "CodeNotInForce",
    "Hamlet",
    "PlaceAltered",
    "PlaceEnded",
    "PlaceEstablished",
    "PlaceSucceeded",
    "PlaceUnknown",
    "Territory",
    "TerritoryFact",
    "entry",
    "find_code",
    "find_place",
    "hamlet_proposals",
]
