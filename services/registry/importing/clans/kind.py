"""What makes lists of clans a kind of their own."""

from typing import Final

from services.registry.importing.clans.list import SHAPE, ClanRow, judged
from services.registry.importing.clans.running import taken
from shared.importing.kinds import Kind
from shared.importing.noting import noting, of_phone

CLANS: Final[Kind[ClanRow]] = Kind(
    SHAPE,
    "Tên dòng họ, Ấp, Trưởng tộc, Số hộ",
    judged,
    taken,
    actions=("registry.clan.register",),
    notes=noting({"phone": of_phone}),
)
