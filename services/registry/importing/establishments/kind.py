"""What makes lists of establishments a kind of their own."""

from typing import Final

from services.registry.importing.establishments.list import SHAPE, EstablishmentRow, judged
from services.registry.importing.establishments.running import CORRECTS, taken
from shared.importing.kinds import Kind
from shared.importing.noting import noting, of_phone

ESTABLISHMENTS: Final[Kind[EstablishmentRow]] = Kind(
    SHAPE,
    "Tên cơ quan, đơn vị, Loại hình, Điện thoại",
    judged,
    taken,
    actions=("registry.establishment.register",),
    corrects=CORRECTS,
    notes=noting({"phone": of_phone}),
)
