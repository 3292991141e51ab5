"""What makes lists of activities a kind of their own."""

from typing import Final

from services.registry.importing.activities.cells import NAMES, questions
from services.registry.importing.activities.list import ActivityRow, judged
from services.registry.importing.activities.running import taken
from services.registry.importing.activities.shape import SHAPE
from shared.importing.columns import Column
from shared.importing.kinds import Kind

TEMPLATE: Final = (
    Column("name", "Tên hoạt động", "Tập huấn công tác khuyến học năm 2025"),
    Column("kind", "Loại hoạt động", NAMES["training-conference"], tuple(NAMES.values())),
    Column("held_on", "Thời gian", "5/3/2025"),
    Column("organiser", "Đơn vị tổ chức", "Hội Khuyến học phường"),
    Column("together", "Đơn vị phối hợp", "Hội Liên hiệp Phụ nữ"),
    Column("chapter-heads", "Số chi hội trưởng", 25.0),
    Column("residents", "Số người dân", 40.0),
    Column("pupils", "Số học sinh", 10.0),
    Column("teachers", "Số giáo viên", 5.0),
    Column("note", "Ghi chú"),
)
ACTIVITIES: Final[Kind[ActivityRow]] = Kind(
    SHAPE,
    "Tên hoạt động, Loại hoạt động, Thời gian, Đơn vị tổ chức, Số người dự",
    judged,
    taken,
    actions=("registry.activity.hold", "registry.activity.minute"),
    asks=questions,
    template=TEMPLATE,
)
