"""A file of set A as it is read and judged, beside what its tables say of it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from shared.importing.doubts import Doubt
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.headings import Shape
from shared.importing.reading.lists import Line, Understood, understood
from shared.importing.report import Told
from shared.importing.sources.reading_apart import sheets_of
from shared.vocabulary.identifiers import new_id
from tests.importing.fixtures import set_a, table

TODAY = date(2026, 11, 27)
Where = tuple[str, int]


def values(file: str) -> list[dict[str, str]]:
    return [each for each in table("VALUES.csv") if each["file"] == file]


@dataclass(frozen=True)
class OfSetA:
    expected: Mapping[str, str]
    shape: Shape
    judge: Callable[[Sequence[Line], Context], Sequence[Any]]
    answer: Callable[[Sequence[Line]], Mapping[str, str]] = lambda _: {}

    @classmethod
    def of_kind(
        cls,
        kind: str,
        shape: Shape,
        judge: Callable[[Sequence[Line], Context], Sequence[Any]],
        answer: Callable[[Sequence[Line]], Mapping[str, str]] = lambda _: {},
    ) -> "list[OfSetA]":
        files = [each for each in table("EXPECTED.csv") if each["kind"] == kind]
        return [cls(each, shape, judge, answer) for each in files]

    @property
    def name(self) -> str:
        return self.expected["file"]

    @property
    def totals(self) -> dict[str, int]:
        said = filter(None, self.expected["totals"].split("; "))
        return {name: int(value) for name, _, value in (each.partition("=") for each in said)}

    @cached_property
    def read(self) -> list[Understood]:
        return understood(sheets_of(self.name, (set_a() / self.name).read_bytes()), self.shape)

    @cached_property
    def lines(self) -> list[Line]:
        return [line for each in self.read for line in each.lines]

    @cached_property
    def hamlets(self) -> dict[UUID, str]:
        number = self.name.partition("_")[0]
        places = table("PLACES.csv")
        return {new_id(): each["hamlet"] for each in places if number in each["files"].split()}

    @cached_property
    def judgements(self) -> dict[Where, Any]:
        there, answers = Hamlets(self.hamlets), self.answer(self.lines)
        context = Context(new_id(), TODAY, TODAY, there, answers)
        found = self.judge(self.lines, context)
        return {(line.sheet, line.row): each for each in found for line in _lines(each)}

    def require_rows(self) -> None:
        lists = [each for each in self.read if each.heading and each.lines]
        tops = [each.heading.top for each in lists if each.heading]
        assert [each.sheet for each in lists] == self.expected["sheets"].split(" | ")
        assert [(each.sheet, each.row) for each in self.lines] == [*self._data()]
        assert len(self.lines) == int(self.expected["data_rows"])
        headings = re.findall(r"(?:^|; |!)(\d+)", self.expected["header_rows"])
        assert tops == [*map(int, headings)]

    def require_judgements(self) -> None:
        wrong = {at: (why, False) for at, why in self._reasons("wrong_rows")}
        ask = {at: (why, True) for at, why in self._reasons("ask_rows")}
        doubts = {
            at: (each.outcome.reason, each.outcome.asks)
            for at, each in self.judgements.items()
            if isinstance(each, Told) and isinstance(each.outcome, Doubt)
        }
        assert doubts == wrong | ask
        assert len(self.judgements) - len(doubts) == int(self.expected["right"])

    def require_column(self, value: Mapping[str, str]) -> None:
        """Where the value stands, if it stands in a cell of its row."""
        heading = next(each.heading for each in self.read if each.sheet == value["sheet"])
        assert heading is not None
        column = heading.columns.get(value["field"], 0)
        assert int(value["column"]) in (0, column)

    @property
    def _only(self) -> str:
        return self.expected["sheets"].split(" | ")[0]

    def _data(self) -> Iterator[Where]:
        for part in filter(None, self.expected["data_at"].split(";")):
            sheet, _, numbers = part.strip().rpartition("!")
            for each in numbers.split(","):
                first, _, last = each.partition("-")
                yield from (
                    (sheet or self._only, row) for row in range(int(first), int(last or first) + 1)
                )

    def _reasons(self, column: str) -> Iterator[tuple[Where, str]]:
        for part in filter(None, self.expected[column].split(";")):
            reason, _, where = part.strip().partition(": ")
            for sheet, row in re.findall(r"(?:(\S[^!]*)!)?(\d+)(?: |$)", where):
                yield (sheet or self._only, int(row)), reason


def _lines(judged: Any) -> Sequence[Line]:
    return (judged.line,) if isinstance(judged, Told) else judged.lines
