"""What is filled in of imports, and what is answered of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.registry.people.vault.keeping import Vault
from shared.importing.mapping import ListMapping, SheetMapping
from shared.importing.mending import CellMended, Mending, WordsMapped
from shared.importing.report import Report
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.values import PERSONAL, Day, FileContent, Form, Text, WholeNumber, YesOrNo

RowNumber = Annotated[WholeNumber, Field(ge=1, le=10_000_000, examples=[27])]
ListKind = Annotated[Text, Field(min_length=1, max_length=LONGEST_CODE, examples=["families"])]


class AnswerForm(Form):
    """What is said to a question of the kind."""

    question: Annotated[Text, PERSONAL, Field(min_length=1, examples=["topic"])]
    answer: Annotated[Text, PERSONAL, Field(min_length=1, examples=["digital-skills"])]


Answers = Annotated[list[AnswerForm], PERSONAL, Field(max_length=200)]


class ColumnForm(Form):
    """`field` of the kind, as `sheets[].columns` of a report names it. `column`: the words over it,
    or its letters as Excel shows them; null: the list has no such field."""

    field: Annotated[Text, PERSONAL, Field(min_length=1, examples=["name"])]
    column: Annotated[Text | None, PERSONAL, Field(examples=["C"])] = None


class SheetForm(Form):
    """How one sheet is to be understood. `header_rows`: the first and the last row of its heading,
    as Excel numbers them (`[4]`, `[4, 5]`); none: it is found. `columns`: what is not said is
    found. `left_out`: nothing of it is read."""

    sheet: Annotated[Text, PERSONAL, Field(min_length=1, examples=["DS hộ"])]
    header_rows: Annotated[list[RowNumber], Field(max_length=10)] = Field(default_factory=list)
    columns: Annotated[list[ColumnForm], PERSONAL, Field(max_length=100)] = Field(
        default_factory=list
    )
    left_out: YesOrNo = False

    @property
    def said(self) -> SheetMapping:
        columns = {each.field: each.column for each in self.columns}
        return SheetMapping(self.sheet, tuple(self.header_rows), columns, self.left_out)


class MappingForm(Form):
    """`{"sheets": [{"sheet": "DS hộ", "header_rows": [4, 5], "columns": [{"field": "name",
    "column": "Chủ hộ"}, {"field": "birth", "column": "D"}], "left_out": false}]}`: sheets that are
    not named are understood by their headings. It is remembered for the next file of the same
    sender and kind that has these headings."""

    sheets: Annotated[list[SheetForm], PERSONAL, Field(max_length=100)]

    @property
    def said(self) -> ListMapping:
        return ListMapping(tuple(each.said for each in self.sheets))


class CellForm(Form):
    """What shall stand in one cell; `value` null: nothing. `column`: its letters, the words over
    it, or its field."""

    sheet: Annotated[Text, PERSONAL, Field(min_length=1, examples=["DS hộ"])]
    row: RowNumber
    column: Annotated[Text, PERSONAL, Field(min_length=1, examples=["E"])]
    value: Annotated[Text | None, PERSONAL, Field(examples=["Khu phố 2"])] = None


class WordsForm(Form):
    """Wherever cells of the field say `said`, `meant` is meant (null: nothing). Refused for fields
    that name people or say something of one."""

    field: Annotated[Text, PERSONAL, Field(min_length=1, examples=["hamlet"])]
    said: Annotated[Text, PERSONAL, Field(min_length=1, examples=["KP 2A"])]
    meant: Annotated[Text | None, PERSONAL, Field(examples=["Khu phố 2"])] = None


class MendingForm(Form):
    """What is mended of an import that is not confirmed yet: `{"cells": [{"sheet", "row",
    "column", "value"}], "values": [{"field", "said", "meant"}], "answers": [{"question",
    "answer"}], "mapping": {"sheets": […]}}`, each of them left out if there is none. What was
    mended before stays mended; said again of the same cell, words, question or sheet, it is what
    was said last."""

    cells: Annotated[list[CellForm], PERSONAL, Field(max_length=10_000)] = Field(
        default_factory=list
    )
    values: Annotated[list[WordsForm], PERSONAL, Field(max_length=1_000)] = Field(
        default_factory=list
    )
    answers: Answers = Field(default_factory=list)
    mapping: Annotated[MappingForm | None, PERSONAL] = None

    @property
    def said(self) -> Mending:
        return Mending(
            self.mapping.said if self.mapping else ListMapping(),
            tuple(CellMended(each.sheet, each.row, each.column, each.value) for each in self.cells),
            tuple(WordsMapped(each.field, each.said, each.meant) for each in self.values),
            {each.question: each.answer for each in self.answers},
        )


class ImportForm(Form):
    """A list of a place, for a day: what its rows say no day of begins then. `content`: a file
    (.xlsx, .xls, .ods, .csv) in base64. `mapping`: how its sheets are to be understood; left out:
    by their headings, or as the same sender said of the last list of the kind with these."""

    kind: ListKind
    file_name: Annotated[
        Text, PERSONAL, Field(min_length=1, max_length=255, examples=["ds-ho.xlsx"])
    ]
    content: Annotated[FileContent, PERSONAL]
    place_id: UUID
    on: Day
    answers: Answers = Field(default_factory=list)
    mapping: Annotated[MappingForm | None, PERSONAL] = None

    @property
    def answered(self) -> dict[str, str]:
        return {each.question: each.answer for each in self.answers}

    def file_id(self, vault: Vault) -> UUID:
        """That of the same bytes, whatever their file is called, for the same place and day."""
        said = f"{self.kind}/{self.place_id}/{self.on.isoformat()}"
        return vault.id_of_file(self.content, said)

    def answers_id(self, vault: Vault) -> UUID | None:
        said = "\0".join(f"{each}\0{answer}" for each, answer in sorted(self.answered.items()))
        return vault.id_of_file(said.encode(), "answers") if self.answers else None


@dataclass(frozen=True)
class SentFile:
    """As it is kept, sealed: not its bytes, but its sheets without what nobody asked for, under the
    name KEPT."""

    name: str
    data: bytes
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Submitted:
    import_id: UUID


@dataclass(frozen=True)
class Mended:
    """`mending_id`: of all that is mended by now; `said_id`: of what this request said."""

    import_id: UUID
    mending_id: UUID
    said_id: UUID


@dataclass(frozen=True)
class ImportState:
    """`state`: `submitted`, `waiting`, `running`, `finished`, `ended` before its last row,
    `dropped`, or `undone`."""

    import_id: UUID
    state: str


@dataclass(frozen=True)
class ImportTakenBack:
    """`withdrawn`: how many things of each kind never were."""

    import_id: UUID
    state: str
    withdrawn: Mapping[str, int]


@dataclass(frozen=True)
class Progress:
    """Of `of_rows` rows so many are `done`, and became what."""

    of_rows: int
    done: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    ask: int


@dataclass(frozen=True)
class ImportShown:
    """An import of a list (lần nhập danh sách). `state`: `submitted` and not yet agreed to,
    `waiting` for its turn (`ahead`: how many of its place and kind go before), `running`,
    `finished`, `ended` before its last row (`reason_code`: why; confirmed again it goes on),
    `dropped`, or `undone`."""

    import_id: UUID
    place_id: UUID
    kind: str
    on: date
    submitted_on: date
    state: str
    reason_code: str | None
    closed_on: date | None
    ahead: int | None
    progress: Progress | None


@dataclass(frozen=True)
class ImportTold(ImportShown):
    """`report`: what became of its rows; until it has finished, what the dry run said. Null: what
    was kept of it is deleted."""

    report: Report | None
