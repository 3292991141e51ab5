"""Many rows in one request: each a command of its own under a key of its own, each answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final, Generic, Protocol, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Header, Request, status
from pydantic import BaseModel, Field, ValidationError, create_model

from shared.eventstore.commands import Command
from shared.telemetry import metrics
from shared.vocabulary.refusals import Refusal
from shared.web import fields, languages
from shared.web.caller import Caller, commands
from shared.web.conversation import key_of_row
from shared.web.counter import Counter
from shared.web.languages import Language
from shared.web.refusals import InvalidBody
from shared.web.values import Form, RowsOf, RowsSent, Text

MOST_ROWS: Final = 1_000
ROWS: Final = Field(min_length=1, max_length=MOST_ROWS)
"""Numbered from 1, and checked one by one, so that one that is wrong is answered and the others are
recorded."""

RowForm = TypeVar("RowForm", bound=Form)
Answer = TypeVar("Answer")


class RowAnswer(BaseModel, Generic[Answer]):
    """What the row alone would have been answered; or why not: `code`, `detail` and, for fields
    that are wrong, `errors`."""

    row: int
    answer: Answer | None = None
    code: str | None = None
    detail: str | None = None
    errors: list[dict[str, str]] | None = None


class BulkAnswer(BaseModel, Generic[Answer]):
    """`recorded` rows are done, `refused` ones are not; every row is answered, in order."""

    recorded: int
    refused: int
    rows: list[RowAnswer[Answer]]


@dataclass(frozen=True)
class Speech:
    """The language that was asked for, and the service's own Vietnamese sentences."""

    language: Language
    sentences: Mapping[str, str]

    def say(self, refusal: Refusal) -> str:
        return languages.sentence_of(refusal, self.language, self.sentences)


async def _speech(request: Request, accept_language: Annotated[Text, Header()] = "") -> Speech:
    return Speech(languages.preferred(accept_language), request.app.state.sentences)


AskedSpeech = Annotated[Speech, Depends(_speech)]


@dataclass(frozen=True)
class Wrong:
    """Fields of a row are wrong; which, and how, pydantic said."""

    errors: Sequence[Any]


@dataclass(frozen=True)
class Asked(Generic[RowForm]):
    """A row that can be read, under the key that `by` has: `number` from 1, or 0 for what was sent
    alone."""

    number: int
    form: RowForm
    by: Caller


