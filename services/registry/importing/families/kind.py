"""What makes lists of families a kind of their own."""

from typing import Final

from services.registry.importing.families.correcting import CORRECTS
from services.registry.importing.families.list import SHAPE, FamilyRow, judged
from services.registry.importing.families.running import taken
from shared.importing.columns import Column
from shared.importing.kinds import Kind
from shared.importing.noting import PEOPLE, noting

TEMPLATE: Final = (
    Column("name", "Họ và tên chủ hộ", "Nguyễn Thị Học"),
    Column("birth", "Năm sinh", 1980.0),
    Column("sex", "Giới tính", "Nữ", ("Nam", "Nữ")),
    Column("identity", "Số CCCD", "079180000000"),
    Column("phone", "Điện thoại", "0900000000"),
    Column("hamlet", "Khu phố", "Khu phố 1"),
    Column("address", "Địa chỉ", "1 Âu Cơ"),
    Column("members", "Số nhân khẩu", 4.0),
    Column("note", "Ghi chú"),
)
FAMILIES: Final[Kind[FamilyRow]] = Kind(
    SHAPE,
    "Họ và tên chủ hộ, Năm sinh, CCCD, Khu phố",
    judged,
    taken,
    actions=("registry.family.register",),
    template=TEMPLATE,
    notes=noting(PEOPLE),
    corrects=CORRECTS,
)
