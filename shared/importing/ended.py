"""Whether words say that somebody died or moved away, or left what a list is of."""

import re
from typing import Final

from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.folding import bare

_ENDED: Final = re.compile(
    r"\b((da|moi) (mat|chet|qua doi|chuyen( .*)?|cat khau)|tu tran|qua doi|chet|tu vong|hi sinh"
    r"|mat (nam|ngay|thang|hoi|t)? ?\d.*|mat (nam|ngay|thang) .*"
    r"|chuyen (di|khau|ho khau|noi khac|cho o|nha|den noi).*"
    r"|cat (ho )?khau|khong con (song|o|cu tru).*|xoa (ho khau|thuong tru).*)\b"
)
_AT_FIRST: Final = re.compile(
    r"(da |moi )?(chuyen noi|chuyen cong tac|chuyen sinh hoat|xin thoi|xin ra|thoi hoi|ra khoi hoi"
    r"|xoa ten|khong con sinh hoat|bo di)\b.*"
)
_ALONE: Final = frozenset({"mat", "chet", "chuyen", "ko con", "hy sinh"})
_NOT_ENDED: Final = re.compile(
    r"\b((chua|khong) (mat|chet|chuyen|qua doi)"
    r"|mat (the|cccd|cmnd|giay|so(?! \d)|lien lac|dat|viec|suc|nang luc))\b"
)
_DIED: Final = re.compile(r"\bmất\b")
_FACE: Final = re.compile(r"\bmặt\b")
"""Without its marks as who died: «vắng mặt»."""


def says_ended(value: Value) -> bool:
    said = _FACE.sub("", text(value).casefold()) if isinstance(value, str) else ""
    if not said:
        return False
    words = bare(said)
    if words in _ALONE or _AT_FIRST.fullmatch(words):
        return True
    if _NOT_ENDED.search(words):
        return False
    return bool(_ENDED.search(words) or _DIED.search(said))
