"""What makes lists of learning centres a kind of their own."""

from typing import Final

from services.registry.importing.centres.cells import RATERS, questions
from services.registry.importing.centres.list import CentreRow, judged
from services.registry.importing.centres.running import taken
from services.registry.importing.centres.shape import SHAPE
from shared.importing.columns import Column
from shared.importing.kinds import Kind
from shared.vocabulary.facilities import FACILITIES

HAS: Final = ("có", "không")
TEMPLATE: Final = (
    Column("name", "Tên trung tâm", "Trung tâm Học tập cộng đồng xã Long Hậu"),
    Column("place", "Địa bàn", "xã Long Hậu"),
    Column("established_on", "Ngày thành lập", "1/7/2025"),
    Column("document", "Quyết định thành lập số", "12/QĐ-UBND"),
    Column("director", "Giám đốc", "Nguyễn Thị Học"),
    Column("deputies", "Phó giám đốc", "Trần Văn Tập; Lê Thị Đọc"),
    Column("appointed_on", "Ngày bổ nhiệm", "1/7/2025"),
    Column("band", "Xếp loại", "tốt", ("tốt", "khá", "trung bình", "yếu")),
    Column("score", "Điểm", 92.0),
    Column("rating_year", "Năm xếp loại", 2025.0),
    Column("rater", "Đơn vị xếp loại", RATERS["peoples-committee"], tuple(RATERS.values())),
    Column("own-house", "Trụ sở riêng", "có", HAS),
    Column("seal", "Con dấu riêng", "có", HAS),
    Column("loudspeaker", "Loa truyền thanh", "có", HAS),
    Column("library", "Thư viện, tủ sách", "không", HAS),
    Column("club", "Số câu lạc bộ", 3.0),
    Column("computer", "Số máy tính", 5.0),
    Column("equipment", FACILITIES.names["equipment"].capitalize(), "có", HAS),
    Column("note", "Ghi chú"),
)
CENTRES: Final[Kind[CentreRow]] = Kind(
    SHAPE,
    "Tên trung tâm, Ngày thành lập, Quyết định thành lập, Giám đốc",
    judged,
    taken,
    actions=(
        "registry.centre.establish",
        "registry.centre.rate",
        "registry.centre.equip",
        "registry.term.start",
        "registry.term.fill",
    ),
    asks=questions,
    template=TEMPLATE,
)
