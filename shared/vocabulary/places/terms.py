"""Names by their letters, so that those that are nearly what was typed are found among many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shared.vocabulary.places.place import Span
from shared.vocabulary.places.spelling import Spelling

SAME, ONE_MISTAKE, A_PART, TWO_MISTAKES = range(4)
"""How well a name fits what was typed, best first; a part: these words and others."""

LEAST_PART: Final = 2
"""Letters of which something longer is looked for."""

Term = tuple[tuple[str, ...], str]
"""Numbers, and letters."""


@dataclass(frozen=True, slots=True)
class Called:
    """A name that a place has or had, while it had it, in one spelling. `kinds` are words for
    what it was then."""

    place_id: UUID
    name: str
    during: Span
    kinds: tuple[str, ...]
    spelling: Spelling

    @property
    def term(self) -> Term:
        return self.spelling.numbers, self.spelling.letters


class Terms:
    """Names by term; beside it, the letters by numbers and length, and the terms by word."""

    def __init__(self) -> None:
        self._called: dict[Term, list[Called]] = defaultdict(list)
        self._lengths: dict[tuple[tuple[str, ...], int], list[str]] = defaultdict(list)
        self._words: dict[str, dict[Term, None]] = defaultdict(dict)

    def learn(self, names: Iterable[Called]) -> None:
        for called in names:
            numbers, letters = called.term
            if not self._called[called.term]:
                self._lengths[numbers, len(letters)].append(letters)
            self._called[called.term].append(called)
            for word in letters.split():
                self._words[word][called.term] = None

    def forget(self, names: Iterable[Called]) -> None:
        for called in names:
            numbers, letters = called.term
            self._called[called.term].remove(called)
            if not self._called[called.term]:
                del self._called[called.term]
                self._lengths[numbers, len(letters)].remove(letters)
                for word in {*letters.split()}:
                    del self._words[word][called.term]

    def fitting(self, asked: Spelling, most: int = 2) -> Iterator[tuple[int, Called]]:
        """Names that fit, each with how, with so many mistakes at most; one may come twice."""
        asked_term = (asked.numbers, asked.letters)
        yield from ((SAME, called) for called in self._called.get(asked_term, ()))
        for term in self._with_part(asked):
            if term != asked_term:
                yield from ((A_PART, called) for called in self._called[term])
        for letters, mistakes in self._nearly(asked, min(most, _forgiven(asked.letters))):
            fits = ONE_MISTAKE if mistakes == 1 else TWO_MISTAKES
            yield from ((fits, called) for called in self._called[asked.numbers, letters])

    def _nearly(self, asked: Spelling, most: int) -> Iterator[tuple[str, int]]:
        """Letters with so many mistakes at most, and the same numbers."""
        length = len(asked.letters)
        for near in range(length - most, length + most + 1) if most else ():
            among = self._lengths.get((asked.numbers, near), ())
            found = process.extract(
                asked.letters, among, scorer=OSA.distance, score_cutoff=most, limit=None
            )
            yield from ((letters, int(mistakes)) for letters, mistakes, _ in found if mistakes)

    def _with_part(self, asked: Spelling) -> Iterator[Term]:
        """Those with all these words in this order, and others; who says no number gets those with
        any."""
        if len(asked.letters) < LEAST_PART:
            return
        part = f" {asked.letters} "
        among = min((self._words.get(word, {}) for word in asked.letters.split()), key=len)
        for numbers, letters in among:
            if part in f" {letters} " and (numbers == asked.numbers or not asked.numbers):
                yield numbers, letters


def _forgiven(letters: str) -> int:
    """How many mistakes: in a long name two."""
    return min(2, len(letters) // 6 + (len(letters) > 1))