class Around(Protocol[RowForm]):
    """What is done beside the log for rows, before they are recorded and after: people whom they
    name are kept first. A row that was sent before is answered as before and goes through neither.
    Each method answers for each row, in order; whoever says nothing else of one lets it pass."""

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[RowForm]]
    ) -> Sequence[Refusal | None]:
        """Of rows sent before, why one is not the same, where its key cannot tell."""
        return [None] * len(again)

    async def before(
        self, counter: Counter, asked: Sequence[Asked[RowForm]]
    ) -> Sequence[RowForm | Refusal]:
        """The form to record instead, or why there is none."""
        return [row.form for row in asked]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[RowForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        """What to answer to what came of them: an answer or a Refusal."""
        return outcomes


@dataclass(frozen=True)
class Rows(Generic[RowForm, Answer]):
    """How each row of a request is read, what it commands, and what that answers. `common` is what
    the request says of all rows; it belongs to the body that a row's key stands for."""

    action: str
    form: type[RowForm]
    commanding: Callable[[RowForm, Caller], Command]
    answers: type[Answer]
    common: object = None
    around: Around[RowForm] | None = None

    async def recorded(
        self, counter: Counter, sent: Sequence[Any], caller: Caller, speech: Speech
    ) -> BulkAnswer[Answer]:
        """One refused, or sent again, does not touch the others."""
        read = [self._read(number, row, caller) for number, row in enumerate(sent, 1)]
        asked = [row for row in read if isinstance(row, Asked)]
        done = iter(await self.outcomes(counter, asked))
        outcomes = [next(done) if isinstance(row, Asked) else row for row in read]
        service = self.action.partition(".")[0]
        rows = [self._answer(n, each, speech) for n, each in enumerate(outcomes, 1)]
        for row in rows:
            if row.code is not None:
                metrics.REFUSALS.labels(service, row.code).inc()
        refused = sum(row.code is not None for row in rows)
        return BulkAnswer(recorded=len(rows) - refused, refused=refused, rows=rows)

    async def one(self, counter: Counter, form: RowForm, caller: Caller) -> Answer:
        """What was sent alone."""
        (outcome,) = await self.outcomes(counter, [Asked(0, form, caller)])
        if isinstance(outcome, Refusal):
            raise outcome
        return msgspec.convert(outcome, self.answers)

    async def outcomes(self, counter: Counter, asked: Sequence[Asked[RowForm]]) -> list[Any]:
        """An answer or a Refusal for each."""
        if self.around is None:
            return await self._executed(counter, asked)
        known = await self._answered(counter, asked, self.around)
        new = [row for row in asked if row.number not in known]
        forms = [*zip(new, await self.around.before(counter, new), strict=True)]
        known |= {row.number: form for row, form in forms if isinstance(form, Refusal)}
        ready = [replace(row, form=f) for row, f in forms if not isinstance(f, Refusal)]
        done = await self._executed(counter, ready)
        sent = [row for row in new if row.number not in known]
        told = await self.around.after(counter, sent, done)
        known |= {row.number: said for row, said in zip(sent, told, strict=True)}
        return [known[row.number] for row in asked]

    async def _answered(
        self, counter: Counter, asked: Sequence[Asked[RowForm]], around: Around[RowForm]
    ) -> dict[int, Any]:
        """Those that were sent before, by number."""
        first = await counter.first_answers(self.answers, [row.by for row in asked])
        known = {row.number: said for row, said in zip(asked, first, strict=True) if said}
        again = [row for row in asked if row.number in known]
        wrong = await around.otherwise(counter, again)
        return known | {row.number: each for row, each in zip(again, wrong, strict=True) if each}

    async def _executed(self, counter: Counter, asked: Sequence[Asked[RowForm]]) -> list[Any]:
        read = [self._command(row) for row in asked]
        wanted = [row for row in read if isinstance(row, Command)]
        done = iter(await counter.outcomes(wanted))
        return [next(done) if isinstance(row, Command) else row for row in read]

    def _command(self, row: Asked[RowForm]) -> Command | Refusal:
        try:
            return self.commanding(row.form, row.by)
        except Refusal as refusal:
            return refusal

    def _read(self, number: int, row: Any, caller: Caller) -> Asked[RowForm] | Wrong:
        try:
            form = self.form.model_validate(row)
        except ValidationError as error:
            return Wrong(error.errors())
        key = key_of_row(caller.key, number, row, self.form, self.common)
        return Asked(number, form, replace(caller, key=key))

    def _answer(self, number: int, outcome: Any, speech: Speech) -> RowAnswer[Answer]:
        if not isinstance(outcome, Refusal | Wrong):
            return RowAnswer(row=number, answer=msgspec.convert(outcome, self.answers))
        refusal = InvalidBody() if isinstance(outcome, Wrong) else outcome
        wrong = None
        if isinstance(outcome, Wrong):
            within = [{**error, "loc": ("row", *error["loc"])} for error in outcome.errors]
            wrong = fields.complaints(within, speech.language)
        detail = speech.say(refusal)
        return RowAnswer(row=number, code=refusal.code, detail=detail, errors=wrong)


def recording(router: APIRouter, counter: Counter, rows: Rows[Any, Any], path: str = "") -> None:
    """Adds `POST path` for one, and `POST path/bulk` for up to a thousand."""
    caller_type = Annotated[Caller, commands(rows.action)]
    many: Any = create_model(
        f"Many{rows.form.__name__}",
        __base__=Form,
        rows=(Annotated[RowsSent, RowsOf(rows.form), ROWS], ...),
    )

    async def one(form: Any, caller: Any) -> Any:
        return await rows.one(counter, form, caller)

    async def bulk(form: Any, caller: Any, speech: AskedSpeech) -> Any:
        return await rows.recorded(counter, form.rows, caller, speech)

    one.__annotations__ |= {"form": rows.form, "caller": caller_type}
    bulk.__annotations__ |= {"form": many, "caller": caller_type}
    said = rows.commanding.__doc__ or ""
    each = f"{said} Each row is a command of its own: one refused does not touch the others."
    answer: Any = BulkAnswer[rows.answers]  # type: ignore[name-defined]  # known at start
    created = status.HTTP_201_CREATED
    router.post(path, status_code=created, response_model=rows.answers, description=said)(one)
    router.post(
        f"{path}/bulk", response_model=answer, response_model_exclude_none=True, description=each
    )(bulk)
