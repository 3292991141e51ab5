"""What a list of chapters looks like, and what each of its rows says: right, wrong or to ask."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.importing.associations.doubts import HostKindUnsaid
from services.registry.importing.members.chapters import chapter_said, own_name
from shared.importing import days, people
from shared.importing.doubts import ListedTwice, NameMissing
from shared.importing.hamlets import said_of
from shared.importing.judging import Readers, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import bare, sounded
from shared.vocabulary.kinds import CHAPTER_HOST_KINDS

_UNIT: Final = re.compile(r"hoi (khuyen hoc|kh)\b.*")
_WORDS: Final = dict(
    zip(
        CHAPTER_HOST_KINDS,
        (
            r"co quan|ubnd|uy ban|cong an|quan su|dang uy|hanh chinh|van phong",
            r"dong ho|dong toc|ho toc|chi toc",
            r"dong huong",
            r"khu pho|kp|ap|thon|to dan pho|tdp|khom|buon|ban|lang|xom|khu dan cu|khu vuc|to",
            r"truong|thcs|thpt|tieu hoc|mam non|mau giao|dai hoc|cao dang|hoc sinh|th",
            r"cong ty|doanh nghiep|hop tac xa|htx|chua|giao xu|xi nghiep|benh vien|don vi",
        ),
        strict=True,
    )
)
"""Words that say with whom a chapter is."""
SHAPE: Final = Shape(
    "associations",
    (
        Field("name", ("ten chi hoi", "chi hoi", "ten chi hoi khuyen hoc", "chi hoi khuyen hoc",
                       "ten to chuc", "ten hoi chi hoi", "hoi chi hoi", "ten hoi",
                       "don vi", "ten don vi", "ten ban khuyen hoc", "ban khuyen hoc")),
        Field("host_kind", ("loai hinh", "loai chi hoi", "loai", "loai hinh chi hoi", "thuoc khoi",
                            "khoi", "loai to chuc")),
        Field("hamlet", ("khu pho", "ap", "thon", "dia ban", "khu pho ap", "thuoc khu pho",
                         "thuoc dia ban", "to dan pho", "kp")),
        Field("founded_on", ("ngay thanh lap", "nam thanh lap", "thanh lap", "thoi gian thanh lap",
                             "ngay thang thanh lap", "ngay thang nam thanh lap")),
        Field("document", ("so quyet dinh", "quyet dinh", "quyet dinh thanh lap", "so qd", "qd")),
        Field("members", ("so hoi vien", "hoi vien", "tong so hoi vien", "so luong hoi vien"),
              repeats=False),
        Field("head", ("chi hoi truong", "nguoi dung dau", "ho ten chi hoi truong",
                       "truong ban", "ho va ten chi hoi truong")),
        Field("note", ("ghi chu",)),
    ),
    needs=("name",),
    sums={"chapters": ()},
)  # fmt: skip


@dataclass(frozen=True)
class ChapterRow:
    """What a right row says. `host_kind` None: it is the association itself. `founded_on` None:
    nobody said."""

    line: Line
    name: str
    place_id: UUID
    host_kind: str | None
    founded_on: date | None

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        return {"chapters": 0 if self.host_kind is None else 1}


Judged = ChapterRow | Told


def is_unit(name: str) -> bool:
    """Whether it is an association's own name, and no chapter's."""
    return bool(_UNIT.fullmatch(bare(name))) and chapter_said(name) is None


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    found = (_read(line, context) for line in lines)
    return [*each_once(found, lambda row: sounded(row.name), lambda *_: ListedTwice, "name")]


def _read(line: Line, context: Context) -> Judged:
    name = people.text(line.values.get("name"))

    def called(_: Value) -> str:
        if not any(each.isalpha() for each in name):
            raise NameMissing
        return name

    def host_kind(value: Value) -> str | None:
        if is_unit(name):
            return None
        said = (found for each in (value, name) if (found := kind_said(people.text(each))))
        if (kind := next(said, None)) is None:
            raise HostKindUnsaid(kinds=", ".join(CHAPTER_HOST_KINDS))
        return kind

    readers: Readers = {
        "name": called,
        "host_kind": host_kind,
        "founded_on": lambda value: days.since(value, context.today).first,
    }
    said, doubts = read(line, readers)
    if doubts:
        return Told(line, *first(doubts))
    kind = said["host_kind"]
    at, doubts = read(line, {"hamlet": lambda value: _place(value, name, kind, line, context)})
    if doubts:
        return Told(line, *first(doubts))
    return ChapterRow(line, place_id=at["hamlet"], **said)


def _place(value: Value, name: str, kind: str | None, line: Line, context: Context) -> UUID:
    """That of its hamlet, where it is one's or the list says one; else the place of the list."""
    if value is not None and people.text(value):
        return context.hamlets.find(value)
    if kind != "hamlet":
        return context.place_id
    own = own_name(name)
    return context.hamlets.find(own if said_of(own).kind or not line.place else line.place)


def kind_said(words: str) -> str | None:
    """The kind of host that the first of the words says that say one, or its code."""
    if words in CHAPTER_HOST_KINDS:
        return words
    folded = bare(own_name(words))
    found = {kind: re.search(rf"\b(?:{said})\b", folded) for kind, said in _WORDS.items()}
    at = {kind: each.start() for kind, each in found.items() if each}
    return min(at, key=lambda kind: at[kind], default=None)
