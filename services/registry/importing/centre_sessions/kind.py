"""What makes lists of what a centre held a kind of their own."""

from typing import Final

from services.registry.importing.centre_sessions.list import SessionRow, judged, questions
from services.registry.importing.centre_sessions.running import taken
from services.registry.importing.centre_sessions.shape import SHAPE
from shared.importing.kinds import Kind

CENTRE_SESSIONS: Final[Kind[SessionRow]] = Kind(
    SHAPE, "Ngày, Nội dung chuyên đề, Số lượt người dự, Kinh phí", judged, taken, questions
)
