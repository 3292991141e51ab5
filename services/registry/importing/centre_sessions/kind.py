"""What makes lists of what a centre held a kind of their own."""

from typing import Final

from services.registry.importing.centre_sessions.list import SessionRow, judged, notes, questions
from services.registry.importing.centre_sessions.running import taken
from services.registry.importing.centre_sessions.shape import SHAPE
from shared.importing.columns import Column
from shared.importing.kinds import Kind
from shared.vocabulary.topics import TOPICS

TEMPLATE: Final = (
    Column("held_on", "Ngày", "5/3/2025"),
    Column("topic", "Chuyên đề", TOPICS.names["law"], tuple(TOPICS.names.values())),
    Column("attendances", "Số lượt người dự", 45.0),
    Column("women", "Trong đó nữ", 20.0),
    Column("cost", "Kinh phí (đồng)", 750_000.0),
    Column("venue", "Địa điểm", "Hội trường UBND xã"),
    Column("speaker", "Báo cáo viên", "Nguyễn Thị Học"),
    Column("note", "Ghi chú", None, ("Hoãn", "Hủy")),
)
CENTRE_SESSIONS: Final[Kind[SessionRow]] = Kind(
    SHAPE,
    "Ngày, Nội dung chuyên đề, Số lượt người dự, Kinh phí",
    judged,
    taken,
    actions=("registry.session.hold", "registry.session.plan", "registry.session.cancel"),
    asks=questions,
    template=TEMPLATE,
    notes=notes,
)
