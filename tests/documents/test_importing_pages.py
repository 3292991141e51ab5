"""What officers and operators read of lists names every refusal of a file."""

import re

import pytest

from shared.importing import refusals
from shared.importing.refusals import FileRefused
from shared.vocabulary.vietnamese.importing import SENTENCES
from tests.support.sources import ROOT

OFFICERS = ROOT / "docs" / "officers" / "nhap-danh-sach.md"
OPERATORS = ROOT / "docs" / "operate" / "importing.md"
REFUSED = [
    each
    for each in vars(refusals).values()
    if isinstance(each, type) and issubclass(each, FileRefused) and "code" in vars(each)
]


@pytest.mark.parametrize("refusal", REFUSED, ids=lambda each: str(each.code))
def test_a_refusal_of_a_file_stands_on_both_pages(refusal: type[FileRefused]) -> None:
    sentence = re.sub(r"\{\w+\}", "…", SENTENCES[refusal.code])
    told = f"| `{refusal.code}` | {sentence} |"
    assert told in OFFICERS.read_text(encoding="utf-8"), told
    assert f"| `{refusal.code}` |" in OPERATORS.read_text(encoding="utf-8")
