"""Numbers of documents: as people write them, in one form, and nothing but them."""

import unicodedata
from collections.abc import Callable
from contextlib import suppress

import msgspec
import pytest
from hypothesis import example
from hypothesis import given as whatever
from hypothesis import strategies as any_

from shared.contracts.fields import DocumentNumber
from shared.vocabulary.documents import (
    DocumentNumberMalformed,
    document_number,
    document_number_if_any,
)
from shared.vocabulary.folding import bare
from tests.vocabulary.names.lists import VIETNAMESE

KINDS = ["QĐ", "NQ", "TB", "KH", "TT", "TTLT", "CV", "TTr", "CTr", "NĐ", "CT", "HD", "BC", "QyĐ"]
ISSUERS = [
    "UBND",
    "TTg",
    "HKH",
    "BGDĐT",
    "HĐND",
    "CP",
    "TW",
    "PGD&ĐT",
    "UBMTTQ",
    "CATP",
    "TU",
    "SYT",
]
DEPARTMENTS = ["", "-VX", "-GDTX", "-NC1", "-PC06", "-GDTrH", "-TCKH", ".HC"]
FRONTS = [
    "",
    "Số ",
    "số: ",
    "Số.",
    "SỐ ",
    "QĐ số ",
    "Quyết định số: ",
    "Nghị quyết ",
    "Công văn số ",
]
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
SLASHES = "/\u2044\u2215\uff0f"


@any_.composite
def signs(draw: any_.DrawFn) -> str:
    parts = [any_.sampled_from(each) for each in (KINDS, "-/", ISSUERS, DEPARTMENTS)]
    return "".join(draw(part) for part in parts)


@any_.composite
def numbers(draw: any_.DrawFn) -> str:
    """Numbers in their one form."""
    number = draw(any_.integers(1, 999_999))
    year = draw(any_.sampled_from(["", "/1998", "/2025"]))
    zero = "0" if number < 10 and draw(any_.booleans()) else ""
    between = "/" if year else draw(any_.sampled_from("/-"))
    return f"{zero}{number}{year}{between}{draw(signs())}"


@any_.composite
def written(draw: any_.DrawFn, number: str) -> str:
    """The same number as somebody may write it."""
    text = ""
    blanks = any_.sampled_from(["", "", " ", "\u00a0", "  "])
    for sign in number:
        alike = {"-": HYPHENS, "/": SLASHES, "Đ": "Đ\u00d0\u0189"}.get(sign, sign)
        typed = draw(any_.sampled_from(alike))
        text += f"{draw(blanks)}{typed}{draw(blanks)}" if alike in (HYPHENS, SLASHES) else typed
    if draw(any_.booleans()):
        text = text.lower()
    if draw(any_.booleans()):
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    text = unicodedata.normalize(draw(any_.sampled_from(["NFC", "NFD"])), text)
    front = draw(any_.sampled_from(FRONTS))
    return front + text + draw(any_.sampled_from(["", " ", ".", "\u00a0"]))


@whatever(any_.data())
def test_a_number_has_one_form_however_it_is_written(data: any_.DataObject) -> None:
    number = data.draw(numbers())
    assert document_number(data.draw(written(number))) == number


@whatever(numbers() | any_.text(max_size=40) | any_.from_regex(r"[0-9]{1,6}[-/][ -~Đđ]{1,30}"))
@example("12/QĐ-UBND\n")
@example("12/QĐ\x00")
def test_what_is_kept_fits_the_contract_and_is_kept_so_again(text: str) -> None:
    with suppress(DocumentNumberMalformed):
        number = document_number(text)
        assert msgspec.convert(number, DocumentNumber) == number == document_number(number)


@whatever(numbers() | any_.text(max_size=40) | any_.from_regex(r"[0-9]{1,6}[-/][!-~Đ]{1,30}"))
def test_what_the_contract_takes_the_domain_takes(text: str) -> None:
    with suppress(msgspec.ValidationError):
        assert document_number(msgspec.convert(text, DocumentNumber))


