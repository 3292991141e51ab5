"""What a list of members looks like, and what each of its rows says: right, wrong or to ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.registry.importing.members.chapters import over
from shared.importing import days, people
from shared.importing.days import Since
from shared.importing.doubts import (
    BirthsSeveral,
    ListedTwice,
    ListedTwicePerhaps,
)
from shared.importing.judging import Doubted, Readers, are_mixed, ended, first, read, where
from shared.importing.kinds import Context
from shared.importing.people import Birth, Identity
from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import sounded

NUMBERS: Final = ("birth_male", "birth_female", "birth", "name", "address", "chapter", "joined",
                  "card")  # fmt: skip
SHAPE: Final = Shape(
    "members",
    (
        Field("name", ("ho va ten", "ho ten", "ho ten hoi vien", "ho va ten hoi vien",
                       "ten hoi vien", "hoi vien", "ho va ten khai sinh", "ho dem va ten")),
        Field("birth_male", ("nam sinh nam", "ngay sinh nam", "ngay thang nam sinh nam",
                             "sinh nam nam", "nam sinh gioi tinh nam", "tuoi nam", "nam")),
        Field("birth_female", ("nam sinh nu", "ngay sinh nu", "ngay thang nam sinh nu",
                               "sinh nam nu", "nam sinh gioi tinh nu", "tuoi nu", "nu")),
        Field("birth", ("nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam", "ns",
                        "ngay thang nam", "sinh ngay")),
        Field("joined", ("ngay vao hoi", "nam vao hoi", "thoi gian vao hoi", "ngay thang vao hoi",
                         "vao hoi", "ngay ket nap", "nam ket nap", "ket nap", "ngay gia nhap",
                         "gia nhap", "ngay thang nam vao hoi", "thang nam vao hoi",
                         "tham gia hoi", "ngay tham gia", "nam tham gia", "ngay vao")),
        Field("chapter", ("chi hoi", "thuoc chi hoi", "ten chi hoi", "sinh hoat tai chi hoi",
                          "to hoi", "chi hoi khuyen hoc", "noi sinh hoat", "don vi sinh hoat")),
        Field("card", ("so the", "so the hoi vien", "the hoi vien", "so the hv", "ma the",
                       "ma so the", "ma hoi vien", "so hieu the", "the so")),
        Field("identity", ("so cccd", "cccd", "so dinh danh", "so dinh danh ca nhan",
                           "can cuoc cong dan", "so can cuoc", "cmnd", "so cmnd", "cccd cmnd",
                           "cmnd cccd", "so cccd cmnd")),
        Field("phone", ("dien thoai", "so dien thoai", "sdt", "so dt", "dt", "di dong",
                        "dien thoai lien he", "so dien thoai lien he")),
        Field("address", ("noi o", "dia chi", "cho o", "noi cu tru", "dia chi cu tru",
                          "dia chi thuong tru", "noi o hien nay", "cho o hien nay")),
        Field("occupation", ("nghe nghiep", "cong viec", "chuc vu", "don vi cong tac")),
        Field("dues", ("hoi phi", "hoi phi nam", "dong hoi phi", "nop hoi phi")),
        Field("standing", ("tinh trang", "trang thai", "hien trang")),
        Field("note", ("ghi chu",)),
    ),
    needs=("name",),
    over=over,
    sums={"members": NUMBERS},
)  # fmt: skip


@dataclass(frozen=True)
class MemberRow:
    """What a right row says. `chapter` None: the list says none. `card`: as it is printed, which
    the books do not keep."""

    line: Line
    name: str
    birth: Birth
    joined: Since
    chapter: str | None
    card: str
    identity: Identity
    phone: str | None

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        return {"members": 1}


Judged = MemberRow | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """What each row says by itself, and beside those before it."""
    births = ("birth", "birth_male", "birth_female")
    mixed = {
        "birth": are_mixed(each.values.get(field) for each in lines for field in births),
        "joined": are_mixed(each.values.get("joined") for each in lines),
    }
    width = _width_of_cards(lines)
    found = [_read(line, context, mixed, width) for line in lines]
    return [*_each_once(found)]


def _width_of_cards(lines: Iterable[Line]) -> int:
    """Of how many digits a card's number is, where some are written as text and keep their zeros
    and others are numbers; 0: none are."""
    cards = (each.values.get("card") for each in lines)
    texts = [people.text(each) for each in cards if isinstance(each, str)]
    numbers = [len(each) for each in texts if each.isdecimal()]
    return max(set(numbers), key=numbers.count, default=0)


def _read(line: Line, context: Context, mixed: Mapping[str, bool], width: int) -> Judged:
    by_sex = [each for each in ("birth_male", "birth_female") if _says(line.values.get(each))]
    born_in = [*by_sex, "birth"][0]
    together = [*ended(line, "note", "standing")]
    if len(by_sex) > 1:
        together.append(Doubted(BirthsSeveral(), born_in))

    def birth(value: Value) -> Birth:
        return people.birth(value, context.today, mixed=mixed["birth"])

    readers: Readers = {
        "name": people.name,
        born_in: birth,
        "joined": lambda value: days.since(value, context.today, mixed=mixed["joined"]),
        "identity": people.identity,
        "phone": people.phone,
        "chapter": lambda value: people.text(value) or None,
        "card": lambda value: _card(value, width),
    }
    said, doubts = read(line, readers, together)
    if doubts:
        return Told(line, *first(doubts))
    return MemberRow(line, birth=said.pop(born_in), **said)


def _says(value: Value) -> bool:
    return value is not None and people.text(value) not in ("", "-", "0")


def _card(value: Value, width: int) -> str:
    said = people.text(value)
    return said.zfill(width) if isinstance(value, float) else said


def _each_once(found: Iterable[Judged]) -> Iterator[Judged]:
    """Whoever stands there before is not taken again; whoever looks like it is asked about."""
    numbers: dict[str, MemberRow] = {}
    looks: dict[str, list[MemberRow]] = {}
    for each in found:
        if not isinstance(each, MemberRow):
            yield each
            continue
        number = each.identity.number or each.identity.old_number
        alike = looks.setdefault(sounded(each.name), [])
        other = next((one for one in alike if _may_be_one(one, each)), None)
        if number is not None and number in numbers:
            yield Told(each.line, ListedTwice(**where(numbers[number].line)), "identity")
        elif other is not None:
            yield Told(each.line, ListedTwicePerhaps(**where(other.line)), "name")
        else:
            if number is not None:
                numbers[number] = each
            alike.append(each)
            yield each


def _may_be_one(one: MemberRow, other: MemberRow) -> bool:
    """Of one name: born alike, whichever chapters they are in; or of one chapter, and nobody knows
    that they were born otherwise."""
    if Identity() not in (one.identity, other.identity):
        return False
    if one.birth == other.birth != Birth():
        return True
    return one.chapter == other.chapter and may_be(one.birth, other.birth)


def may_be(one: Birth, other: Birth) -> bool:
    """Whether two births may be one, as far as both are known."""
    if one.day and other.day:
        return one.day == other.day
    years = {year for each in (one, other) if (year := each.year or (each.day and each.day.year))}
    return len(years) < 2
