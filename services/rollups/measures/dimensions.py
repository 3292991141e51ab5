"""Dimensions: by what else than place and day a measure is told apart, and how that is stored.

A dimension is a field of the events that are counted. Its values are words of a closed list, codes,
years or the first days of spans; what a measure is counted by stands in a column of its own, the
values in the order of the measure's `by`, with `/` between them: `family/new/2022`. A value that
nobody said is empty.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from shared.vocabulary import kinds
from shared.vocabulary.facilities import FACILITIES
from shared.vocabulary.programmes import PROGRAMMES
from shared.vocabulary.titles import TITLES
from shared.vocabulary.topics import TOPICS, Topics

Values = tuple[str, ...]
"""One for each dimension of a measure, in the order of its `by`."""

BETWEEN: Final = "/"
NOT_SAID: Final = ""
"""The value of what no event said, or was counted before it was asked for."""

_CODE = re.compile(kinds.CODE)


@dataclass(frozen=True)
class Dimension:
    """`values`: those it may have; None: any code. `tree`: they lie in each other, and whoever asks
    for one of them has what lies below it, too."""

    values: Container[str] | None = None
    tree: Topics | None = None

    def has(self, value: str) -> bool:
        if self.values is not None:
            return value in self.values
        short = len(value) <= kinds.LONGEST_CODE
        return value == NOT_SAID or (short and _CODE.match(value) is not None)

    def covers(self, asked: str, value: str) -> bool:
        """Whether who asks for the one value has what was counted under the other."""
        return asked == value or (self.tree is not None and self.tree.covers(asked, value))


class _Days:
    """Civil days as they are stored, and none."""

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, str) or (value and len(value) != len("2020-12-31")):
            return False
        try:
            return value == NOT_SAID or date.fromisoformat(value) is not None
        except ValueError:
            return False


SPAN: Final = "first_on"
"""The dimension of what takes a span: its first day, where the day on which it counts is the last
one; none: it took one day. What began before a period is not counted in it (decision 20)."""

_YEAR: Final = Dimension(frozenset(map(str, kinds.TITLE_YEARS)))

DIMENSIONS: Final[Mapping[str, Dimension]] = MappingProxyType(
    {
        "title": Dimension(TITLES),
        "title_year": _YEAR,
        "rating_year": _YEAR,
        "plan_year": _YEAR,
        "facility_code": Dimension(frozenset(FACILITIES.names)),
        "equipped_year": _YEAR,
        "establishment_kind": Dimension(frozenset(kinds.ESTABLISHMENT_KINDS)),
        "host_kind": Dimension(frozenset((*kinds.BOARD_HOST_KINDS, *kinds.MEMBER_HOST_KINDS))),
        "level": Dimension(frozenset(kinds.ASSOCIATION_LEVELS)),
        "group_code": Dimension(frozenset(kinds.CITIZEN_GROUPS)),
        "organiser_kind": Dimension(frozenset(kinds.ORGANISER_KINDS)),
        "topic_code": Dimension(tree=TOPICS),
        "programme_code": Dimension(frozenset((NOT_SAID, *PROGRAMMES))),
        "activity_kind": Dimension(frozenset(kinds.ACTIVITY_KINDS)),
        "planner_kind": Dimension(frozenset(kinds.PLANNER_KINDS)),
        "document_kind": Dimension(frozenset(kinds.DOCUMENT_KINDS)),
        SPAN: Dimension(_Days()),
        "registration": Dimension(frozenset(kinds.REGISTRATIONS)),
    }
)
"""Those that are more than any code, by the name of the field."""

_ANY_CODE = Dimension()


def dimension(name: str) -> Dimension:
    return DIMENSIONS.get(name, _ANY_CODE)


def stored(by: tuple[str, ...], said: tuple[str | int | date | None, ...]) -> str:
    """The column, of what an event said. ValueError for a value that no dimension of the name
    has."""
    values = tuple(NOT_SAID if each is None else str(each) for each in said)
    for name, value in zip(by, values, strict=True):
        if not dimension(name).has(value):
            raise ValueError(f"no such {name}: {value[:40]!r}")
    return BETWEEN.join(values)


def read(column: str, by: Sequence[str]) -> Values:
    """The values of a stored column."""
    return tuple(column.split(BETWEEN)) if by else ()
