"""A template of every kind: its headings are understood, its words taken, its example never."""

from typing import Any

import pytest

from services.funding.importing.kinds import KINDS as OF_FUNDING
from services.registry.importing.centre_sessions.topics import topic_of
from services.registry.importing.kinds import KINDS
from shared.importing.bringing import File, read_of
from shared.importing.kinds import Readable
from shared.importing.reading.lists import understood
from shared.importing.reading.rows import Why
from shared.importing.refusals import NoRowsFound
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.templates import LIST, spelled, template
from shared.vocabulary.topics import TOPICS
from tests.importing.fixtures import part, rows

ALL = (*KINDS.values(), *OF_FUNDING.values())
EVERY = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)


@EVERY
async def test_a_template_sent_back_as_it_is_brings_nothing_in_and_is_told_so(
    kind: Readable[Any],
) -> None:
    data = b"".join(template(kind))
    with pytest.raises(NoRowsFound):
        await read_of(kind, File("a.xlsx", data))

    sheets = sheets_of("a.xlsx", data)
    read = understood(sheets, kind.shape)
    (found,) = (each for each in read if each.heading)
    assert found.sheet == LIST
    assert [each.why for each in found.skipped] == [Why.SAMPLE]
    assert found.heading is not None
    columns = {each.field: n for n, each in enumerate(kind.template or spelled(kind.shape), 2)}
    assert found.heading.columns == columns
    assert {*kind.shape.needs} <= columns.keys()


@EVERY
async def test_what_is_written_under_the_example_is_taken(kind: Readable[Any]) -> None:
    sheet = sheets_of("a.xlsx", b"".join(template(kind)))[0]
    heading, example = ([*row.cells] for row in sheet.rows)
    sheets = sheets_of("a.xlsx", rows(heading, example, [1, *(example[1:] or heading[1:])]))
    (found,) = understood(sheets, kind.shape)
    assert [line.row for line in found.lines] == ([3] if example[1:] else [])


def test_words_to_choose_from_stand_in_a_sheet_of_their_own_and_are_understood() -> None:
    kind = next(each for each in KINDS.values() if each.name == "centre-sessions")
    data = b"".join(template(kind))
    sheet = part(data, "xl/worksheets/sheet1.xml").decode()
    words = [row.at(1) for row in sheets_of("a.xlsx", data)[1].rows]

    assert "<formula1>'Danh mục'!$A$1:$A$21</formula1>".replace("21", str(len(words))) in sheet
    assert 'sqref="C2:C2000"' in sheet
    assert [topic_of(each, {}) for each in words] == [*TOPICS.names]
