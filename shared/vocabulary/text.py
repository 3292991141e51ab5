"""What is text here: letters, digits and signs that can be seen, in one form (NFC).

Everything that comes in passes `fit` once, wherever it comes in. What it refuses can be stored by
one part and not by the next (PostgreSQL's text takes neither NUL nor half an emoji), or is seen by
nobody: two names that look alike and differ, a number that reads backwards.
"""

import re
import unicodedata
from typing import Final

from shared.vocabulary.refusals import Kind, Refusal

UNFIT_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control characters (a tab and a line break too: every text here is one line); marks of
direction, joiners, blanks without width, the byte order mark and the soft hyphen, none of which
any language of Vietnam is written with; halves of a character; what is private or means nothing
yet; separators of lines and paragraphs."""

UNSEEN: Final = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e0fff"
)
"""What counts as a letter, a mark or a symbol and yet shows nothing."""

LOST: Final = "\ufffd"
"""What a conversion puts where it lost a character: the text is not what was written."""

_UNSEEN_OR_LOST: Final = re.compile(f"[{UNSEEN}{LOST}]")


class TextUnfit(Refusal):
    code = "text.unfit"
    kind = Kind.INVALID
    sentence = "The text has characters that cannot be seen or were damaged; type it anew."


def fit(text: str) -> str:
    """The text in its one form, NFC; refuses TextUnfit."""
    if not is_fit(text):
        raise TextUnfit
    return unicodedata.normalize("NFC", text)


def is_fit(text: str) -> bool:
    return is_legible(text) and _UNSEEN_OR_LOST.search(text) is None


def is_legible(text: str) -> bool:
    """Whether it has no character of an unfit category, all that older names were asked for."""
    return text.isprintable() or UNFIT_CATEGORIES.isdisjoint(map(unicodedata.category, text))


def shown(text: str) -> str:
    """Any text in a form that is fit, to name it in an answer: what is not is written as its
    escape, and the end of a long one is left out."""
    if len(text) > LONGEST_SHOWN:
        text = text[:LONGEST_SHOWN] + "…"
    if is_fit(text):
        return unicodedata.normalize("NFC", text)
    seen = "".join(sign if is_fit(sign) else f"\\u{ord(sign):04x}" for sign in text)
    return unicodedata.normalize("NFC", seen)


LONGEST_SHOWN: Final = 80
