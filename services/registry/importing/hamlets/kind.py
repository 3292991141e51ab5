"""What makes lists of hamlets a kind of their own."""

from typing import Final

from services.registry.importing.hamlets.figures import CORRECTS
from services.registry.importing.hamlets.list import SHAPE, HamletRow, judged
from services.registry.importing.hamlets.running import taken
from shared.importing.kinds import Kind

HAMLETS: Final[Kind[HamletRow]] = Kind(
    SHAPE,
    "Tên khu phố, Số hộ, Dân số",
    judged,
    taken,
    actions=("registry.place.establish", "registry.population.state"),
    corrects=CORRECTS,
)
