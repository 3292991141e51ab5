"""What names are compared by. Nothing here is ever stored instead of a name.

Two strengths. `sounded` keeps every letter and tone and forgets only how they were typed: by it
two hamlets are one. `syllables` forgets the marks as well: by them people are searched for.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

FOLDING: Final = 2
"""The version of `syllables`. Whoever keeps what it gave keeps the version, too."""

APOSTROPHES: Final = (
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u02f4\u0384\u055a\u05f3\u07f4"
    "\u07f5\u1fbd\u1fbf\u1fef\u1ffd\u2018\u2019\u201a\u201b\u2032\u2035\u275b\u275c\ua78b\ua78c"
    "\uff07\uff40"
)
TONES: Final = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng

_ONE_D: Final = str.maketrans({"ð": "đ", "ɖ": "đ", "ƌ": "đ"})
_STROKED_D: Final = re.compile("d[\u0335\u0336]")
_BARE: Final = str.maketrans(
    {"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ƀ": "b", "ɓ": "b", "ɗ": "d",
     "ı": "i", "ħ": "h", "ŋ": "ng", "ŧ": "t", "ɛ": "e", "ɔ": "o", "ə": "e", "ǝ": "e"}
)  # fmt: skip
"""Letters that do not come apart into a bare one and a mark: what is typed instead of them."""

_WITHIN: Final = re.compile(rf"(?<=\w)[{APOSTROPHES}](?=\w)")
_AFTER_A_CONSONANT: Final = re.compile(
    rf"(?i)(?<!\w)([b-df-hj-np-tv-xzđ]{{1,2}})[{APOSTROPHES}]\s+(?=\w)"
)
_APOSTROPHE: Final = re.compile(f"[{APOSTROPHES}]")
_RUN: Final = re.compile("\\d+|(?:[^\\W\\d_][\u0300-\u036f]*)+")
_LETTER: Final = re.compile("(.)([\u0300-\u036f]*)")


def sounded(name: str) -> str:
    """Equal for two ways of writing one name: Hoà and Hòa, Ðông and Đông, K'Tơ and K’Tơ, Ấp 01 and
    ấp (1); different for Hòa and Hóa, for Đông and Dông, for Ấp 1-2 and Ấp 12."""
    runs = _runs(_letters(_joined(name)))
    return " ".join(run if run.isascii() else _in_tone(run) for run in runs)


def base_letters(name: str) -> frozenset[str]:
    """The letters a name is written with, small and without marks; đ is one of its own."""
    return frozenset(each for each in _letters(name) if each.isalpha())


def bare(text: str) -> str:
    """The words without marks, a blank between them; an apostrophe parts them as a blank does."""
    return " ".join(_runs(_without_marks(_letters(text))))


def syllables(name: str) -> frozenset[str]:
    """The words of a name without marks, in whatever order."""
    return frozenset(bare(name).split())


def findable(name: str) -> frozenset[str]:
    """All the words a name is found by: its syllables, and what an apostrophe parts as one word,
    so that who types hhen or dangelo finds H'Hen and D'Angelo."""
    joined = _joined(name)
    found = syllables(joined)
    return found if joined == unicodedata.normalize("NFC", name) else found | syllables(name)


def _joined(name: str) -> str:
    """Without the apostrophes inside words, a blank after them or not: K'Tơ, K' Tơ."""
    composed = unicodedata.normalize("NFC", name)
    return _WITHIN.sub("", _AFTER_A_CONSONANT.sub(r"\1", composed))


def _letters(name: str) -> str:
    """Small letters of the usual width and font, each followed by its marks."""
    text = unicodedata.normalize("NFKD", _APOSTROPHE.sub(" ", name))
    for _ in range(2):  # a letter may become small only after it came apart
        text = unicodedata.normalize("NFKD", text.casefold().translate(_ONE_D))
    return _STROKED_D.sub("đ", text)


def _without_marks(letters: str) -> str:
    if letters.isascii():
        return letters
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(_BARE)


def _runs(letters: str) -> Iterator[str]:
    """Words and numbers apart; numbers without the zeros in front."""
    for found in _RUN.finditer(letters):
        run = found[0]
        if run[0].isdecimal():
            digits = "".join(str(unicodedata.decimal(digit)) for digit in run)
            run = digits.lstrip("0") or "0"
        yield run


@lru_cache(maxsize=10_000)
def _in_tone(run: str) -> str:
    """The tones after the letters: where in the word they sit is habit. A caron on an a stands
    for its breve (ǎ, ă)."""
    letters, tones = "", ""
    for base, marks in _LETTER.findall(run):
        bears = TONES if base in "aeiouy" else ""
        tones += "".join(mark for mark in marks if mark in bears)
        shape = "".join(mark for mark in marks if mark not in bears)
        letters += base + (shape.replace("\u030c", "\u0306") if base == "a" else shape)
    return unicodedata.normalize("NFD", letters + tones)
