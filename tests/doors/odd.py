"""What nobody should be able to bring in: odd texts, numbers, days, nestings, cursors."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

ALL = frozenset({"text", "identity", "day", "number", "choice", "yes-or-no", "list", "object"})


@dataclass(frozen=True)
class Raw:
    """Stands in JSON as it is written."""

    json: str


@dataclass(frozen=True)
class Odd:
    """A value, and the kinds of field that must refuse it; others may, and answer in order.
    `unfit`: it is named as a text that is not fit."""

    value: Any
    refused_by: frozenset[str] = ALL
    unfit: bool = False


UNFIT = [
    "\u0000", "\u0001", "\u0007", "\u0008", "\t", "\n", "\r", "\u001b", "\u001f", "\u007f",
    "\u0080", "\u0085", "\u009f",  # control characters
    "\u00ad", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e",
    "\u2060", "\u2066", "\u2069", "\ufeff", "\ufff9", "\U000e0041",  # directions, joiners, marks
    "\u2028", "\u2029",  # separators of lines
    "\ud800", "\udbff", "\udc00", "\udfff",  # halves of a character
    "\ue000", "\uf8ff", "\ufdd0", "\uffff", "\U0010ffff", "\u0378",  # private, or nothing
    "\u034f", "\u2800", "\u3164", "\ufe0f", "\ufffd",  # unseen, lost
]  # fmt: skip

SOME_UNFIT = ["\u0000", "\n", "\u0085", "\u200b", "\u202e", "\ud800", "\ue000", "\ufffd"]
"""One of each sort, where one piece reads them all."""

NOT_TEXT = ALL - {"text"}
NOT_NUMBER = ALL - {"number"}
NOT_DAY = ALL - {"text"}

TEXTS = [
    *[Odd(f"1{sign}2", unfit=True) for sign in UNFIT],
    Odd("\ud83d\ude00"[:1], unfit=True),
    Odd("a" * 5_000),
    Odd("\U0001f600" * 2_000),
    Odd("", NOT_TEXT),
    Odd("a\u0301" * 3, NOT_TEXT),
    Odd("Ａ１", NOT_TEXT),
    Odd("'; drop table log; --", NOT_TEXT),
    Odd("../../etc/passwd", NOT_TEXT),
    Odd("{0.__class__}{limit}%s%n", NOT_TEXT),
]
WRITTEN_NUMBERS = [
    Odd(written, NOT_TEXT)
    for written in ("500.000", "1.000.000", "1,5", "1_000", "1e3", " 1", "+1", "0x1", "１", "٣",
                    "²", "true", "null", "NaN", "-", "9" * 50)
]  # fmt: skip
DAYS = [
    Odd(day, NOT_DAY)
    for day in ("0", "1751328000", "-86400", "20220930", "2022-W39-5", "2022-9-30", "30/09/2022",
                "2022-09-30T00:00:00", "2022-09-30Z", " 2022-09-30", "2022-02-29", "0000-00-00",
                "0001-01-01", "0202-09-05", "1599-12-31", "9999-12-31", "٢٠٢٢-09-30",
                "２０２２-09-30")
]  # fmt: skip
NUMBERS = [
    *[Odd(number, NOT_NUMBER) for number in (0, 1, -1, 2022)],
    *[Odd(number) for number in (1.0, 1.5, 1e3, 1751328000.0)],
    *[Odd(said, ALL - {"yes-or-no"}) for said in (True, False)],
    *[Odd(number) for number in (2**63, -(2**63) - 1, 2**64, 10**30)],
    Odd(1751328000, NOT_NUMBER),
    *[
        Odd(Raw(written))
        for written in ("9" * 5_000, "1e999", "-1e999", "NaN", "-Infinity", "-0.0")
    ],
]
SHAPES = [
    Odd([], ALL - {"list"}),
    Odd({}, ALL - {"object"}),
    Odd([None], ALL - {"list"}),
    Odd([["a"]], ALL - {"list"}),
    Odd({"a": "b"}),
    Odd({"\ud800": 1}),
    Odd(Raw('{"a": 1, "a": 1}')),
    *[Odd(Raw("[" * deep + "]" * deep), ALL - {"list"}) for deep in (40, 200, 900, 1_000, 5_000)],
    *[Odd(Raw('{"a":' * deep + "1" + "}" * deep)) for deep in (200, 1_000)],
]
VALUES = [*TEXTS, *WRITTEN_NUMBERS, *DAYS, *NUMBERS, *SHAPES]

NAMES_OF_FIELDS = [*SOME_UNFIT, "", "__proto__", "a" * 2_000]
"""Names of fields that no form has."""

BODIES = [
    b"{", b"[", b"null", b"true", b"7", b'"text"', b"[]", b"[{}]", b"NaN", b"\xff\xfe", b"\x00",
    b'{"a": 1, "a": 2}', b'{"a": "\xff"}', b'{"a": "\xed\xa0\x80"}', b'{"a": "\xc0\x80"}',
    b'{"a": "\\u12"}', b"{'a': 1}", b'{"a": 1} {"b": 2}', b"[" * 100_000, b'{"a":' * 50_000,
    b"[" * 2_000 + b"]" * 2_000, b"9" * 100_000, b"1e999", b'"' + b"a" * 900_000 + b'"',
]  # fmt: skip


def fitting(values: Sequence[Odd], kind: str) -> Iterator[Odd]:
    """All that is odd for a text; of what is no text whatever it holds, one of each sort."""
    some = {each(f"1{sign}2") for sign in SOME_UNFIT for each in (str, in_address)}
    for each in values:
        if kind == "text" or not each.unfit or each.value in some:
            yield each


def in_address(text: str) -> bytes:
    """Percent-encoded, half a character too."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass")).encode()


