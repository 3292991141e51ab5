"""What makes lists of families a kind of their own."""

from typing import Final

from services.registry.importing.families.list import SHAPE, FamilyRow, judged
from services.registry.importing.families.running import taken
from shared.importing.kinds import Kind

FAMILIES: Final[Kind[FamilyRow]] = Kind(
    SHAPE,
    "Họ và tên chủ hộ, Năm sinh, CCCD, Khu phố",
    judged,
    taken,
    actions=("registry.family.register",),
)
