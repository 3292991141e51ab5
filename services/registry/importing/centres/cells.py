"""What cells say of a centre: how it was rated and by whom, what it has, who leads it, and in full
what it is called."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from services.registry.centres.centre.bands import BandSet
from services.registry.importing.centres.doubts import (
    BandUnclear,
    FacilityUnclear,
    RaterUnsaid,
    RatingYearUnsaid,
)
from shared.importing import people
from shared.importing.amounts import count
from shared.importing.doubts import CountDoubtful
from shared.importing.people import text
from shared.importing.questions import Question
from shared.importing.reading.lists import Line
from shared.importing.table import Value
from shared.vocabulary.facilities import FACILITIES
from shared.vocabulary.folding import bare, sounded
from shared.vocabulary.kinds import TITLE_YEARS

RATER: Final = "rater"
"""The question who rated, for all rows of a list that does not say it."""
RATERS: Final[Mapping[str, str]] = {
    "association": "hội khuyến học",
    "centre": "trung tâm tự xếp loại",
    "education-office": "phòng, sở giáo dục và đào tạo",
    "peoples-committee": "ủy ban nhân dân",
}
_RATERS: Final = {
    "centre": r"tu (xep loai|danh gia|cham)|trung tam|tthtcd",
    "association": r"hoi (khuyen hoc|kh)|hkh",
    "education-office": r"(phong|so) (giao duc|gd)|pgd|gddt|gd dt|giao duc",
    "peoples-committee": r"ubnd|uy ban",
}
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)")
_YES: Final = re.compile(r"(x|v|co|da co|1|yes|y|rieng|day du|du|tot|dam bao|dat|co rieng)( .*)?")
_NO: Final = re.compile(r"(khong|chua|ko|k|0|no|chua co|khong co)( .*)?")
_TICK: Final = re.compile(r"[✓✔☑×+*]+")
_NOTHING: Final = re.compile(r"[-–—./…\s]*")
_MANY: Final = re.compile(
    r"(?:co )?(\d[\d.,]*) ?(?:clb|cau lac bo|may|bo|cai|chiec|may tinh|bo may|may vi tinh)?"
)
_BETWEEN: Final = re.compile(r"\s*[;\n,+&]\s*|\s+và\s+|\s+(?=\d[.)]\s)|\s*/\s*")
_NUMBERED: Final = re.compile(r"^\s*(?:\d+[.)]|[-–•*])\s*")
_POST: Final = re.compile(r"\s+[-–—]\s+.*$|\s*[-–—]\s*(?:Chủ tịch|Phó|Hiệu|Bí thư|CT|PCT|HT)\b.*$")
_UNRATED: Final = frozenset(
    {"", "chua", "khong", "chua xep loai", "chua danh gia", "khong xep loai", "chua co"}
)
_OFFICE: Final = re.compile(
    r"(pho|chu tich|bi thu|hieu truong|truong|cong chuc|kiem|ct|pct|pbt|ubnd|can bo|hieu pho)\b"
)
_SHORT: Final = {
    "tthtcd": "trung tâm học tập cộng đồng", "htcd": "học tập cộng đồng", "tt": "trung tâm",
    "vh": "văn hóa", "ttvh": "trung tâm văn hóa", "tthtcđ": "trung tâm học tập cộng đồng",
}  # fmt: skip
_LONG: Final = {short: sounded(words) for short, words in _SHORT.items()}

_AND: Final = sounded("và")


def in_full(name: str) -> str:
    """By which two names are one: TTHTCĐ xã A and Trung tâm Học tập cộng đồng xã A."""
    words = zip(bare(name).split(), sounded(name).split(), strict=False)
    said = [_LONG.get(short, heard) for short, heard in words]
    return " ".join(each for each in said if each != _AND)


def is_unrated(said: str) -> bool:
    return bare(said) in _UNRATED


def band(said: str, bands: BandSet | None) -> str:
    """The code of the band that is called so. Raises BandUnclear."""
    plain = bare(said)
    names = {bare(name): code for code, name in (bands.bands.items() if bands else ())}
    names |= {bare(code): code for code in (bands.bands if bands else ())}
    meant = plain.removeprefix("xep ").removeprefix("loai ")
    meant = {"tb": "trung binh"}.get(meant, meant)
    if meant not in names:
        raise BandUnclear(bands=", ".join(bands.bands.values()) if bands else "")
    return names[meant]


def rating_year(line: Line) -> int:
    """Of its own cell, of what stands over the column, or over the list. Raises
    RatingYearUnsaid."""
    values = line.values
    said = (values.get("rating_year"), line.headings.get("band"), values.get("year"))
    for each in said:
        if (found := _YEAR.search(text(each))) and int(found[1]) in TITLE_YEARS:
            return int(found[1])
    raise RatingYearUnsaid


def year_over(line: Line) -> int | None:
    """That of the list, as something above it says."""
    found = _YEAR.search(text(line.values.get("year")))
    return int(found[1]) if found and int(found[1]) in TITLE_YEARS else None


def rater(line: Line, answers: Mapping[str, str]) -> str:
    """Raises RaterUnsaid."""
    said = (line.values.get("rater"), line.headings.get("band"), answers.get(RATER))
    for each in said:
        if code := _rater(text(each)):
            return code
    raise RaterUnsaid(raters=", ".join(RATERS))


def _rater(said: str) -> str | None:
    if said in RATERS:
        return said
    plain = bare(said)
    return next((code for code, way in _RATERS.items() if re.search(rf"\b({way})\b", plain)), None)


def questions(lines: Sequence[Line]) -> list[Question]:
    """Who rated the centres, where some are rated and neither a cell nor a heading says it."""
    unsaid = [
        line
        for line in lines
        if not is_unrated(text(line.values.get("band"))) and not _says_rater(line)
    ]
    return [Question(RATER, unsaid[0].headings.get("band", ""), RATERS)] if unsaid else []


def _says_rater(line: Line) -> bool:
    return any(_rater(text(each)) for each in (line.values.get("rater"), line.headings.get("band")))


def facility(code: str, value: Value) -> int | None:
    """How many it has: 0 of what it has not, 1 of what is not counted. None: nothing is said.
    Raises the Doubt of a facility."""
    if isinstance(value, bool):
        return int(value)
    said = bare(text(value))
    if isinstance(value, str) and _TICK.fullmatch(text(value)):
        said = "x"
    if not said or _NOTHING.fullmatch(said):
        return None
    if _NO.fullmatch(said):
        return 0
    number = _number(value, said)
    if code not in FACILITIES.counted:
        if number is None and not _YES.fullmatch(said):
            raise FacilityUnclear
        return 1 if number is None else min(number, 1)
    if number is None:
        raise CountDoubtful if _YES.fullmatch(said) else FacilityUnclear
    return number


def _number(value: Value, said: str) -> int | None:
    if isinstance(value, float):
        return count(value)
    found = _MANY.fullmatch(said) or re.match(r"(?:co )?(\d+)\b", said)
    return int(re.sub(r"\D", "", found[1])) if found else None


def leaders(value: Value) -> list[str]:
    """The names in a cell, without titles and offices. Raises NameMissing of what is no name."""
    written = "".join("\n" if each in "\r\n" else each for each in str(value or ""))
    said = [_NUMBERED.sub("", each) for each in _BETWEEN.split(written)]
    said = [_POST.sub("", text(each)) for each in said]
    return [
        people.name(each)
        for each in said
        if each and not _NOTHING.fullmatch(each) and not _OFFICE.match(bare(each))
    ]
