"""Files of set A as they are read and judged, beside what its tables say of them, of the kinds that
are there."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from services.funding.importing.donations.list import DonationRow
from services.funding.importing.kinds import KINDS as OF_FUNDING
from services.funding.importing.money import dong
from services.funding.importing.scholarships.list import ScholarshipRow
from services.registry.importing.centre_sessions.list import SessionRow
from services.registry.importing.clans.list import clan_name
from services.registry.importing.families.list import FamilyRow
from services.registry.importing.kinds import KINDS
from services.registry.importing.members.list import MemberRow
from shared.importing import people
from shared.importing.amounts import count
from shared.importing.hamlet_names import hamlet_name, kind_over
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context, Readable
from shared.importing.people import text
from shared.importing.reading.lists import Line, Understood, understood
from shared.importing.report import Became, Told
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Value
from shared.vocabulary.identifiers import new_id
from tests.importing.fixtures import set_a, table

TODAY = date(2026, 11, 27)
OURS: dict[str, Readable[Any]] = {
    kind.name.replace("-", " "): kind for kind in (*KINDS.values(), *OF_FUNDING.values())
}
FILES = {each["file"]: each for each in table("EXPECTED.csv") if each["kind"] in OURS}
VALUES = [each for each in table("VALUES.csv") if each["file"] in FILES]
Where = tuple[str, int]


def file_of(number: str) -> str:
    """By A02 and the like."""
    return next(file for file in FILES if file.startswith(number))


@cache
def read(file: str) -> list[Understood]:
    return understood(sheets_of(file, (set_a() / file).read_bytes()), kind_of(file).shape)


def kind_of(file: str) -> Readable[Any]:
    return OURS[FILES[file]["kind"]]


@cache
def hamlets(file: str) -> dict[UUID, str]:
    number = file.partition("_")[0]
    return {
        new_id(): each["hamlet"] for each in table("PLACES.csv") if number in each["files"].split()
    }


@cache
def lines(file: str) -> dict[Where, Line]:
    return {(line.sheet, line.row): line for each in read(file) for line in each.lines}


@cache
def judgements(file: str) -> dict[Where, Any]:
    """Of each row; a household is that of each of its rows. Questions are answered as guessed."""
    there, kind = [*lines(file).values()], kind_of(file)
    answers = {each.name: each.guessed or "other" for each in kind.asks(there)}
    context = Context(new_id(), TODAY, TODAY, Hamlets(hamlets(file)), answers)
    found: dict[Where, Any] = {}
    for each in kind.judged(there, context):
        for line in [each.line] if isinstance(each, Told) else each.lines:
            assert (line.sheet, line.row) not in found
            found[line.sheet, line.row] = each
    return found


def told_of(file: str) -> list[Told]:
    """As if all right rows were new, with what they add to sums where rows of their kind say it."""
    there, found = lines(file), judgements(file)
    notes = kind_of(file).notes
    return [
        each
        if isinstance(each, Told)
        else Told(there[at], Became.NEW, adds=adds(each, there[at]), notes=notes(there[at]))
        for at, each in found.items()
    ]


def adds(row: object, line: Line) -> Mapping[str, float]:
    return row.adds(line) if hasattr(row, "adds") else {}


def places(file: str, said: str) -> list[Where]:
    """`KP1!3-5,9; kp4!2` or `3-5,9`: the rows, where one sheet is all there is under its name."""
    (only, *_) = FILES[file]["sheets"].split(" | ")
    found = []
    for part in filter(None, said.split(";")):
        sheet, _, numbers = part.strip().rpartition("!")
        for each in numbers.split(","):
            first, _, last = each.partition("-")
            rows = range(int(first), int(last or first) + 1)
            found += [(sheet or only, row) for row in rows]
    return found


def reasons(file: str, said: str) -> Iterator[tuple[Where, str]]:
    """`identity: 4 10; duplicate: KP1 (2)!3 KP1 (2)!4`."""
    (only, *_) = FILES[file]["sheets"].split(" | ")
    for part in filter(None, said.split(";")):
        reason, _, where = part.strip().partition(": ")
        for sheet, row in re.findall(r"(?:(\S[^!]*)!)?(\d+)(?: |$)", where):
            yield (sheet or only, int(row)), reason


def said_over(line: Line) -> str | None:
    return kind_over(line.headings["hamlet"])


def whole(value: Value) -> int | None:
    """3.412, its dot one for thousands, may have been 3,412."""
    if isinstance(value, float) and not value.is_integer():
        found = round(value * 1_000)
        if abs(value * 1_000 - found) < 1e-6:
            return found
    return count(value)


MEANINGS: dict[str, dict[str, Callable[[Line], str]]] = {
    "clans": {
        "clan": lambda line: clan_name(line.values["name"]),
        "head": lambda line: people.name(line.values["head"]),
    },
    "hamlets": {
        "hamlet": lambda line: hamlet_name(line.values["hamlet"], said_over(line)).name,
        "population": lambda line: str(whole(line.values["population"])),
    },
    "scholarships": {"amount_each": lambda line: str(dong(line, "amount_each"))},
}
"""What cells mean of kinds that are no lists of people."""
SAID: dict[type, dict[str, Callable[[Any], object]]] = {
    FamilyRow: {
        "identity": lambda row: row.identity.number or row.identity.old_number,
        "phone": lambda row: row.phone,
        "birth_year": lambda row: row.birth.day.year if row.birth.day else row.birth.year,
        "name": lambda row: row.name,
    },
    MemberRow: {
        "card": lambda row: row.card,
        "chapter": lambda row: row.chapter,
        "joined": lambda row: row.joined.day or row.joined.year,
    },
    SessionRow: {"held_on": lambda row: row.held_on.isoformat()},
    ScholarshipRow: {"name": lambda row: row.name, "grants": lambda row: row.grants},
    DonationRow: {
        "amount": lambda row: row.cash_dong,
        "quantity": lambda row: row.goods.quantity,
    },
}
"""What right rows say, in the words of VALUES.csv."""


def meaning(file: str, at: Where, field: str) -> str:
    line, row = lines(file)[at], judgements(file)[at]
    if field in MEANINGS.get(kind_of(file).name, {}):
        return MEANINGS[kind_of(file).name][field](line)
    if field == "hamlet":
        there = Hamlets({name: name for name in hamlets(file).values()})
        return there.find(line.values.get("hamlet") or line.place)
    if field == "household":
        return text(line.values["household"])
    return str(SAID[type(row)][field](row) or "")
