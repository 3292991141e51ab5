"""Members of set A come out row by row and value by value as its tables say."""

import pytest

from services.registry.importing.members.list import SHAPE, MemberRow, judged
from shared.importing.doubts import Doubt
from shared.importing.report import Became, Sum, Told, report
from shared.vocabulary.identifiers import new_id
from tests.importing.set_a import OfSetA, values

(FILE,) = OfSetA.of_kind("members", SHAPE, judged)
VALUES = values(FILE.name)


def test_headings_and_rows_of_data_are_found_where_they_are() -> None:
    FILE.require_rows()


def test_every_row_is_right_wrong_or_asked_about_as_it_should_be() -> None:
    FILE.require_judgements()


@pytest.mark.parametrize("value", VALUES, ids=lambda v: f"{v['row']}-{v['field']}")
def test_a_cell_that_is_easily_misread_means_what_it_should(value: dict[str, str]) -> None:
    FILE.require_column(value)
    row = FILE.judgements[value["sheet"], int(value["row"])]
    assert isinstance(row, MemberRow)
    said = {
        "card": row.card,
        "chapter": row.chapter or "",
        "joined": str(row.joined.day or row.joined.year or ""),
    }
    assert said[value["field"]] == value["wanted"]


def test_chapters_and_members_add_up_beside_what_the_file_states() -> None:
    found = [each for each in FILE.judgements.values() if not isinstance(each, Told)]
    told = [
        each if isinstance(each, Told) else Told(each.line, Became.NEW)
        for each in FILE.judgements.values()
    ]
    said = report(new_id(), "members", FILE.read, told, str)

    assert len({each.chapter for each in found}) == FILE.totals["chapters"] == 6
    assert said.sums == {"members": Sum(FILE.totals["members_right"], FILE.totals["stated"])}
    assert said.rows.read == FILE.totals["listed"]
    assert not any(isinstance(each, Doubt) for each in found)
