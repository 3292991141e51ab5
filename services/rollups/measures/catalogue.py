"""All measures, in one list. What stands here is counted, may be asked for by its name and is
described where one asks (`/openapi.json`): nothing else has to be told of it.

A stock is asked on a day and counts everything effective until then; a flow is asked from a day
to a day, and what takes a span (`first_on`) counts where the whole of it lies between them.
"""

from types import MappingProxyType
from typing import Final

from services.rollups.measures.bearers import BEARERS
from services.rollups.measures.learning import LEARNING
from services.rollups.measures.listing import Catalogue, Slice
from services.rollups.measures.measure import (
    Measure,
    Nature,
    adds,
)
from services.rollups.measures.organisation import ORGANISATION
from shared.contracts.funding import ScholarshipAwardedV1

STOCK, FLOW = Nature.STOCK, Nature.FLOW

MEASURES: Final = (
    *BEARERS,
    *ORGANISATION,
    *LEARNING,
    Measure(
        "scholarship-grants",
        "suất học bổng",
        FLOW,
        (adds(ScholarshipAwardedV1, day="awarded_on", value="grants"),),
    ),
    Measure(
        "scholarship-amount",
        "tiền học bổng (đồng)",
        FLOW,
        (adds(ScholarshipAwardedV1, day="awarded_on", value="amount_dong"),),
    ),
)


SLICES: Final = (
    Slice("registered-new", "đăng ký mới", "registered", "registration", "new"),
    Slice("registered-renewed", "đăng ký lại", "registered", "registration", "renewed"),
)


CATALOGUE: Final = Catalogue(MEASURES, SLICES)
BY_NAME: Final = MappingProxyType(dict(CATALOGUE.by_name))
HEARD: Final = CATALOGUE.heard
VERSIONS: Final = MappingProxyType(dict(CATALOGUE.versions))
"""What each measure's figures are worth comparing with: kept with what was counted."""