ADDRESSES = [
    *[Odd(in_address(odd.value), odd.refused_by, odd.unfit) for odd in TEXTS],
    *[Odd(in_address(odd.value), odd.refused_by) for odd in WRITTEN_NUMBERS + DAYS],
    *[
        Odd(written, unfit=True)
        for written in (b"%ff", b"%C0%80", b"%C3%28", b"a%E1%BA", b"%F5%80")
    ],
    *[Odd(written, NOT_TEXT) for written in (b"%", b"%zz", b"%2", b"%25%30%30", b"+", b"2022.0")],
    *[Odd(written, frozenset()) for written in (b"\xff", b"\xc3\xa9", b"\x01", b"\x7f", b"a#b")],
    *[Odd(written, NOT_TEXT) for written in (b"[]", b"{}", b"1751328000", b"1" * 3_000)],
]


def cursor(written: str) -> bytes:
    sent = written.encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(sent).rstrip(b"=")


def _lists(value: str) -> list[str]:
    return [value, f"[{value}]", f'["x", {value}, "y"]', f'[{value}, 1, "x"]', f'["x", 1, {value}]']


CURSORS = [
    cursor(written)
    for written in (
        *(each for sign in SOME_UNFIT for each in _lists(json.dumps(f"a{sign}"))),
        *(each for value in ("true", "null", "-1", "1.5", "1e3", "{}", "[]", "NaN", "1e999",
                             "9" * 30, "9" * 1_400, '"x"', '""') for each in _lists(value)),
        *("[" * deep for deep in (40, 200, 1_000, 1_400)),
        *("[" * deep + "]" * deep for deep in (40, 200, 700)),
        '{"a":' * 250, '{"a":1,"a":2}', "", "\ufeff[]", '["x",1,"y",2]', '"\ud800"',
    )
]  # fmt: skip
LONG_CURSORS = [cursor("[" * deep + "]" * deep) for deep in (1_200, 5_000)] + [b"a" * 20_000]
NO_CURSORS = [b"!", b"a", b"%ff", b"%00", b"====", b"-_-_", b"bnVsbA==", b"%C3%A1"]
