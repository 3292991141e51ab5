"""Text written for fonts of the time before Unicode (TCVN3/ABC, VNI), read as if it were Latin:
`NguyÔn V¨n` and `Nguyeãn Vaên` for Nguyễn Văn. It is refused by the name of its encoding.

No true name is refused: a word counts against the text only if it is no Vietnamese syllable as it
stands, and one once it is decoded; and either it is written as no name is (¨ and µ between
letters, eâ, a capital inside), or it becomes one of the commonest words of Vietnamese names.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.syllables import COMMON_IN_NAMES, is_syllable

TCVN3: Final = dict(
    zip(
        "\u00b5\u00b6\u00b7\u00b8\u00b9\u00a8\u00bb\u00bc\u00bd\u00be\u00c6\u00a9\u00c7\u00c8\u00c9"
        "\u00ca\u00cb\u00cc\u00ce\u00cf\u00d0\u00d1\u00aa\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8"
        "\u00dc\u00dd\u00de\u00df\u00e1\u00e2\u00e3\u00e4\u00ab\u00e5\u00e6\u00e7\u00e8\u00e9\u00ac"
        "\u00ea\u00eb\u00ec\u00ed\u00ee\u00ef\u00f1\u00f2\u00f3\u00f4\u00ad\u00f5\u00f6\u00f7\u00f8"
        "\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe\u00ae\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7",
        "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
"""What each character means in TCVN3 (ABC); capitals with a tone are small ones in a font of
capitals. U+00AD, a hyphen nobody sees, is its ư."""

VNI_TONES: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
VNI_MARKS: Final = VNI_TONES | {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
"""What follows a vowel in VNI, and the marks it puts on it."""
VNI_ALONE: Final = {
    "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ",
}  # fmt: skip

SIGNS: Final = frozenset("¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾×÷")
"""Among the characters of TCVN3 those no name is written with."""
ABBREVIATIONS: Final = frozenset({"mª"})
"""María, as it stands in Spanish papers."""

TELLTALES: Final = {"khu phè": "TCVN3 (ABC)", "khu phoá": "VNI"}
"""Khu phố in the old encodings; either word is Vietnamese, both together are nothing."""

_WORD: Final = re.compile(r"[^\s.,;:()\[\]/\"'’‘“”_-]+")
_WRONG_CASE: Final = re.compile("[a-zß-öø-ÿ][À-ÖØ-Þ]|[A-Z]{2}[ß-öø-ÿ]|[A-Z][ß-öø-ÿ][A-Z]")
_VNI_PAIR: Final = re.compile("[aeouy][ùøûõâåãäàê]")

Decoded = str | None
"""A word as its encoding means it; None: it is not of that encoding."""


class TextInLegacyEncoding(Refusal):
    code = "writing.legacy-encoding"
    kind = Kind.INVALID
    sentence = "The text is written for {encoding} fonts; convert it to Unicode and enter it again."


def require_unicode(text: str) -> None:
    """Refuse text that is TCVN3 (ABC) or VNI."""
    encoding = legacy_encoding(text)
    if encoding is not None:
        raise TextInLegacyEncoding(encoding=encoding)


def legacy_encoding(text: str) -> str | None:
    """`TCVN3 (ABC)` or `VNI`, whichever more speaks for; None: nothing does."""
    if text.isascii():
        return None
    composed = unicodedata.normalize("NFC", text)
    for phrase, encoding in TELLTALES.items():
        if phrase in composed.lower():
            return encoding
    words = [word for word in _WORD.findall(composed) if _is_doubtful(word)]
    tcvn3, vni = _proofs(words, _of_tcvn3, _proves_tcvn3), _proofs(words, _of_vni, _proves_vni)
    if not tcvn3 and not vni:
        return None
    return "TCVN3 (ABC)" if tcvn3 >= vni else "VNI"


def _proofs(
    words: list[str], decoded: Callable[[str], Decoded], proves: Callable[[str], bool]
) -> int:
    """How many words prove that the text is encoded so."""
    proofs = 0
    for word in words:
        meant = decoded(word)
        if meant is not None and is_syllable(meant):
            proofs += proves(word) or meant.lower() in COMMON_IN_NAMES
    return proofs


@lru_cache(maxsize=10_000)
def _is_doubtful(word: str) -> bool:
    """Not Vietnamese as it stands, as TuÊn and KHóC are not."""
    if word.isascii() or word.lower() in ABBREVIATIONS:
        return False
    return not is_syllable(word) or _WRONG_CASE.search(word) is not None


def _of_tcvn3(word: str) -> Decoded:
    letters = [TCVN3.get(each, each if each.isascii() else "") for each in word]
    return "".join(letters) if all(letters) else None


def _proves_tcvn3(word: str) -> bool:
    """No name is written so: Lª, TrÇn, KHóC."""
    return len(word) > 1 and not (SIGNS.isdisjoint(word) and not _WRONG_CASE.search(word))


def _of_vni(word: str) -> Decoded:
    meant = ""
    for each in word.lower():
        if each.isascii():
            meant += each
        elif meant and meant[-1] in ("aeouy" if each in VNI_TONES else "aeo"):
            meant += VNI_MARKS.get(each, VNI_ALONE.get(each, "?"))
        elif meant and meant[-1] in "ơư" and each in VNI_TONES:
            meant += VNI_TONES[each]
        else:
            meant += VNI_ALONE.get(each, "?")
    return None if "?" in meant else unicodedata.normalize("NFC", meant)


def _proves_vni(word: str) -> bool:
    """No name is written so: Leâ, TRAÀN. (Phuïng proves nothing by itself: Loïc, Haïm.)"""
    return _VNI_PAIR.search(word.lower()) is not None