CASES: list[Callable[[str], str]] = [str, str.upper, str.title]
NAMES = any_.sampled_from([name for name in VIETNAMESE if len(bare(name)) > 6])
JOINTS = any_.sampled_from(["-", "/", ".", "&", " ", ""])
TELEPHONES = any_.from_regex(r"\A(0|\+?84)[ .-]?[35789][0-9]{2}[ .-]?[0-9]{3}[ .-]?[0-9]{3}\Z")
IDENTITIES = any_.from_regex(r"\A0[0-9]{11}\Z|\A[1-9][0-9]{8}\Z")
PERSONAL = NAMES | TELEPHONES | IDENTITIES


@any_.composite
def disguised(draw: any_.DrawFn, personal: any_.SearchStrategy[str]) -> str:
    """Something about a person, alone or before, inside or behind a number."""
    text = draw(personal)
    text = bare(text) if draw(any_.booleans()) else text
    text = draw(any_.sampled_from(CASES))(text)
    text = text.replace(" ", draw(JOINTS))
    number = draw(numbers())
    shapes = ["{0}", "{0} {1}", "{1} {0}", "12/{0}", "12-{0}", "12/QĐ-{0}", "{1}-{0}", "Số {0}"]
    return draw(any_.sampled_from(shapes)).format(text, number)


@whatever(disguised(PERSONAL))
@example("0912345678 Nguyễn Văn A")
@example("12/QĐ-NGUYENVANA")
@example("079123456789 Nguyễn Văn A")
def test_nothing_about_a_person_is_a_number(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Số 123/Q\u00d0-UBND", "123/QĐ-UBND"),
        ("123/QĐ\u2011UBND ", "123/QĐ-UBND"),
        ("15-QĐ/HKH", "15-QĐ/HKH"),
        ("Công văn số 2750-CV/HU", "2750-CV/HU"),
        ("2750 – cv/hu", "2750-CV/HU"),
        ("KL 49-KL/TW", "49-KL/TW"),
        ("NQ 202/2025/QH15", "202/2025/QH15"),
        ("quyết định số 131/qđ-ttg", "131/QĐ-TTg"),
        ("05/2025/TT-BGDĐT", "05/2025/TT-BGDĐT"),
        ("1234/SGDĐT-GDTrH", "1234/SGDĐT-GDTrH"),
        ("12a/QĐ-UBND", "12A/QĐ-UBND"),
        ("123456/2022/QĐUBNDPB-ABCDEFGH", "123456/2022/QĐUBNDPB-ABCDEFGH"),
    ],
)
def test_what_people_write_is_understood(text: str, number: str) -> None:
    assert document_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "Số", "12", "12/2025", "12/03/2025", "0/QĐ-UBND", "12/QĐ-", "12//QĐ",
        "12/QĐ UBND", "see the letter", "for Mr An of number 7", "12/QĐ-UBND ngày 5/6/2022",
        "45/B", "12/3 Lê Lợi", "an@example.vn", "12/an@example.vn", "12/QĐ\x00", "12/QĐ-UBND\n",
        "12/QĐ\u200b-UBND", "12/QĐ\u202e-UBND", "12/QĐ\ud800", "12/Q\u0410-UBND",
        "12/\u0391B-UBND", "１２", "12/QĐ-\u216f", "0912345678/QĐ-UBND", "12/QĐ-0912345678",
        "091234/QĐ-CA567-CB8", "12/N-G-U-Y-E-N", "12/LE-VAN-AN", "12/QĐ-" + "U" * 60, "9" * 80,
        "Bà Lan 12/QĐ-UBND",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    assert refused(text)


def test_what_was_kept_before_numbers_had_a_form_is_told_in_it_or_not_at_all() -> None:
    assert document_number_if_any("NQ 202/2025/QH15") == "202/2025/QH15"
    assert document_number_if_any("0912345678 Nguyễn Văn A") is None
    assert document_number_if_any(None) is None


def refused(text: str) -> bool:
    try:
        document_number(text)
    except DocumentNumberMalformed:
        return True
    return False
