"""What is said of a row that is taken: how a cell of it was understood, where whoever sent the list
may have meant otherwise. A row with a note is right."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from shared.importing import people
from shared.importing.reading.lists import Line
from shared.importing.table import Value

UNKNOWN_BIRTHDAY: Final = re.compile(r"0?1[/.-]0?1[/.-]1900|1900-01-01")


class NoteCode(StrEnum):
    ZERO_LOST = "zero-lost"
    OLD_IDENTITY_ZERO_LOST = "old-identity-zero-lost"
    PHONE_ZERO_LOST = "phone-zero-lost"
    LANDLINE = "landline"
    TITLE = "title-before-name"
    NICKNAME = "nickname-in-brackets"
    UNKNOWN_BIRTHDAY = "unknown-birthday"
    CANCELLED = "cancelled"
    CHANGED = "changed"
    CLASS_BECAME_DATE = "class-became-date"
    CLASS_BECAME_NUMBER = "class-became-number"
    QUANTITY_UNKNOWN = "quantity-unknown"
    VALUE_UNKNOWN = "value-unknown"


class Note(NamedTuple):
    """`field`: of which that is said; None: of the row."""

    code: NoteCode
    field: str | None = None


SENTENCES: Final[Mapping[NoteCode, Mapping[Literal["vi", "en"], str]]] = {
    NoteCode.ZERO_LOST: {
        "en": "A 0 in front that the program had dropped is put back: the identity number has 12 "
        "digits.",
        "vi": "Đã thêm lại số 0 ở đầu mà phần mềm làm mất: số định danh có đủ 12 chữ số.",
    },
    NoteCode.OLD_IDENTITY_ZERO_LOST: {
        "en": "A 0 in front that the program had dropped is put back: the old identity number has "
        "9 digits.",
        "vi": "Đã thêm lại số 0 ở đầu mà phần mềm làm mất: số CMND cũ có đủ 9 chữ số.",
    },
    NoteCode.PHONE_ZERO_LOST: {
        "en": "A 0 in front that the program had dropped is put back in the phone number.",
        "vi": "Đã thêm lại số 0 ở đầu số điện thoại mà phần mềm làm mất.",
    },
    NoteCode.LANDLINE: {
        "en": "This is the number of a landline: nobody can be sent a message there.",
        "vi": "Đây là số điện thoại bàn: không nhắn tin được tới số này.",
    },
    NoteCode.TITLE: {
        "en": "The title before the name (Mr, Mrs, comrade) is not taken as part of it.",
        "vi": "Chữ xưng hô trước tên (Ông, Bà, Đ/c) không được ghi vào tên.",
    },
    NoteCode.NICKNAME: {
        "en": "What stands in brackets behind the name is not taken as part of it.",
        "vi": "Phần trong ngoặc sau tên không được ghi vào tên.",
    },
    NoteCode.UNKNOWN_BIRTHDAY: {
        "en": "01/01/1900 is understood as: the birthday is not known.",
        "vi": "01/01/1900 được hiểu là không rõ ngày sinh.",
    },
    NoteCode.CANCELLED: {
        "en": "By its remark this was not held: it is recorded as planned and cancelled.",
        "vi": "Theo ghi chú, buổi này không tổ chức: được ghi là đã lên kế hoạch và đã hủy.",
    },
    NoteCode.CHANGED: {
        "en": "The books said otherwise; from now on they say what this row says.",
        "vi": "Sổ đang ghi khác; từ nay sổ ghi theo dòng này.",
    },
    NoteCode.CLASS_BECAME_DATE: {
        "en": "The program had made a day of the class: 9 June is class 9/6.",
        "vi": "Phần mềm đã đổi lớp thành ngày; được hiểu lại là lớp (ngày 9 tháng 6 là lớp 9/6).",
    },
    NoteCode.CLASS_BECAME_NUMBER: {
        "en": "The program had made a number of the class: 60 is class 6E1.",
        "vi": "Phần mềm đã đổi lớp thành số; được hiểu lại là lớp (60 là lớp 6E1).",
    },
    NoteCode.QUANTITY_UNKNOWN: {
        "en": "It is not said how many these are: the quantity stays unknown, not 0 or 1.",
        "vi": "Không ghi rõ số lượng: được hiểu là chưa rõ, không phải 0 hay 1.",
    },
    NoteCode.VALUE_UNKNOWN: {
        "en": "It is not said what these are worth: nothing of it is added to the value.",
        "vi": "Không ghi giá trị: được hiểu là chưa rõ, không cộng vào giá trị hiện vật.",
    },
}
Notes = Callable[[Line], Sequence[Note]]
"""What a kind of lists says of a right row, by its cells."""
Noticed = Callable[[Value], NoteCode | None]


def of_identity(value: Value) -> NoteCode | None:
    if not isinstance(value, float):
        return None
    digits = len(people.text(value))
    return {11: NoteCode.ZERO_LOST, 8: NoteCode.OLD_IDENTITY_ZERO_LOST}.get(digits)


def of_phone(value: Value) -> NoteCode | None:
    digits = re.sub(r"\D", "", people.text(value))
    if digits.startswith(("02", "2", "842")):
        return NoteCode.LANDLINE
    lost = len(digits) == 9 and digits[0] != "0"
    return NoteCode.PHONE_ZERO_LOST if lost else None


def of_name(value: Value) -> NoteCode | None:
    said = people.text(value)
    if people.TITLE.match(said):
        return NoteCode.TITLE
    return NoteCode.NICKNAME if people.BRACKETS.search(said) else None


def of_birth(value: Value) -> NoteCode | None:
    if value == date(1900, 1, 1):
        return NoteCode.UNKNOWN_BIRTHDAY
    said = value.strip(" '’") if isinstance(value, str) else ""
    return NoteCode.UNKNOWN_BIRTHDAY if UNKNOWN_BIRTHDAY.fullmatch(said) else None


PEOPLE: Final[dict[str, Noticed]] = {
    "name": of_name,
    "identity": of_identity,
    "phone": of_phone,
    "birth": of_birth,
}


def noting(noticed: Mapping[str, Noticed]) -> Notes:
    """What these say of the cells of their fields."""

    def notes(line: Line) -> Sequence[Note]:
        return tuple(_notes(line, noticed))

    return notes


def _notes(line: Line, noticed: Mapping[str, Noticed]) -> Iterator[Note]:
    for field, look in noticed.items():
        value = line.values.get(field)
        if value is not None and (code := look(value)) is not None:
            yield Note(code, field)


def no_notes(_line: Line) -> Sequence[Note]:
    return ()
