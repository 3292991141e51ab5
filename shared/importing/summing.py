"""What the rows of a list add up to, beside what the file itself says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from shared.importing.reading.headings import folded
from shared.importing.reading.lists import Line, Understood
from shared.importing.reading.rows import Why


@dataclass(frozen=True)
class Sum:
    """Over the rows that are right; and what the file itself says. None: it says nothing."""

    right: float
    stated: float | None


class Summed(Protocol):
    """A row; `became` None: it is not right. `adds`: what it adds to each sum."""

    @property
    def line(self) -> Line: ...

    @property
    def became(self) -> str | None: ...

    @property
    def adds(self) -> Mapping[str, float]: ...


def sums_of(lists: Iterable[Understood], told: Sequence[Summed]) -> dict[str, Sum]:
    """Of what its kind says; else of all that rows add to, and of every field of which the file
    states a total."""
    right = [each for each in told if each.became is not None]
    lists = [*lists]
    if (kind_says := next((each.sums for each in lists), None)) is not None:
        stated_by = {each.sheet: _stated(each) for each in lists}
        found_of = {name: _of(name, fields, stated_by, right) for name, fields in kind_says.items()}
        return {name: each for found in found_of.values() for name, each in found.items()}
    stated: dict[str, float] = {}
    for each in lists:
        for field, value in _stated(each).items():
            stated[field] = stated.get(field, 0) + value
    added = dict.fromkeys(name for each in told for name in each.adds)
    found = {name: sum(each.adds.get(name, 0) for each in right) for name in added}
    raw = stated.keys() - found.keys() - _COUNTED.keys()
    found |= {
        field: sum(_number(each.line.values.get(field)) for each in right)
        for field in stated
        if field in raw
    }
    return {field: Sum(total, stated.get(field)) for field, total in found.items()}


def _of(
    name: str,
    fields: Sequence[str],
    stated_by: Mapping[str, Mapping[str, float]],
    right: Sequence[Summed],
) -> dict[str, Sum]:
    """The sum, beside what the lists state together, each under the first of the fields that it
    has. Where rows of a list add to it that states nothing, what others state is told by sheet."""
    added: dict[str, float] = {}
    for each in right:
        added[each.line.sheet] = added.get(each.line.sheet, 0) + each.adds.get(name, 0)
    found = {
        sheet: next((stated[each] for each in fields if each in stated), None)
        for sheet, stated in stated_by.items()
    }
    numbers = {sheet: said for sheet, said in found.items() if said is not None}
    total = sum(added.values())
    if any(more and sheet not in numbers for sheet, more in added.items()):
        apart = {f"{name}: {each}": Sum(added.get(each, 0), n) for each, n in numbers.items()}
        return {name: Sum(total, None)} | apart
    return {name: Sum(total, sum(numbers.values()) if numbers else None)}


def _stated(of: Understood) -> Mapping[str, float]:
    """By the row that is the total of all, else by all that are totals."""
    totals = [each.values for each in of.skipped if each.why is Why.TOTAL]
    of_all = [each for each in totals if any(_is_of_all(value) for value in each.values())]
    found: dict[str, float] = {}
    for values in of_all[-1:] or totals:
        for field, value in values.items():
            if isinstance(value, float):
                found[field] = found.get(field, 0) + value
            elif isinstance(value, str):
                for name, number in _said_in_words(value):
                    found[name] = found.get(name, 0) + number
    return found


_COUNTED: Final[Mapping[str, str]] = {"people": r"nguoi|nhan khau|khau", "families": "ho"}
"""What a total counts in words, as «115 người»."""


def _said_in_words(text: str) -> Iterable[tuple[str, int]]:
    for name, words in _COUNTED.items():
        for number in re.findall(rf"\b(\d+) (?:{words})\b", folded(text.replace(".", ""))):
            yield name, int(number)


def _is_of_all(value: object) -> bool:
    return isinstance(value, str) and folded(value).startswith("tong")


def _number(value: object) -> float:
    if isinstance(value, str):
        value = float(value) if value.strip().isdecimal() else 0
    return value if isinstance(value, int | float) else 0
