"""Columns of lists that nobody asked for and that say of people what is nobody's business here:
their religion, ethnicity, health, politics, past. Never kept, logged or written back."""

import re
from typing import Final

from shared.vocabulary.folding import bare

_UNASKED: Final = re.compile(
    r"\b(dan toc|ton giao|tin nguong|suc khoe|khuyet tat|tan tat|benh( tat| ly| an| tinh)?|nhom mau"
    r"|nhiem hiv|tien an|tien su|tien su benh|chinh tri|dang vien|ngay vao dang|vao dang"
    r"|thuong tat|muc do khuyet|xu huong tinh duc|van tay)\b"
)


def is_unasked(heading: str) -> bool:
    return bool(_UNASKED.search(bare(heading)))
