"""What names of places are compared by: bare words, digits apart, the word for the kind or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from shared.vocabulary.folding import bare, sounded

ALIKE: Final = str.maketrans("y", "i")
"""Quý and Quí, Mỹ and Mĩ: which of the two is habit."""

KINDS: Final = (
    "tỉnh", "thành phố", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã", "đặc khu",
    "tổ dân phố", "khu phố", "thôn", "ấp", "xóm", "bản", "buôn", "làng", "khóm", "tổ", "khu",
)  # fmt: skip
SHORT: Final[Mapping[str, str]] = {
    "t": "tỉnh", "tp": "thành phố", "q": "quận", "h": "huyện", "tx": "thị xã", "tt": "thị trấn",
    "p": "phường", "x": "xã", "đk": "đặc khu", "tdp": "tổ dân phố", "kp": "khu phố",
}  # fmt: skip
"""What people write for the kind in front of a name, and leave out as often."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(bare(text).translate(ALIKE).split())


_IN_FRONT: Final[Mapping[tuple[str, ...], str]] = {
    _words(written): " ".join(_words(kind))
    for written, kind in {**{kind: kind for kind in KINDS}, **SHORT}.items()
}
_LONGEST: Final = max(map(len, _IN_FRONT))


@dataclass(frozen=True, slots=True)
class Spelling:
    """`letters` and `numbers` of a name, and how it `sounds`; `kind` is the word for it that stood
    in front and was taken off, if one was."""

    letters: str
    numbers: tuple[str, ...]
    sounds: str
    kind: str | None = None


@lru_cache(maxsize=20_000)
def spellings(name: str) -> tuple[Spelling, ...]:
    """A name as it is written, and without the word for its kind."""
    return tuple(_spellings(name))


def _spellings(name: str) -> Iterator[Spelling]:
    words, sounds = _words(name), sounded(name).split()
    yield _spelling(words, sounds, None)
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        kind = _IN_FRONT.get(words[:length])
        if kind is not None:
            yield _spelling(words[length:], sounds[length:], kind)
            return


@lru_cache(maxsize=1_000)
def kind_of(code: str) -> str:
    """A kind kept as data (`khu-pho`) as it is compared."""
    return " ".join(_words(code))


def _spelling(words: tuple[str, ...], sounds: list[str], kind: str | None) -> Spelling:
    letters = " ".join(word for word in words if not word.isdecimal())
    numbers = tuple(word for word in words if word.isdecimal())
    return Spelling(letters, numbers, " ".join(sounds), kind)
