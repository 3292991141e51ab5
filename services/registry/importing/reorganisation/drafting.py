"""From what the rows of a list say to the rows of its document: who is meant, what is made, what
stays."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from services.registry.importing.placing import Called, PlaceNotHere, called
from services.registry.importing.reorganisation.books import Books, key_of, of_hamlet
from services.registry.importing.reorganisation.doubts import (
    LevelsDiffer,
    ParentUnsaid,
    PlaceAmbiguous,
    RenamedOrMerged,
    SuccessorUnknown,
)
from services.registry.importing.reorganisation.list import Change, Paper
from services.registry.importing.reorganisation.saying import Said
from services.registry.places.territory.reorganisation.document import Row
from shared.importing.doubts import Doubt, KindMissing
from shared.importing.hamlet_names import KINDS, hamlet_name
from shared.importing.judging import Doubted
from shared.importing.reading.lists import Line
from shared.vocabulary.folding import bare
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places.levels import COMMUNE, HAMLET

OFFICIAL: dict[str, str] = {
    "tinh": "Tỉnh", "thanh-pho": "Thành phố", "huyen": "Huyện", "quan": "Quận",
    "thi-xa": "Thị xã", "xa": "Xã", "phuong": "Phường", "thi-tran": "Thị trấn",
    "dac-khu": "Đặc khu",
}  # fmt: skip
LEVELS: dict[str, str] = dict.fromkeys(("xa", "phuong", "thi-tran", "dac-khu"), COMMUNE)


@dataclass
class _Group:
    """All changes into one place, by what that is called."""

    changes: list[Change] = field(default_factory=list)
    before: list[tuple[Change, Said, UUID]] = field(default_factory=list)

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def lies_in_said(self) -> bool:
        """Such come after those in which they may lie."""
        return any(each.parent for each in self.changes)

    @property
    def code(self) -> str | None:
        return next((each.code for each in self.changes if each.code), None)

    @property
    def is_of_one(self) -> bool:
        """Whether a single place goes over, whole."""
        return len(self.before) == 1 and not self.before[0][1].part


@dataclass
class Draft:
    """`rows` with the line that says each; `wrong`: of which line what is doubted; `names`: of
    what has no name on the books yet."""

    rows: list[tuple[Row, Line]] = field(default_factory=list)
    wrong: list[tuple[Line, Doubted]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


class Drafting:
    def __init__(self, books: Books, paper: Paper) -> None:
        self._books, self._paper = books, paper
        self._groups: dict[str, _Group] = {}
        self.draft = Draft()
        self._made: dict[str, str] = {}

    def drafted(self) -> Draft:
        staying: list[tuple[Change, UUID | None]] = []
        for change in self._paper.changes:
            found = [*self._found(change)]
            if change.how in ("over", "made"):
                group = self._groups.setdefault(_key_of(change), _Group())
                group.changes.append(change)
                group.before += [(change, said, place) for said, place in found]
            else:
                staying += [(change, place) for _, place in found]
        for key, group in sorted(self._groups.items(), key=lambda each: each[1].lies_in_said):
            self._guarded(group.first, partial(self._into, key, group))
        for change, place in staying:
            self._guarded(change, partial(self._staying, change, place))
        return self.draft

    def _guarded(self, change: Change, add: Callable[[], None]) -> None:
        try:
            add()
        except _About as about:
            self.draft.wrong.append((about.line or change.line, about.doubted))

    def _found(self, change: Change) -> Iterator[tuple[Said, UUID]]:
        for said in change.before:
            try:
                yield said, self._books.find(said)
            except Doubt as doubt:
                self.draft.wrong.append((change.line, Doubted(doubt, "predecessor")))

    def _add(self, row: Row, line: Line) -> None:
        self.draft.rows.append((row, line))

    def _into(self, key: str, group: _Group) -> None:
        """What goes over, to what is there or is made."""
        after = self._there(group)
        name = self._make(key, group) if after is None else str(after)
        for change, said, place in group.before:
            if place == after and not said.part:
                continue
            self._add(Row("part" if said.part else "whole", str(place), name), change.line)

    def _there(self, group: _Group) -> UUID | None:
        """The place of the books that takes over; None: the document makes one. Raises _About."""
        first = group.first
        if any(each.new or each.how == "made" for each in group.changes):
            return None
        within = next((each.parent for each in group.changes if each.parent), "")
        said = first.successor
        found = self._books.all(said if said.within else said._replace(within=within))
        own = [each for each in found if each in {place for _, _, place in group.before}]
        found = own if len(own) == 1 else found
        if len(found) == 1 and group.code in (None, self._books.attributes(found[0]).code):
            return found[0]
        if len(found) > 1 and group.code is None:
            raise _About(PlaceAmbiguous(), "successor")
        if any(each.stays for each in group.changes):
            raise _About(PlaceNotHere(), "successor")
        if not group.code and not all(each.new_if_unknown for each in group.changes):
            raise _About(SuccessorUnknown(), "successor")
        if group.is_of_one:
            raise _About(RenamedOrMerged(), "how")
        return None

    def _make(self, key: str, group: _Group) -> str:
        """The code or handle of what is made."""
        first = group.first
        level = self._level(group)
        said = next((each.kind for each in group.changes if each.kind), None)
        kind, name = named(first.successor.name, said, level)
        code = group.code
        handle = None if code else "m" + derived_id("made", key).hex[:20]
        row = Row(
            "made",
            handle=handle,
            level=level,
            kind=kind,
            name=name,
            code=code,
            parent=self._parent(group),
        )
        self._add(row, first.line)
        made = code or handle or ""
        self.draft.names[made] = name
        self._made[key] = made
        return made

    def _level(self, group: _Group) -> str:
        levels = {self._books.attributes(place).level for _, _, place in group.before}
        if len(levels) > 1:
            raise _About(LevelsDiffer(), "predecessor")
        if levels:
            return levels.pop()
        kind = group.first.kind or called(group.first.successor.name).kind
        return LEVELS.get(
            kind or "", HAMLET if of_hamlet(group.first.successor.name).kind else COMMUNE
        )

    def _parent(self, group: _Group) -> str | None:
        said = next((each for each in group.changes if each.parent), None)
        if said is not None:
            return self._named(said.parent, said.line, "parent")
        above = {self._books.above(place) for _, _, place in group.before}
        if len(above) != 1:
            raise _About(ParentUnsaid(), "successor")
        only = above.pop()
        return None if only is None else str(only)

    def _named(self, words: str, line: Line, column: str) -> str:
        """A place that is made here, or is there."""
        key = key_of(words)
        if key in self._made:
            return self._made[key]
        try:
            code = words if words.isdecimal() else None
            return str(self._books.find(Said(words, code=code)))
        except Doubt as doubt:
            raise _About(doubt, column, line) from None

    def _staying(self, change: Change, place: UUID | None) -> None:
        """What stays, under another name, kind or code, or in another place; or ends."""
        if change.how == "kept" or place is None:
            return
        before = str(place)
        if change.how == "ended":
            self._add(Row("ended", before), change.line)
        elif change.how == "moved":
            parent = self._named(change.parent or change.after, change.line, "successor")
            self._add(Row("moved", before, parent=parent), change.line)
        else:
            books = self._books.attributes(place)
            said = change.kind or (books.kind if change.how == "renamed" else None)
            kind, name = named(change.successor.name, said, books.level)
            other = None if kind == books.kind else kind
            how = "retyped" if other and change.how == "retyped" else "renamed"
            self._add(Row(how, before, kind=other, name=name, code=change.code), change.line)


def _key_of(change: Change) -> str:
    """Alike for all changes into one place."""
    said = change.successor
    within = f" ({key_of(said.within)})" if said.within else ""
    return said.code or f"{key_of(said.name)}{within}"


class _About(Exception):
    """What is doubted, of which column; `line` None: of the first row of its group."""

    def __init__(self, doubt: Doubt, column: str, line: Line | None = None) -> None:
        self.doubted, self.line = Doubted(doubt, column), line
        super().__init__(doubt)


def named(words: str, kind: str | None, level: str) -> tuple[str, str]:
    """The kind and the name with its kind before it, as it is kept. Raises _About."""
    if level == HAMLET:
        try:
            found = hamlet_name(words, kind if kind in KINDS else None)
        except Doubt as doubt:
            raise _About(doubt, "successor") from None
        return found.kind, found.name
    meant: Called = called(words)
    kind = meant.kind or kind
    if kind not in OFFICIAL:
        raise _About(KindMissing(), "successor")
    return kind, f"{OFFICIAL[kind]} {_rest(words, meant)}"


def _rest(words: str, meant: Called) -> str:
    """The name without its kind, as it is written."""
    parts = words.replace(".", ". ").split()
    over = len(bare(words).split()) - len(meant.plain.split())
    rest = " ".join(parts[over:])
    return rest.title() if rest.islower() or (rest.isupper() and len(rest) > 2) else rest


def drafted(books: Books, paper: Paper) -> Draft:
    return Drafting(books, paper).drafted()
