"""What a hamlet is called, in one form: Khu phố 2 for KP2, K.phố 02 or 2 under «Tên khu phố»."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from shared.importing.doubts import KindMissing, UnitNameMissing
from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.folding import bare, sounded

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "khu-pho": ("Khu phố", "KP", "K phố", "Khu p", "K p"),
    "to-dan-pho": ("Tổ dân phố", "TDP", "Tổ DP"),
    "ap": ("Ấp",),
    "thon": ("Thôn",),
    "khom": ("Khóm",),
    "buon": ("Buôn",),
    "bon": ("Bon",),
    "ban": ("Bản",),
    "lang": ("Làng",),
    "xom": ("Xóm",),
    "khoi": ("Khối", "Khối phố"),
    "tieu-khu": ("Tiểu khu", "TK"),
    "phum": ("Phum",),
    "soc": ("Sóc",),
    "khu": ("Khu",),
}
"""How a kind of hamlet is written, in full first."""
_SOUNDED: Final = {sounded(word): kind for kind, words in KINDS.items() for word in words}
_PLAIN: Final = {bare(word): kind for kind, words in KINDS.items() for word in words}
_ENDS: Final = re.compile(r"(?<=[^\W\d_])(?=[\s.:\d])")
"""Where a word for a kind may end."""
_ZEROS: Final = re.compile(r"^0+(?=\d)")


class HamletName(NamedTuple):
    """`name` with its kind before it, as it is kept."""

    kind: str
    name: str


def divided(said: str) -> tuple[str | None, str]:
    """The kind that a name says, the longest there is, and the rest of it."""
    ends = [each.start() for each in _ENDS.finditer(said)]
    for end in reversed(ends):
        kind = _kind(said[:end])
        rest = said[end:].strip(" .:-–")
        if kind is not None and any(each.isalnum() for each in rest):
            return kind, rest
    return None, said


def _kind(words: str) -> str | None:
    known = _PLAIN if words.isascii() else _SOUNDED
    return known.get(bare(words) if words.isascii() else sounded(words))


def kind_over(heading: str) -> str | None:
    """The kind that the heading of a column says; None: none, or several."""
    words = bare(heading)
    found = {kind for plain, kind in _PLAIN.items() if re.search(rf"\b{plain}\b", words)}
    if found & {"khu-pho", "tieu-khu"}:
        found.discard("khu")
    return found.pop() if len(found) == 1 else None


def usual_kind(names: Iterable[Value]) -> str | None:
    """The kind that most of the names of a list say."""
    said = Counter(kind for each in names if (kind := divided(text(each))[0]))
    return max(said, key=lambda kind: said[kind], default=None)


def hamlet_name(value: Value, kind: str | None) -> HamletName:
    """`kind`: that of whoever says none. Raises the Doubt of a name, or of its kind."""
    said = text(value)
    if not any(each.isalnum() for each in said) or said.startswith("#") or _kind(said):
        raise UnitNameMissing
    said_kind, rest = divided(said)
    kind = said_kind or kind
    if kind is None:
        raise KindMissing
    rest = _ZEROS.sub("", rest)
    if len(rest) > 2 and (rest.isupper() or rest.islower()) and not any(map(str.isdigit, rest)):
        rest = rest.title()
    return HamletName(kind, f"{KINDS[kind][0]} {rest}")
