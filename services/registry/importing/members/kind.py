"""What makes lists of members a kind of their own."""

from typing import Final

from services.registry.importing.members.list import SHAPE, MemberRow, judged
from services.registry.importing.members.running import taken
from shared.importing.kinds import Kind

MEMBERS: Final[Kind[MemberRow]] = Kind(
    SHAPE, "Họ và tên, Năm sinh, Chi hội, Ngày vào hội", judged, taken
)
