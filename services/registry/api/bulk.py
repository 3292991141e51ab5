"""Many families in one request: each row a command of its own, each row answered."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

import msgspec
from pydantic import BaseModel, Field, ValidationError

from services.registry.api.desk import Desk
from services.registry.api.forms import FamilyForm
from services.registry.application.asking import Asker
from services.registry.domain.family import Registration, require_hamlet
from services.registry.domain.person import PersonUnknown
from services.registry.domain.siting import Circumstances
from services.registry.domain.territory import find_place
from services.registry.vault import PersonalData
from shared.eventstore.commands import Key
from shared.telemetry import metrics
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.web import fields, languages
from shared.web.actions import Permit
from shared.web.languages import Language
from shared.web.refusals import InvalidBody
from shared.web.values import Form, RowsSent

MOST_ROWS = 1_000


class BulkForm(Form):
    """Rows have the fields of one registration. They are numbered from 1, and checked one by
    one, so that one that is wrong is answered and the others are registered."""

    rows: Annotated[RowsSent, Field(min_length=1, max_length=MOST_ROWS)]


class RowAnswer(BaseModel):
    """`family_id`, or why not: `code`, `detail` and, for fields that are wrong, `errors`."""

    row: int
    family_id: UUID | None = None
    code: str | None = None
    detail: str | None = None
    errors: list[dict[str, str]] | None = None


class BulkAnswer(BaseModel):
    registered: int
    refused: int
    rows: list[RowAnswer]


@dataclass(frozen=True)
class Row:
    """One row on its way: who asks, what for, what it means, what came of it; `errors` are what
    pydantic says is wrong with it."""

    by: Asker
    form: FamilyForm | None = None
    data: PersonalData | None = None
    head_ref: UUID | None = None
    outcome: str | Refusal | None = None
    errors: Sequence[Any] = ()


async def register_rows(
    desk: Desk, sent: Sequence[Any], now: Circumstances, by: Asker, permit: Permit
) -> list[Row]:
    """The rows, each with the family's id or the refusal as its outcome. A row sent before is
    answered as before."""
    rows = [_read(number, row, by) for number, row in enumerate(sent, 1)]
    rows = [_understood(row, now, permit) for row in await _answered(desk, rows)]
    return await _recorded(desk, await _with_heads(desk, rows), now)


def _read(number: int, sent: Any, by: Asker) -> Row:
    """What is no registration is nothing that could be known under a key."""
    try:
        form = FamilyForm.model_validate(sent)
    except ValidationError as error:
        return Row(by, outcome=InvalidBody(), errors=error.errors())
    return Row(replace(by, key=_key(by, number, sent)), form)


async def _answered(desk: Desk, rows: Sequence[Row]) -> list[Row]:
    """Before anybody's data are kept again."""
    used = await desk.registry.store.used(_keys(rows))

    async def answered(row: Row) -> Row:
        if row.form is None or row.by.key is None or (row.by.key.actor, row.by.key.key) not in used:
            return row
        try:
            return replace(row, outcome=await desk.registry.store.first_answer(row.by.key))
        except Refusal as refusal:
            return replace(row, outcome=refusal)

    return await asyncio.gather(*map(answered, rows))


def _keys(rows: Iterable[Row]) -> Iterable[Key]:
    return (row.by.key for row in rows if row.form is not None and row.by.key is not None)


def _understood(row: Row, now: Circumstances, permit: Permit) -> Row:
    if row.outcome is not None:
        return replace(row, form=None)
    assert row.form is not None
    form = row.form
    try:
        find_place(now.tree, form.hamlet_id)
        permit.require(form.hamlet_id, now.tree, now.today)
        require_hamlet(form.hamlet_id, form.registered_on, now)
        data = None if form.head is None else form.head.data()
    except Refusal as refusal:
        return replace(row, form=None, outcome=refusal)
    return replace(row, data=data, head_ref=form.head_ref)


async def _with_heads(desk: Desk, rows: Sequence[Row]) -> list[Row]:
    """All new people are kept at once, all references looked up at once."""
    people = [(row.form.hamlet_id, row.data) for row in rows if row.form and row.data]
    kept = iter(await desk.vault.keep(people) if people else ())
    refs = [row.head_ref for row in rows if row.form and row.head_ref]
    known = await desk.vault.known(refs) if refs else frozenset()

    def with_head(row: Row) -> Row:
        if row.form is None:
            return row
        if row.data is not None:
            return replace(row, head_ref=next(kept))
        return row if row.head_ref in known else replace(row, outcome=PersonUnknown())

    return [with_head(row) for row in rows]


async def _recorded(desk: Desk, rows: Sequence[Row], now: Circumstances) -> list[Row]:
    asked = [(_registration(row), row.by) for row in rows if row.outcome is None]
    outcomes = iter(await desk.registry.register_families(asked, now))
    return [
        row if row.outcome is not None else replace(row, outcome=next(outcomes)) for row in rows
    ]


def _registration(row: Row) -> Registration:
    assert row.form is not None
    assert row.head_ref is not None
    return Registration(new_id(), row.form.hamlet_id, row.head_ref, row.form.registered_on)


def _key(by: Asker, number: int, row: dict[str, Any]) -> Key | None:
    """The request's key and the row's number; the row itself is the body it stands for."""
    if by.key is None:
        return None
    body = b"registry.families row\n" + msgspec.json.encode(row, order="deterministic")
    return Key(by.key.actor, f"{by.key.key}/{number}", sha256(body).digest())


def answer_of(rows: Sequence[Row], language: Language) -> BulkAnswer:
    answers = [_row_answer(number, row, language) for number, row in enumerate(rows, 1)]
    refused = sum(answer.code is not None for answer in answers)
    return BulkAnswer(registered=len(rows) - refused, refused=refused, rows=answers)


def _row_answer(number: int, row: Row, language: Language) -> RowAnswer:
    if not isinstance(row.outcome, Refusal):
        return RowAnswer(row=number, family_id=UUID(row.outcome))
    metrics.REFUSALS.labels("registry", row.outcome.code).inc()
    located = [{**error, "loc": ("row", *error["loc"])} for error in row.errors]
    return RowAnswer(
        row=number,
        code=row.outcome.code,
        detail=languages.sentence_of(row.outcome, language),
        errors=fields.complaints(located, language) or None,
    )
