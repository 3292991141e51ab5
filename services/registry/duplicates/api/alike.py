"""Clans and establishments that may be there twice: by what they are called, in one place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

from rapidfuzz.distance import OSA

from shared.vocabulary.folding import bare

WORDS: Final = ("dong ho", "dong toc", "ho", "toc", "truong", "co quan", "doanh nghiep", "don vi")
"""For what it is, in front of its name; the longer first."""
IN_FULL: Final[Mapping[str, str]] = {
    "mn": "mam non",
    "th": "tieu hoc",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
}
"""Of schools, as they are abbreviated."""
LETTERS_OF_A_MISTAKE: Final = 8
"""A mistake in so many letters, and two at most: of shorter names each is another one."""
MOST_MISTAKES: Final = 2

_IN_FRONT: Final = re.compile(rf"^(?:{'|'.join(WORDS)}) (?=\w)")
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True)
class Called:
    """A bearer by its name, where it stands today."""

    bearer_id: UUID
    name: str


@dataclass(frozen=True)
class Namesakes:
    """Two that stand in one place, the lesser id first; `same`: marks and the word for what they
    are aside, the names are one."""

    one_id: UUID
    other_id: UUID
    same: bool


@lru_cache(maxsize=65_536)
def core(name: str) -> str:
    """What names are compared by: without marks, without the word for what it is in front, in
    full."""
    written = _IN_FRONT.sub("", bare(name))
    return " ".join(IN_FULL.get(word, word) for word in written.split())


def namesakes(
    called: Sequence[Called], after: tuple[UUID, UUID] | None = None
) -> Iterator[Namesakes]:
    """The pairs among those of one place, by their ids, after that one. Numbers are mistaken for no
    others."""
    each_once = sorted(called, key=lambda each: each.bearer_id)
    cores = [core(each.name) for each in each_once]
    for number, one in enumerate(each_once):
        if after is not None and one.bearer_id < after[0]:
            continue
        for beside in range(number + 1, len(each_once)):
            other = each_once[beside]
            if after is not None and (one.bearer_id, other.bearer_id) <= after:
                continue
            mistakes = _mistakes(cores[number], cores[beside])
            if mistakes is not None:
                yield Namesakes(one.bearer_id, other.bearer_id, mistakes == 0)


def _mistakes(one: str, other: str) -> int | None:
    """By how many one is written otherwise; None: they are two names."""
    if one == other:
        return 0
    most = min(MOST_MISTAKES, min(len(one), len(other)) // LETTERS_OF_A_MISTAKE)
    if not most or _NUMBER.findall(one) != _NUMBER.findall(other):
        return None
    mistakes = OSA.distance(one, other, score_cutoff=most)
    return mistakes if mistakes <= most else None
