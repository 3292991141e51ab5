"""What makes lists of what becomes of places a kind of their own."""

from typing import Final

from services.registry.importing.reorganisation.list import Paper, judged, questions
from services.registry.importing.reorganisation.running import taken
from services.registry.importing.reorganisation.shape import SHAPE
from shared.importing.columns import Column
from shared.importing.kinds import Kind

TEMPLATE: Final = (
    Column("predecessor", "Đơn vị trước sắp xếp", "xã Tân Kim, một phần xã Mỹ Lộc"),
    Column("how", "Hình thức", "thành lập mới",
           ("toàn bộ", "một phần", "đổi tên", "đổi loại", "thành lập mới", "kết thúc", "chuyển về",
            "giữ nguyên")),
    Column("successor", "Đơn vị sau sắp xếp", "xã Cần Giuộc"),
    Column("new_code", "Mã sau sắp xếp", "28159"),
    Column("kind", "Loại đơn vị", "xã", ("xã", "phường", "đặc khu", "khu phố", "ấp", "thôn")),
    Column("parent", "Trực thuộc", "Tỉnh Tây Ninh"),
    Column("document", "Số nghị quyết", "1682/NQ-UBTVQH15"),
    Column("effective_on", "Ngày hiệu lực", "1/7/2025"),
    Column("note", "Ghi chú"),
)  # fmt: skip
REORGANISATION: Final[Kind[Paper]] = Kind(
    SHAPE,
    "Đơn vị trước sắp xếp, Hình thức, Đơn vị sau sắp xếp, Số nghị quyết",
    judged,
    taken,
    actions=("registry.place.reorganise",),
    asks=questions,
    template=TEMPLATE,
)
