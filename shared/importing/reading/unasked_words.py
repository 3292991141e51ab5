"""Columns of lists that nobody asked for and that say of people what is nobody's business here:
their religion, ethnicity, health, politics, past. Never kept, logged or written back."""

import re
from typing import Final

from shared.importing.reading.legacy import of_tcvn3, of_vni
from shared.vocabulary.folding import bare

_UNASKED: Final = re.compile(
    r"\b(dan toc|ton giao|tin nguong|suc khoe|khuyet tat|tan tat|benh( tat| ly| an| tinh)?|nhom mau"
    r"|nhiem hiv|tien an|tien su|tien su benh|chinh tri|dang vien|ngay vao dang|vao dang"
    r"|thuong tat|muc do khuyet|xu huong tinh duc|van tay)\b"
)


_LAST_OF_LATIN_1: Final = 0xFF


def is_unasked(heading: str) -> bool:
    """Letters of the time before Unicode are read, too."""
    if _says(heading):
        return True
    old = not heading.isascii() and all(ord(each) <= _LAST_OF_LATIN_1 for each in heading)
    return old and any(_says(each(heading)) for each in (of_tcvn3, of_vni))


def _says(heading: str) -> bool:
    return bool(_UNASKED.search(bare(heading)))
