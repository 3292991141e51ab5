"""How a name is written: in one form, by the letters of one alphabet, and seen by everybody."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from shared.vocabulary.refusals import Kind, Refusal

ETH_FOR_D: Final = {"\u00d0": "Đ", "\u00f0": "đ"}
"""The letters of Iceland that old keyboards and files have for Đ and đ. In Icelandic they never
begin a word, in Vietnamese Đ never stands anywhere else."""

WRONG_WIDTH_OR_FONT: Final = ("<wide>", "<narrow>", "<font>")
"""Ｌê, 𝐋ê: the letters are right, only their width or font is kept as another character."""

LOOKALIKE_ALPHABETS: Final = frozenset(
    {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN"}
)
"""Alphabets with letters nobody can tell from Latin ones."""

_BEGINNING_ETH: Final = re.compile(r"(?<![^\W\d_])[\u00d0\u00f0]")


class MixedAlphabets(Refusal):
    code = "writing.mixed-alphabets"
    kind = Kind.INVALID
    sentence = (
        "Letters of another alphabet stand among Latin ones and look like them; type it anew."
    )


def in_one_form(text: str) -> str:
    """The same letters by the right characters, composed, one blank between words. What is a
    letter of its own (Ø, ü, ƀ) and how tones and apostrophes are set stays as written."""
    usual = unicodedata.is_normalized("NFKC", text)
    plain = text if usual else "".join(map(of_usual_width, text))
    composed = unicodedata.normalize("NFC", " ".join(plain.split()))
    return _BEGINNING_ETH.sub(lambda found: ETH_FOR_D[found[0]], composed)


def require_one_alphabet(text: str) -> None:
    """Refuse Latin letters mixed with letters that only look Latin. A name wholly in another
    alphabet is a name."""
    found = alphabets(text)
    if "LATIN" in found and found & LOOKALIKE_ALPHABETS:
        raise MixedAlphabets


def alphabets(text: str) -> frozenset[str]:
    """By the first words of the letters' names: LATIN, CYRILLIC, CJK …"""
    return frozenset(found for letter in set(text) if (found := _alphabet(letter)))


@lru_cache(maxsize=4_096)
def _alphabet(letter: str) -> str | None:
    """None: of no alphabet, as ʼ and ʻ."""
    if not letter.isalpha() or unicodedata.category(letter) == "Lm":
        return None
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def of_usual_width(character: str) -> str:
    """The character itself, or the one it is only another width or font of."""
    if character.isascii():
        return character
    decomposed = unicodedata.decomposition(character)
    if decomposed.startswith(WRONG_WIDTH_OR_FONT):
        return unicodedata.normalize("NFKC", character)
    return character
