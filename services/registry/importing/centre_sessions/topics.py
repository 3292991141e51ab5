"""Which topic is meant by the words of a list. They are free words: whoever sends the list says it
once of each, unless they are the topic's own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from services.registry.importing.centre_sessions.doubts import TopicUnsaid
from shared.importing.doubts import NameMissing
from shared.importing.people import text
from shared.importing.questions import Question
from shared.importing.table import Value
from shared.vocabulary.folding import bare
from shared.vocabulary.topics import TOPICS

ABOUT: Final = "topic"
"""How the questions are called: `topic/` and the words without marks, in small letters."""
_BY_NAME: Final = {bare(name): code for code, name in TOPICS.names.items()}
_OWN: Final = _BY_NAME | {bare(code): code for code in TOPICS.names}
GUESSES: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("digital-literacy-for-all", ("binh dan hoc vu so",)),
    ("digital-skills", ("chuyen doi so", "vneid", "ky nang so", "mang xa hoi", "internet",
                        "dich vu cong", "dien thoai thong minh", "tin hoc")),
    ("post-literacy", ("sau biet chu", "giao duc tiep tuc")),
    ("literacy", ("xoa mu chu", "pho cap")),
    ("law-land", ("dat dai",)),
    ("law-marriage-and-family", ("hon nhan", "bao luc gia dinh")),
    ("law-road-safety", ("giao thong",)),
    ("law-grassroots-mediation", ("hoa giai",)),
    ("law", ("luat", "phap luat", "nghi dinh", "nghia vu quan su")),
    ("food-safety", ("an toan thuc pham", "ve sinh thuc pham")),
    ("disease-prevention", ("sot xuat huyet", "dich benh", "phong chong dich", "covid",
                            "tay chan mieng", "tiem chung")),
    ("vocational-training-of-rural-workers", ("nghe cho lao dong nong thon",)),
    ("career-guidance", ("huong nghiep", "viec lam")),
    ("vocational-training", ("day nghe", "hoc nghe")),
    ("farming-extension", ("trong", "chan nuoi", "khuyen nong", "cay", "lua", "nuoi", "thuy san",
                           "rau", "phan bon", "nong nghiep")),
    ("family-economy", ("kinh te gia dinh", "kinh te ho")),
    ("health", ("suc khoe", "dinh duong", "benh", "dan so")),
    ("culture-and-sport", ("hoi thao", "van nghe", "the thao", "don ca", "van hoa", "bong da",
                           "bong chuyen", "le hoi")),
    ("encouragement", ("khuyen hoc", "xa hoi hoc tap", "hoc tap suot doi")),
)  # fmt: skip
"""By words of which one stands there; the first that fits."""


def questions(values: Iterable[Value]) -> list[Question]:
    """One of each words that are no topic's own, whatever their letters and marks."""
    words = {bare(said): said for each in reversed([*values]) if (said := text(each))}
    return [
        Question(question_of(each), said, TOPICS.names, guessed(each))
        for each, said in sorted(words.items())
        if each not in _OWN
    ]


def question_of(folded: str) -> str:
    return f"{ABOUT}/{folded}"


def guessed(folded: str) -> str | None:
    """The code of the topic that the words are most like; None: of none."""
    padded = f" {folded} "
    fits = (code for code, said in GUESSES if any(f" {each} " in padded for each in said))
    return next(fits, None)


def topic_of(value: Value, answers: Mapping[str, str]) -> str:
    """Its code. Raises the Doubt of a topic."""
    said = text(value)
    if not any(each.isalpha() for each in said):
        raise NameMissing
    folded = bare(said)
    answered = answers.get(question_of(folded))
    code = _OWN.get(folded) or (answered and _OWN.get(bare(answered)))
    if not code:
        raise TopicUnsaid(question=question_of(folded), topics=TOPICS.listed)
    return code
