"""What cells say of an activity: of which kind it is, when it took place, and who came."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from services.registry.importing.activities.doubts import ActivityKindUnsaid, AttendeesUnsaid
from services.registry.importing.activities.shape import ATTENDEES
from shared.importing import days, months
from shared.importing.amounts import count
from shared.importing.doubts import DateDoubtful, DateWrong
from shared.importing.people import text
from shared.importing.questions import Question
from shared.importing.reading.lists import Line
from shared.importing.table import Value
from shared.vocabulary.folding import bare
from shared.vocabulary.kinds import ACTIVITY_KINDS, ATTENDEE_KINDS

KIND: Final = "activity-kind"
WHO: Final = "attendees"
"""The questions: of which kind these words are, and who came where no cell says it."""
NAMES: Final = dict(
    zip(
        ACTIVITY_KINDS,
        ("cuộc vận động", "hội nghị tổng kết", "đại hội", "hội thi", "quán triệt, tuyên truyền",
         "hội nghị sơ kết", "phong trào", "hội nghị, hội thảo khác", "hội nghị giao ban",
         "hội nghị tập huấn"),
        strict=True,
    )
)  # fmt: skip
_KINDS: Final[Mapping[str, str]] = {
    "closing-conference": r"(hoi nghi )?tong ket|hoi nghi( \w+){0,3} tong ket",
    "interim-conference": r"(hoi nghi )?so ket|hoi nghi( \w+){0,3} so ket",
    "periodic-conference": r"(hoi nghi |hop )?giao ban",
    "training-conference": r"(hoi nghi |lop |hoi nghi boi duong )?(tap huan|boi duong)",
    "congress": r"dai hoi",
    "contest": r"(to chuc )?(hoi thi|cuoc thi|thi|hoi dien)",
    "campaign": r"(cuoc )?van dong",
    "movement": r"phong trao|(le )?phat dong( thi dua)?",
    "dissemination": r"(hoi nghi )?(quan triet|tuyen truyen|pho bien)|truyen thong",
    "other-conference": r"hoi nghi|hoi thao|toa dam|hoi nghi khac",
}
_WHO: Final[Mapping[str, str]] = {
    "association-officers": r"(can bo|lanh dao) (hoi )?khuyen hoc|can bo hoi|bch hoi",
    "centre-officers": r"ban giam doc|tthtcd|can bo trung tam",
    "chapter-heads": r"chi hoi truong|truong chi hoi|chi hoi pho",
    "committee-officers": r"(lanh dao )?ubnd|uy ban nhan dan",
    "council-officers": r"hdnd|hoi dong nhan dan",
    "front-officers": r"mttq|mat tran",
    "hamlet-heads": r"truong (khu pho|kp|ap|thon)|to truong( to)? dan pho",
    "office-heads": r"ban nganh|doan the|truong (cac )?ban",
    "party-cell-secretaries": r"bi thu chi bo",
    "party-officers": r"dang uy",
    "pupils": r"hoc sinh|sinh vien|hs|hssv|hoc vien|thieu nhi",
    "residents": r"nguoi dan|nhan dan|hoi vien|ba con|ho dan|ho gia dinh",
    "teachers": r"giao vien|nha giao|gv",
    "workers": r"nguoi lao dong|cong nhan|nld|lao dong",
}
_PAIR: Final = re.compile(r"(\d[\d.]*)\s*([^\d;,+\n()]+)|([^\d;,+\n():]+)[:(]\s*(\d[\d.]*)")
_QUARTER: Final = re.compile(r"quy (iv|i{1,3}|[1-4])(?: nam)?(?: (\d{4}))?")
_HALF: Final = re.compile(r"6 thang (dau|cuoi) nam(?: (\d{4}))?")
_MONTH: Final = re.compile(r"(?:trong )?thang (\d{1,2})(?: nam)?(?: (\d{4}))?")
_YEARS: Final = re.compile(
    r"(?:trong |ca )?(?:giai doan |tu nam |nam )?(\d{4})(?: (?:den )?(?:nam )?(\d{4}))?"
)
_DASH: Final = re.compile(
    r"(?:từ\s+)?(?:ngày\s+)?(\d{1,2}(?:/\d{1,2}(?:/\d{4})?)?)\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?"
    r"(?:ngày\s+)?(\d{1,2}/\d{1,2}(?:/\d{4})?)",
    re.IGNORECASE,
)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
Span = tuple[date | None, date]
"""The first day, if there are several, and the last."""


def kind_of(line: Line, answers: Mapping[str, str]) -> str:
    """By its own column, else by how the activity is called. Raises ActivityKindUnsaid."""
    said = [text(line.values.get(each)) for each in ("kind", "name")]
    for each in said:
        if code := _kind(each):
            return code
    question = question_of(line)
    if (answered := answers.get(question)) in NAMES:
        return str(answered)
    raise ActivityKindUnsaid(question=question, kinds=", ".join(ACTIVITY_KINDS))


def question_of(line: Line) -> str:
    said = text(line.values.get("kind")) or text(line.values.get("name"))
    return f"{KIND}/{bare(said)}"


def _kind(said: str) -> str | None:
    """What is said first in the words; of what begins together the longest."""
    if said in NAMES:
        return said
    plain = bare(said)
    by_name = {bare(name): code for code, name in NAMES.items()}
    if plain in by_name:
        return by_name[plain]
    found = {code: re.search(rf"\b({way})\b", plain) for code, way in _KINDS.items()}
    at = {code: (each.start(), -each.end()) for code, each in found.items() if each}
    return min(at, key=lambda code: at[code], default=None)


def questions(lines: Sequence[Line]) -> list[Question]:
    """One of each words that say no kind, and who came where some rows say only how many."""
    unsaid = {
        question_of(line): text(line.values.get("kind")) or text(line.values.get("name"))
        for line in lines
        if not any(_kind(text(line.values.get(each))) for each in ("kind", "name"))
    }
    asked = [Question(name, said, NAMES) for name, said in sorted(unsaid.items()) if said]
    if any(_of_nobody(line) for line in lines):
        asked.append(Question(WHO, "", {each: each for each in ATTENDEE_KINDS}))
    return asked


def _of_nobody(line: Line) -> bool:
    said = bare(text(line.values.get("composition")))
    by_kind = any(line.values.get(kind) is not None for kind in ATTENDEES)
    return line.values.get("total") is not None and not by_kind and not _who(said)


def attendees(line: Line, answers: Mapping[str, str]) -> dict[str, int | None]:
    """How many of each kind came; None: nobody said how many. Raises the Doubt of a count, and
    AttendeesUnsaid."""
    values = line.values
    found: dict[str, int | None] = {
        kind: number
        for kind in ATTENDEES
        if (number := count(values.get(kind))) is not None and number
    }
    if found:
        return found
    total, said = count(values.get("total")), text(values.get("composition"))
    for pair in _PAIR.finditer(said):
        many, words = (pair[1], pair[2]) if pair[1] else (pair[4], pair[3])
        if kind := _who(bare(words)):
            found[kind] = (found.get(kind) or 0) + int(many.replace(".", ""))
    if found:
        return found
    named = [kind for part in re.split(r"[;,\n]| và ", said) if (kind := _who(bare(part)))]
    if total is None:
        return dict.fromkeys(named)
    kinds = [*dict.fromkeys(named)]
    if not kinds and answers.get(WHO) in ATTENDEE_KINDS:
        kinds = [answers[WHO]]
    if len(kinds) != 1:
        raise AttendeesUnsaid(kinds=", ".join(ATTENDEE_KINDS))
    return {kinds[0]: total}


def _who(plain: str) -> str | None:
    found = {kind: re.search(rf"\b({way})\b", plain) for kind, way in _WHO.items()}
    at = {kind: each.start() for kind, each in found.items() if each}
    return min(at, key=lambda kind: at[kind], default=None)


def span(value: Value, values: Mapping[str, Value], today: date, other_year: int) -> Span:
    """A day, or the days of a quarter, a month, a year, a stage, or from one to another. Raises the
    Doubt of a date."""
    said = text(value)
    if not said:
        raise DateWrong
    over = re.search(r"\d{4}", text(values.get("year")))
    year = int(over[0]) if over else other_year
    if found := _period(bare(said), year) if isinstance(value, str | float) else None:
        return found
    if isinstance(value, str) and (dash := _DASH.fullmatch(said)):
        return _from_to(dash[1], dash[2], year)
    return None, months.day(value, values.get("month"), values.get("year"), today, other_year=year)


def _period(plain: str, year: int) -> Span | None:
    if found := _QUARTER.fullmatch(plain):
        quarter = _ROMAN.get(found[1]) or int(found[1])
        return _months(int(found[2] or year), 3 * quarter - 2, 3 * quarter)
    if found := _HALF.fullmatch(plain):
        first = 1 if found[1] == "dau" else 7
        return _months(int(found[2] or year), first, first + 5)
    if found := _MONTH.fullmatch(plain):
        if not 1 <= int(found[1]) <= 12:
            raise DateWrong
        return _months(int(found[2] or year), int(found[1]), int(found[1]))
    if (found := _YEARS.fullmatch(plain)) and 1990 <= int(found[1]) <= 2200:
        return date(int(found[1]), 1, 1), date(int(found[2] or found[1]), 12, 31)
    return None


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _from_to(first: str, last: str, year: int) -> Span:
    """«5-7/3/2025», «28/2 – 3/3/2025»: what the first day does not say, the last one does."""
    end = [int(each) for each in last.split("/")]
    end += [year] * (3 - len(end))
    start = [int(each) for each in first.split("/")]
    start += end[len(start) :]
    try:
        begun, ended = date(*reversed(start)), date(*reversed(end))
    except ValueError:
        raise DateWrong from None
    if begun > ended:
        raise DateDoubtful
    return (begun if begun < ended else None), ended


def day(value: Value, today: date) -> date | None:
    said = days.since(value, today)
    if said.day is None and said.year is not None:
        raise DateDoubtful
    return said.day
