"""What cells of a reorganisation say in words: «Sáp nhập toàn bộ xã X, Y và một phần xã Z (huyện H)
thành xã mới có tên gọi là xã W»."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from services.registry.importing.placing import Called, called, code_said
from services.registry.importing.reorganisation.doubts import PartUnclear
from shared.importing.hamlet_names import KINDS, divided
from shared.vocabulary.folding import bare

_AREA: Final = (
    r"(?:diện tích(?: tự nhiên)?|dien tich(?: tu nhien)?|quy mô dân số|quy mo dan so|dân số|dan so"
    r"|địa giới hành chính|nhân khẩu)(?:\s*(?:là\s*)?[\d.,]+\s*(?:km2|km²|ha|người|hộ|%))?"
)
_AREAS: Final = re.compile(rf"{_AREA}(?:\s*(?:,|và|va)\s*{_AREA})*", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"[\d.,]+\s*(?:km2|km²|ha|người|hộ|%)", re.IGNORECASE)
_OF: Final = re.compile(r"\b(?:của|cua)\b", re.IGNORECASE)
_VERB: Final = re.compile(
    r"^(?:\d+\s*[.)]\s*)?(?:thực hiện\s+)?(?:sắp xếp|sap xep|sáp nhập|sap nhap|nhập|nhap|hợp nhất"
    r"|hop nhat|điều chỉnh|dieu chinh)\s+",
    re.IGNORECASE,
)
_UNIT: Final = (
    r"(?:đơn vị|don vi|xã|xa|phường|phuong|thị trấn|thi tran|đặc khu|dac khu|thị xã|thi xa|tỉnh"
    r"|tinh|thành phố|thanh pho|huyện|quận|khu phố|khu pho|ấp|ap|thôn|thon|tổ dân phố|khóm|x\.|p\.|"
    r"tt\.?|tp\.?)(?=[\s.])"
)
_INTO: Final = re.compile(
    rf"\s*(?:→|⇒|->|=>|\s(?:để\s+)?(?P<word>thành lập|thanh lap|lập thành|thành|thanh|vào|vao)"
    rf"\s+(?={_UNIT}))\s*",
    re.IGNORECASE,
)
_ON_THE_GROUND: Final = re.compile(
    r"^(?:\d+\s*[.)]\s*)?(?:thành lập|thanh lap)\s+(.+?)\s+(?:trên cơ sở|tren co so)\s+(.+)$",
    re.IGNORECASE,
)
_CALLED_NEW: Final = re.compile(
    r"^(?:.*?\b(?:mới|moi)\b\s*,?\s*)(?:(?:có |co |lấy |lay |với |voi )?(?:tên gọi|ten goi|tên|ten"
    r"|gọi|goi)(?: (?:là|la))?\s*:?\s*)?(?=\S)",
    re.IGNORECASE,
)
_AFTERWARDS: Final = re.compile(r"\s*[.;]\s*(?:sau khi|sau sắp xếp|kết quả).*$|\s*[.;]\s*$",
                                re.IGNORECASE | re.DOTALL)  # fmt: skip
_MODE: Final = re.compile(
    r"^(?:(?P<whole>toàn bộ|toan bo|nguyên trạng|nguyen trang)"
    r"|(?P<part>(?:một|mot|1) (?:phần|phan)|(?:phần|phan) (?:còn lại|con lai)))\s*",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r"^(?:các|cac)\s+", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:[,;+&\n•]|\s(?:và|va|với|voi)\s)\s*", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\s*\(([^()]*)\)")
_WITHIN: Final = re.compile(r"\s+(?:thuộc|thuoc)\s+(.+)$", re.IGNORECASE)
_CODED: Final = re.compile(r"(?:mã|ma)?\s*(?:số|so)?\s*:?\s*(\d{2,5})", re.IGNORECASE)
_ABOVE: Final = frozenset({"huyen", "quan", "thi-xa", "thanh-pho", "tinh"})


class Said(NamedTuple):
    """A place as a cell names it. `part`: whether only a part of it goes over; None: not said.
    `within`: in what it lay."""

    name: str
    part: bool | None = None
    within: str = ""
    code: str | None = None

    @property
    def kind(self) -> str | None:
        """Of a hamlet or of what lies above hamlets."""
        return divided(self.name)[0] or called(self.name).kind


class Sentence(NamedTuple):
    """What a cell says of before and after. `new`: that the document makes it; `stays`: that it is
    there already."""

    before: str
    after: str
    new: bool = False
    stays: bool = False


def sentence(text: str) -> Sentence | None:
    """None: it says no more than one side."""
    said = _AFTERWARDS.sub("", " ".join(text.split()))
    if found := _ON_THE_GROUND.match(said):
        return Sentence(_VERB.sub("", found[2]), successor(found[1])[0], new=True)
    into = [*_INTO.finditer(f" {said}")]
    if len(into) != 1:
        return None
    (one,) = into
    before, after = f" {said}"[: one.start()].strip(), f" {said}"[one.end() :].strip()
    name, new = successor(after)
    word = bare(one["word"] or "")
    return Sentence(_VERB.sub("", before), name, new or "lap" in word.split(), word == "vao")


def successor(text: str) -> tuple[str, bool]:
    """How it is called, and whether it is said that the document makes it."""
    said = " ".join(text.split()).strip(" .;:")
    found = _CALLED_NEW.match(said)
    return (said[found.end() :], True) if found else (said, False)


def places(text: str) -> list[Said]:
    """All that a cell names. Raises PartUnclear where nobody knows of which a part is said."""
    said = _OF.sub(" ", _AMOUNT.sub(" ", _AREAS.sub(" ", _VERB.sub("", text.strip()))))
    return [*_named(said)]


def _named(said: str) -> Iterator[Said]:
    part: bool | None = None
    several, kind = False, ""
    waiting: list[Said] = []
    for item in filter(None, map(str.strip, _BETWEEN.split(_kept(said)))):
        words, aside = _aside(item.replace("\x00", ","))
        mode = _MODE.match(words)
        if mode:
            part, several, words = mode["part"] is not None, False, words[mode.end() :].strip()
        if found := _SEVERAL.match(words):
            several, words = True, words[found.end() :].strip()
        within = _WITHIN.search(words)
        words = words[: within.start()] if within else words
        one = Said(words, None, within[1] if within else aside.within, aside.code)
        if waiting and one.kind in _ABOVE and waiting[-1].kind not in (*_ABOVE, None):
            waiting = [_lying_in(each, words) for each in waiting]
            continue
        if not one.kind and kind and not one.code:
            one = one._replace(name=f"{kind} {words}")
        elif one.kind:
            kind = _kind_word(words)
        if part and not mode and not several:
            raise PartUnclear
        if within:
            waiting = [_lying_in(each, within[1]) for each in waiting]
        waiting.append(one._replace(part=True if aside.part else part))
    yield from waiting


def _kept(said: str) -> str:
    """Commas within brackets part nothing."""
    return _ASIDE.sub(lambda found: found[0].replace(",", "\x00"), said)


def _aside(item: str) -> tuple[str, Said]:
    """The words, and what stands in brackets behind them."""
    found, part, within, code = item, None, "", None
    for each in _ASIDE.findall(item):
        if mode := _MODE.match(each.strip()):
            part = mode["part"] is not None
        elif coded := _CODED.fullmatch(each.strip()):
            code = coded[1]
        else:
            within = within or _WITHIN.sub(r" \1", f" {each}").strip()
    found = _ASIDE.sub("", item).strip(" .:-–")
    return found, Said("", part, within, code or code_said(found))


def _lying_in(one: Said, within: str) -> Said:
    return one if one.within else one._replace(within=within)


def _kind_word(words: str) -> str:
    kind, _ = divided(words)
    if kind is not None:
        return KINDS[kind][0]
    meant: Called = called(words)
    length = len(meant.plain.split())
    return " ".join(words.split()[: len(bare(words).split()) - length])
