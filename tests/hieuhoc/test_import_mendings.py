"""What an officer says of a list at the command line, and how it is shown what is wrong with it."""

from pathlib import Path
from typing import Any

import pytest

from hieuhoc.commands.imports_mended import answers_of, cells_of, json_of, values_of
from hieuhoc.commands.imports_shown import promised, text_of
from hieuhoc.commands.reorganising import Refused

CAUSE = {
    "code": "place", "field": "hamlet", "column": "F", "detail": "Không có khu phố này.",
    "asks": False, "number": 12, "words": [{"words": "KP 99", "number": 12}],
    "rows": [{"sheet": "DS hộ", "row": row} for row in range(8, 18)],
}  # fmt: skip
QUESTION = {
    "name": "topic Luật=mới", "about": "Luật mới", "choices": {"law": "pháp luật"},
    "guessed": "law", "answered": None,
}  # fmt: skip
TOLD: dict[str, Any] = {
    "import_id": "x", "kind": "families",
    "sheets": [{"name": "DS hộ", "header_rows": [7], "columns": {}, "letters": {}}],
    "rows": dict.fromkeys(("read", "new", "changed", "unchanged", "rejected", "ask"), 0),
    "sums": {}, "errors": [], "asks": [], "others": [], "causes": [CAUSE], "questions": [QUESTION],
}  # fmt: skip


def test_a_cell_is_said_as_excel_names_it() -> None:
    assert [*cells_of(["DS hộ!c12=Khu phố 2", "'a!b'!AA3=x=y", "DS!F1="])] == [
        {"sheet": "DS hộ", "row": 12, "column": "C", "value": "Khu phố 2"},
        {"sheet": "a!b", "row": 3, "column": "AA", "value": "x=y"},
        {"sheet": "DS", "row": 1, "column": "F", "value": None},
    ]


def test_words_and_answers_are_said_with_what_they_mean() -> None:
    assert [*values_of(["hamlet:KP 2: A=Khu phố 2", "old_hamlet:-="])] == [
        {"field": "hamlet", "said": "KP 2: A", "meant": "Khu phố 2"},
        {"field": "old_hamlet", "said": "-", "meant": None},
    ]
    assert [*answers_of(["topic Luật=mới=law"])] == [
        {"question": "topic Luật=mới", "answer": "law"}
    ]


@pytest.mark.parametrize("said", ["C12=x", "DS!12=x", "DS!C0=x", "DS!C12", "DS!ABCD1=x", ""])
def test_what_names_no_cell_is_misuse(said: str) -> None:
    with pytest.raises(Refused) as refused:
        [*cells_of([said])]
    assert (refused.value.exit_code, refused.value.code) == (2, "hieuhoc.cell-not-said")


def test_words_and_answers_that_say_half_are_misuse(tmp_path: Path) -> None:
    for said in ("hamlet=KP", "hamlet:KP", ":KP=x", ""):
        with pytest.raises(Refused):
            [*values_of([said])]
    for said in ("law", "=law", "topic="):
        with pytest.raises(Refused):
            [*answers_of([said])]
    file = tmp_path / "m.json"
    for text in ("{", "[]", "\xff"):
        file.write_text(text, encoding="latin-1")
        with pytest.raises(Refused):
            json_of(file)


def test_what_is_wrong_is_shown_by_its_cause_with_its_rows_and_words() -> None:
    shown = text_of(TOLD)
    assert "12 dòng (rows) [hamlet, cột (column) F]: Không có khu phố này." in shown
    assert "DS hộ, dòng (rows) 8, 9, 10, 11, 12, 13, 14, 15, 16, 17" in shown
    assert "và 2 dòng nữa (more)" in shown
    assert "«KP 99»: 12 ô (cells)" in shown


def test_a_question_is_shown_with_what_was_guessed_until_it_is_answered() -> None:
    assert "law: pháp luật  ← có lẽ (likely)" in text_of(TOLD)
    answered = QUESTION | {"answered": "law"}
    assert "pháp luật" not in text_of(TOLD | {"questions": [answered]})


def test_programs_are_told_the_one_object_that_they_are_promised() -> None:
    told = promised(TOLD)
    assert [*told] == ["import_id", "kind", "sheets", "rows", "sums", "errors", "asks"]
    assert [*told["sheets"][0]] == ["name", "header_rows", "columns"]
