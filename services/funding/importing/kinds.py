"""Which lists funding understands."""

from collections.abc import Mapping
from typing import Any, Final

from services.funding.importing.donations.kind import DONATIONS
from services.funding.importing.names import ListKind
from services.funding.importing.scholarships.kind import SCHOLARSHIPS
from shared.importing.kinds import Readable

KINDS: Final[Mapping[ListKind, Readable[Any]]] = {
    ListKind.SCHOLARSHIPS: SCHOLARSHIPS,
    ListKind.DONATIONS: DONATIONS,
}
