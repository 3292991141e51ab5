"""What makes lists of chapters a kind of their own."""

from typing import Final

from services.registry.importing.associations.list import SHAPE, ChapterRow, judged
from services.registry.importing.associations.running import taken
from shared.importing.columns import Column
from shared.importing.kinds import Kind

TEMPLATE: Final = (
    Column("name", "Tên chi hội", "Chi hội Khuyến học Khu phố 1"),
    Column("host_kind", "Loại hình", "khu phố",
           ("khu phố", "ấp", "dòng họ", "trường học", "cơ quan", "đơn vị", "đồng hương")),
    Column("hamlet", "Khu phố, ấp", "Khu phố 1"),
    Column("founded_on", "Ngày thành lập", "1/7/2025"),
    Column("note", "Ghi chú"),
)  # fmt: skip
ASSOCIATIONS: Final[Kind[ChapterRow]] = Kind(
    SHAPE,
    "Tên chi hội, Loại hình, Khu phố, Ngày thành lập",
    judged,
    taken,
    actions=("registry.association.found", "registry.chapter.found"),
    template=TEMPLATE,
)
