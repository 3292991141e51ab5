"""Which chapter is meant: the sub-heading «I. Chi hội Khu phố 1 (14 hội viên)», a column, or the
name of a sheet; on the books Chi hội Khuyến học Khu phố 1."""

import re
from collections.abc import Mapping
from typing import Final, Generic, NamedTuple, TypeVar

from services.registry.importing.members.doubts import ChapterDoubtful, ChapterNotFound
from shared.importing.hamlets import Said, said_of
from shared.importing.people import text
from shared.importing.reading.rows import place_said
from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare, sounded

Chapter = TypeVar("Chapter")
_NUMBER: Final = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-H]|\d{1,3}(?:\.\d{1,2})?)\s*[.)/:-]+\s*")
_ALONE: Final = re.compile(r"\s*\(?(?:[IVXLC]{1,6}|[A-H]|\d{1,3}(?:\.0)?)[.)]?\s*")
_ASIDE: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*[:.]?\s*$")
_MEMBERS: Final = re.compile(
    r"\s*[:,;–-]?\s*\(?\d+\s*(?:hội viên|hv|người|đ/c|đồng chí)\b.*$", re.I
)
_WORDS: Final = re.compile(
    r"(chi hoi|phan hoi|ban khuyen hoc|to khuyen hoc|hoi khuyen hoc|chi hoi khuyen hoc|chkh)\b.*"
)
_LIST: Final = re.compile(r"^danh sách.*?(?=chi hội\b)", re.IGNORECASE)
_COUNTS: Final = re.compile(r"(\d+)( hoi vien| hv| nguoi)?")
_NOT_ITS_NAME: Final = frozenset(
    {"chi", "hoi", "khuyen", "hoc", "ban", "cua", "to", "phan", "chkh", "kh", "bkh", "hkh"}
)
_A_UNITS: Final = re.compile(
    r"hoi (khuyen hoc|kh)( (phuong|xa|thi tran|quan|huyen|thi xa|tinh|thanh pho|tp|dac khu)\b.*)?"
)
"""Not of a chapter: whose list it is."""


def over(row: Row) -> Mapping[str, Value] | None:
    """What a row says that is the sub-heading of a chapter: nothing else stands there but a number
    before it, and how many members it has."""
    texts = [each for each in map(text, row.filled.values()) if each]
    names = [each for each in texts if not _ALONE.fullmatch(each)]
    if not names or any(not _COUNTS.fullmatch(bare(each)) for each in names[1:]):
        return None
    said = chapter_said(names[0])
    numbered = any(each.rstrip(".)").isdecimal() for each in texts)
    if said and numbered and not _WORDS.fullmatch(bare(said)):
        return None  # somebody called Tô or Lang, and nothing else is known
    return {"chapter": said} if said else None


def chapter_said(written: str) -> str | None:
    """The name of a chapter in a sub-heading, as it stands there without number and count; None: it
    is no such sub-heading."""
    said = _LIST.sub("", _NUMBER.sub("", written))
    said = _MEMBERS.sub("", _ASIDE.sub("", said)).strip(" :.-–")
    if _A_UNITS.fullmatch(bare(said)):
        return None
    words = {*bare(said).split()}
    if _WORDS.fullmatch(bare(said)) and words - _NOT_ITS_NAME:
        return said
    return said if place_said(said) else None


class Key(NamedTuple):
    """By what a chapter is known: of a hamlet, or of whatever its name says besides."""

    said: Said
    rest: str


class Chapters(Generic[Chapter]):
    """Those of one association, by the names that they have on the day."""

    def __init__(self, named: Mapping[Chapter, str]) -> None:
        self._whole = {each: sounded(name) for each, name in named.items()}
        self._key = {each: _key(name) for each, name in named.items()}

    def find(self, name: str) -> Chapter:
        """Raises the Doubt of a chapter."""
        whole, key = sounded(name), _key(name)
        found = [each for each, said in self._whole.items() if said == whole]
        found = found or [each for each, said in self._key.items() if said.rest == key.rest]
        if not found and key.said.kind is None:
            found = [each for each, said in self._key.items() if said.said.name == key.said.name]
        if not found and name.isascii():
            found = [each for each, s in self._key.items() if bare(s.rest) == bare(key.rest)]
        if not found:
            raise ChapterNotFound
        if len(found) > 1:
            raise ChapterDoubtful
        return found[0]


def own_name(name: str) -> str:
    """Without the words that every chapter is called by."""
    words = name.split()
    while words and (bare(words[0]) in _NOT_ITS_NAME or not bare(words[0])):
        words = words[1:]
    return " ".join(words) or name


def _key(name: str) -> Key:
    """A hamlet by its kind and name."""
    said = said_of(own_name(name))
    return Key(said, f"{said.kind} {said.name}" if said.kind else said.name)
