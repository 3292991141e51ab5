"""Many rows in one request: each a command of its own, each row answered."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from services.recognition.application import Answer, Asker
from services.recognition.words import SENTENCES
from shared.telemetry import metrics
from shared.vocabulary.refusals import Refusal
from shared.web import fields, languages
from shared.web.conversation import key_of_row
from shared.web.languages import Language
from shared.web.refusals import InvalidBody

MOST_ROWS = 1_000

FormOfRow = TypeVar("FormOfRow", bound=BaseModel)
Wish = TypeVar("Wish")


class RowAnswer(BaseModel):
    """`candidacy_id` and its `status`, or why not: `code`, `detail` and, for fields that are
    wrong, `errors`."""

    row: int
    candidacy_id: UUID | None = None
    status: str | None = None
    code: str | None = None
    detail: str | None = None
    errors: list[dict[str, str]] | None = None


class BulkAnswer(BaseModel):
    """`done` rows are recorded, `refused` ones are not."""

    done: int
    refused: int
    rows: list[RowAnswer]


@dataclass(frozen=True)
class Wrong:
    """Fields of a row are wrong; which, and how, pydantic said."""

    errors: Sequence[Any]


Outcome = Answer | Refusal | Wrong


@dataclass(frozen=True)
class Rows(Generic[FormOfRow, Wish]):
    """How the rows of a request are read, what each asks for, and who does it. `common` is what
    the request says of all rows; it belongs to the body that a row's key stands for."""

    form: type[FormOfRow]
    asked: Callable[[FormOfRow, Asker], Wish]
    do: Callable[[Sequence[Wish]], Awaitable[Sequence[Answer | Refusal]]]
    common: object = None

    async def outcomes(self, sent: Sequence[Any], by: Asker) -> list[Outcome]:
        """In the same order; a row sent before is answered as before."""
        read = [self._read(number, row, by) for number, row in enumerate(sent, 1)]
        done = iter(await self.do([row for row in read if not isinstance(row, Wrong)]))
        return [row if isinstance(row, Wrong) else next(done) for row in read]

    def _read(self, number: int, row: Any, by: Asker) -> Wish | Wrong:
        try:
            form = self.form.model_validate(row)
        except ValidationError as error:
            return Wrong(error.errors())
        key = key_of_row(by.key, number, row, self.form, self.common)
        return self.asked(form, replace(by, key=key))


def answer_of(outcomes: Sequence[Outcome], language: Language) -> BulkAnswer:
    rows = [_row_answer(n, outcome, language) for n, outcome in enumerate(outcomes, 1)]
    refused = sum(row.code is not None for row in rows)
    return BulkAnswer(done=len(rows) - refused, refused=refused, rows=rows)


def _row_answer(number: int, outcome: Outcome, language: Language) -> RowAnswer:
    if isinstance(outcome, dict):
        return RowAnswer(row=number, **outcome)
    refusal = InvalidBody() if isinstance(outcome, Wrong) else outcome
    metrics.REFUSALS.labels("recognition", refusal.code).inc()
    wrong = None
    if isinstance(outcome, Wrong):
        within = [{**error, "loc": ("row", *error["loc"])} for error in outcome.errors]
        wrong = fields.complaints(within, language)
    detail = languages.sentence_of(refusal, language, SENTENCES)
    return RowAnswer(row=number, code=refusal.code, detail=detail, errors=wrong)
