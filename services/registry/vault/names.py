"""What a name, a number or a phone is compared by. The stored name stays as it was written."""

import unicodedata


def syllables(full_name: str) -> frozenset[str]:
    """The syllables of a name without marks: 'Nguyễn Thị Hoà' and 'nguyen thi hòa' are equal."""
    return frozenset(_without_marks(full_name).split())


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.replace("đ", "d")
