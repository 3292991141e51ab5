"""Number and sign of a document (số, ký hiệu): what people write, and the one form that is kept.

Kept is what stands on paper without the words in front: the number with its zeros, the year if it
has one, the sign in capitals without blanks: `131/QĐ-UBND`, `05/2025/QĐ-TTg`, `202/2025/QH15`,
`49-KL/TW`. No sentence, name, telephone or identity number fits that form.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from shared.vocabulary.folding import bare
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.text import is_fit
from shared.vocabulary.writing import of_usual_width

LONGEST: Final = 60

_BETWEEN: Final = "[-/.&]"
_END: Final = r"(?![\s\S])"
_LETTER: Final = "[A-ZĂÂĐÊÔƠƯ]"
_MIXED: Final = ("TTg", "TTr", "CTr", "QyĐ", "GDTrH")
"""The signs with small letters: Thủ tướng, tờ trình, chương trình, quy định (NĐ 30/2020), and
giáo dục trung học."""
_PART: Final = f"(?:{'|'.join(_MIXED)}|{_LETTER}{{%s,16}}[0-9]{{0,3}})"

_ONSET: Final = "(?:[BĐDLMRSVX]|[CGKPT]H?|TR|GI|QU|N(?:GH?|H)?|H)"
_TWO: Final = "(?:[CGKNPT]H|TR|GI|QU|NGH?)"
_VOWELS: Final = "[AEIOUYĂÂÊÔƠƯ]"
_CODA: Final = "(?:CH?|M|N[GH]?|P|T)"
_WORD: Final = f"{_ONSET}{_VOWELS}{{1,3}}{_CODA}?"
_ANY_WORD: Final = f"{_ONSET}?{_VOWELS}{{1,3}}{_CODA}?"
_NAMES: Final = "|".join(
    (
        # a word of four letters or more: TRAN, NGUYEN, in whatever it is hidden
        f"{_TWO}{_VOWELS}{{1,3}}{_CODA}",
        f"{_ONSET}{_VOWELS}(?:{_VOWELS}{{1,2}}{_CODA}|CH|N[GH])",
        # two shorter ones: LEVAN, LE-VAN, LY-AN
        f"{_WORD}{_BETWEEN}?{_WORD}",
        f"[^A-ZĂÂĐÊÔƠƯ]{_ANY_WORD}{_BETWEEN}{_ANY_WORD}(?:{_BETWEEN}|{_END})",
    )
)
"""Signs are made of the first letters of words; what reads as words is no sign."""

PATTERN: Final = (
    rf"^(?=0*[1-9])(?![\s\S]*(?:{_NAMES}))"
    r"[0-9]{1,6}[A-ZĐ]?(?:/(?:19|20)[0-9]{2})?[-/]"
    r"(?!(?:[^0-9]*[0-9]){4})"  # QH15, PC06: in all three digits, for a telephone has more
    f"{_PART % 2}(?:{_BETWEEN}{_PART % 2}){{0,4}}(?:{_BETWEEN}{_PART % 1})?{_END}"
)
"""Published in JSON Schemas, where a pattern is searched for: only what ECMA 262 knows, and an end
that lets no line break follow, as `$` would."""

_KEPT: Final = re.compile(PATTERN)
_WRITTEN: Final = re.compile("[0-9A-Za-zĂÂĐÊÔƠƯăâđêôơư&./-]+")
_SPLIT: Final = re.compile(f"({_BETWEEN})")
_CAPITALS: Final = {sign.upper(): sign for sign in _MIXED}
_ONE_SIGN: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-")
    | dict.fromkeys("\u2044\u2215", "/")
    | {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
)
_KINDS: Final = frozenset(
    {"", "bao cao", "bc", "chi thi", "ct", "chuong trinh", "ctr", "cong dien", "cd", "cong van",
     "cv", "de an", "da", "huong dan", "hd", "ke hoach", "kh", "ket luan", "kl", "luat",
     "nghi dinh", "nd", "nghi quyet", "nq", "phap lenh", "quy che", "qc", "quy dinh", "qyd",
     "quyet dinh", "qd", "thong bao", "tb", "thong tu", "tt", "to trinh", "ttr", "van ban", "vb"}
)  # fmt: skip
"""The words for documents that people write in front of the number; `số` may follow."""


class DocumentNumberMalformed(Refusal):
    code = "documents.number-malformed"
    kind = Kind.INVALID
    sentence = "This is not the number and sign of a document, as in 19/2025/QĐ-TTg."


@lru_cache(maxsize=1_024)
def document_number(text: str) -> str:
    """The one form of a number as people write it; refuses DocumentNumberMalformed."""
    if not is_fit(text):
        raise DocumentNumberMalformed
    plain = unicodedata.normalize("NFC", "".join(map(of_usual_width, text))).translate(_ONE_SIGN)
    number = _in_capitals(_without_kind(" ".join(plain.split())))
    if len(number) > LONGEST or not _KEPT.search(number):
        raise DocumentNumberMalformed
    return number


def document_number_if_any(text: str | None) -> str | None:
    """For what was recorded before numbers had a form: the number, or None if it is none. What
    else stands there is told to nobody."""
    try:
        return document_number(text) if text else None
    except DocumentNumberMalformed:
        return None


def _without_kind(text: str) -> str:
    """What begins with the first digit, if nothing but the kind of document stands before it."""
    found = re.match(r"[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)*[ .:]*(?=[0-9])", text)
    if found is None:
        return text
    words = bare(found[0]).split()
    if words[-1] == "so":
        words.pop()
    return text[found.end() :] if " ".join(words) in _KINDS else text


def _in_capitals(text: str) -> str:
    """Without blanks around hyphens and slashes and a full stop behind; other text as it is."""
    joined = re.sub(r" ?([-/.&]) ?", r"\1", text).rstrip(".,;")
    if not _WRITTEN.fullmatch(joined):
        return joined
    return "".join(_CAPITALS.get(part, part) for part in _SPLIT.split(joined.upper()))
