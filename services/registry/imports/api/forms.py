"""What is filled in of imports, and what is answered of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.registry.people.vault.keeping import Vault
from shared.importing.report import Report
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.values import PERSONAL, Day, FileContent, Form, Text

ListKind = Annotated[Text, Field(min_length=1, max_length=LONGEST_CODE, examples=["families"])]


class AnswerForm(Form):
    """What is said to a question of the kind."""

    question: Annotated[Text, PERSONAL, Field(min_length=1, examples=["topic"])]
    answer: Annotated[Text, PERSONAL, Field(min_length=1, examples=["digital-skills"])]


Answers = Annotated[list[AnswerForm], PERSONAL, Field(max_length=200)]


class ImportForm(Form):
    """A list of a place, for a day: what its rows say no day of begins then. `content`: a file
    (.xlsx, .xls, .ods, .csv) in base64."""

    kind: ListKind
    file_name: Annotated[
        Text, PERSONAL, Field(min_length=1, max_length=255, examples=["ds-ho.xlsx"])
    ]
    content: Annotated[FileContent, PERSONAL]
    place_id: UUID
    on: Day
    answers: Answers = Field(default_factory=list)

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
    """As it is kept, sealed."""

    name: str
    data: bytes
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Submitted:
    import_id: UUID


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
