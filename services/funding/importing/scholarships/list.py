"""What each row of a list of scholarships says: right, wrong or to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.funding.importing.doubts import AmountMissing, GrantsMissing
from services.funding.importing.money import of_several
from services.funding.importing.scholarships import cells
from shared.importing.amounts import count
from shared.importing.days import Since, since
from shared.importing.doubts import CountWrong, Doubt, ListedTwicePerhaps
from shared.importing.judging import Readers, are_mixed, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import sounded
from shared.vocabulary.kinds import MOST_GRANTS


@dataclass(frozen=True)
class ScholarshipRow:
    """What a right row says: one pupil, so many `grants` (suất), and whole đồng of all of them."""

    line: Line
    name: str
    birth: Since
    school_class: str | None
    grants: int
    amount_dong: int

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        return {"pupils": 1, "grants": self.grants, "amount": self.amount_dong}


Judged = ScholarshipRow | Told
DATES = ("birth", "awarded_on")


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """What each row says by itself, and beside those before it."""
    mixed = {each: are_mixed(line.values.get(each) for line in lines) for each in DATES}
    found = (_read(line, context, mixed) for line in lines)
    return [*each_once(found, _who, lambda *_: ListedTwicePerhaps, "name")]


def _read(line: Line, context: Context, mixed: Mapping[str, bool]) -> Judged:
    def day(field: str) -> Since:
        return since(line.values.get(field), context.today, mixed=mixed[field])

    readers: Readers = {
        "name": lambda _: cells.name(line),
        "birth": lambda _: day("birth"),
        "awarded_on": lambda _: day("awarded_on"),
        "school_class": cells.school_class,
        "grants": lambda value: _grants(line, value),
        "amount": lambda _: _amount(line),
    }
    said, doubts = read(line, readers)
    if doubts:
        return Told(line, *first(doubts))
    return ScholarshipRow(
        line, said["name"], said["birth"], said["school_class"], said["grants"], said["amount"]
    )


def _grants(line: Line, value: Value) -> int:
    """One each, where the list has no such column."""
    if "grants" not in line.headings:
        return 1
    if (found := count(value)) is None:
        raise GrantsMissing
    if not 1 <= found <= MOST_GRANTS:
        raise CountWrong
    return found


def _amount(line: Line) -> int:
    """Of grants that cannot be counted, as it stands."""
    try:
        grants = _grants(line, line.values.get("grants"))
    except Doubt:
        grants = None
    if not (found := of_several(line, "amount", grants)) and grants is not None:
        raise AmountMissing
    return found or 0


def _who(row: ScholarshipRow) -> tuple[object, ...]:
    """Two of one name and birth may be one pupil; of whom no birth is said, of one class."""
    born = row.birth.day or row.birth.year
    values = row.line.values
    beside = () if born else (values.get("school"), row.school_class)
    return sounded(row.name), born, *beside
