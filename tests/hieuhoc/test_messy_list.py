"""The list that the demo writes for whoever tries to bring one in."""

from datetime import date
from pathlib import Path

import pytest

from hieuhoc.commands.imports_shown import text_of
from hieuhoc.laptop.messy_list import HAMLET, messy_list
from services.registry.importing.families.list import SHAPE, judged
from shared.importing.doubts import Doubt
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import Understood, understood
from shared.importing.report import Became, Told, report_of, said
from shared.importing.sources.reading_apart import sheets_of
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.vietnamese.importing import SENTENCES
from shared.web.languages import sentence_of
from tests.support.sources import ROOT

DAY = date(2026, 11, 28)


def told_of(folder: Path) -> tuple[list[Understood], list[Told]]:
    """By its cells alone, in a ward that has the hamlet."""
    read = understood(sheets_of("a.xlsx", messy_list(folder).read_bytes()), SHAPE)
    rows = judged(read[0].lines, Context(new_id(), DAY, DAY, Hamlets({new_id(): HAMLET})))
    return read, [
        each
        if isinstance(each, Told)
        else Told(each.line, Became.NEW, adds={"members": float(str(each.line.values["members"]))})
        for each in rows
    ]


def test_it_has_rows_that_are_right_wrong_and_to_ask_about(tmp_path: Path) -> None:
    _, told = told_of(tmp_path)
    reasons = [each.outcome.reason if isinstance(each.outcome, Doubt) else "" for each in told]
    assert reasons == ["", "", "identity", "place", "phone", "place", ""]


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_a_readme_shows_what_is_told_of_it(readme: str, tmp_path: Path) -> None:
    read, told = told_of(tmp_path)
    rows = [said(each, lambda refusal: sentence_of(refusal, "vi", SENTENCES)) for each in told]
    shown = text_of(report_of(new_id(), "families", read, rows).plain())
    assert shown in (ROOT / readme).read_text(encoding="utf-8")


def test_what_somebody_worked_on_is_not_written_over(tmp_path: Path) -> None:
    file = messy_list(tmp_path)
    file.write_bytes(b"mine")
    assert messy_list(tmp_path).read_bytes() == b"mine"
