"""Many families in one request: each row a command of its own, each row answered."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, ValidationError

from services.registry.api.desk import Desk, require_place
from services.registry.api.forms import FamilyForm
from services.registry.api.heads import Head, head_of, let_go, reach, referred
from services.registry.application.asking import Asker
from services.registry.domain.family import Registration, require_hamlet
from services.registry.vault import KeptFor, Newcomer
from services.registry.vault.meeting import Within
from services.registry.words import SENTENCES
from shared.eventstore.refusals import KeyReused
from shared.telemetry import metrics
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.places.siting import Circumstances
from shared.vocabulary.refusals import Refusal
from shared.web import fields, languages
from shared.web.actions import Permit
from shared.web.conversation import key_of_row
from shared.web.languages import Language
from shared.web.refusals import InvalidBody
from shared.web.values import Form, RowsOf, RowsSent

MOST_ROWS = 1_000


class BulkForm(Form):
    """Rows have the fields of one registration. They are numbered from 1, and checked one by
    one, so that one that is wrong is answered and the others are registered."""

    rows: Annotated[RowsSent, RowsOf(FamilyForm), Field(min_length=1, max_length=MOST_ROWS)]


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
    """One row on its way: who asks, for which row, what for, who shall head it, what came of it;
    `errors` are what pydantic says is wrong with it."""

    by: Asker
    kept_for: KeptFor
    form: FamilyForm | None = None
    head: Head | None = None
    head_ref: UUID | None = None
    outcome: str | Refusal | None = None
    errors: Sequence[Any] = ()

    def refused(self, refusal: Refusal) -> "Row":
        return replace(self, form=None, outcome=refusal)


async def register_rows(
    desk: Desk, sent: Sequence[Any], now: Circumstances, by: Asker, permit: Permit
) -> list[Row]:
    """The rows, each with the family's id or the refusal as its outcome. A row sent before is
    answered as before."""
    rows = [_read(number, row, by) for number, row in enumerate(sent, 1)]
    rows = [_understood(row, now, permit) for row in await _answered(desk, rows)]
    return await _recorded(desk, await _with_heads(desk, rows, reach(permit, now)), now)


def _read(number: int, sent: Any, by: Asker) -> Row:
    """What is no registration is nothing that could be known under a key."""
    assert by.key is not None, "whoever sends many rows sends them under a key"
    row = Row(by, KeptFor(by.key.actor, by.key.key, number))
    try:
        form = FamilyForm.model_validate(sent)
    except ValidationError as error:
        return replace(row, outcome=InvalidBody(), errors=error.errors())
    return replace(row, by=replace(by, key=key_of_row(by.key, number, sent, FamilyForm)), form=form)


async def _answered(desk: Desk, rows: Sequence[Row]) -> list[Row]:
    """Before anybody's data are kept again."""
    keys = [row.by.key for row in rows if row.form is not None and row.by.key is not None]
    used = await desk.registry.store.used(keys)

    def is_used(row: Row) -> bool:
        key = row.by.key
        return row.form is not None and key is not None and (key.actor, key.key) in used

    repeated = [_with_head(row) for row in rows if is_used(row)]
    heads = [row.head for row in repeated if isinstance(row.head, Newcomer)]
    otherwise = await desk.vault.kept_otherwise(heads)
    answered = [_first_answer(desk, row, row.kept_for in otherwise) for row in repeated]
    told = iter(await asyncio.gather(*answered))
    return [next(told) if is_used(row) else row for row in rows]


async def _first_answer(desk: Desk, row: Row, otherwise: bool) -> Row:
    if row.outcome is not None or row.by.key is None:
        return row
    if otherwise:
        return row.refused(KeyReused())
    try:
        return replace(row, outcome=await desk.registry.store.first_answer(row.by.key))
    except Refusal as refusal:
        return row.refused(refusal)


def _with_head(row: Row) -> Row:
    assert row.form is not None
    try:
        return replace(row, head=head_of(row.form, row.kept_for))
    except Refusal as refusal:
        return row.refused(refusal)


def _understood(row: Row, now: Circumstances, permit: Permit) -> Row:
    if row.outcome is not None or row.form is None:
        return replace(row, form=None)
    form = row.form
    try:
        require_place(permit, form.place_id, now)
        require_hamlet(form.place_id, form.registered_on, now)
    except Refusal as refusal:
        return row.refused(refusal)
    return _with_head(row)


async def _with_heads(desk: Desk, rows: Sequence[Row], within: Within) -> list[Row]:
    """A reference instead of each head's data, or why there is none."""
    asked = [row.head for row in rows if row.outcome is None and row.head is not None]
    found = iter(await referred(desk.vault, asked, within))

    def with_reference(row: Row) -> Row:
        if row.outcome is not None:
            return row
        reference = next(found)
        if isinstance(reference, Refusal):
            return row.refused(reference)
        return replace(row, head_ref=reference)

    return [with_reference(row) for row in rows]


async def _recorded(desk: Desk, rows: Sequence[Row], now: Circumstances) -> list[Row]:
    asked = [row for row in rows if row.outcome is None]
    commands = [(_registration(row), row.by) for row in asked]
    outcomes = await desk.registry.register_families(commands, now)
    await let_go(desk.vault, [row.head for row in asked if row.head is not None], outcomes)
    told = iter(outcomes)
    return [row if row.outcome is not None else replace(row, outcome=next(told)) for row in rows]


def _registration(row: Row) -> Registration:
    assert row.form is not None
    assert row.head_ref is not None
    return Registration(new_id(), row.form.place_id, row.head_ref, row.form.registered_on)


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
        detail=languages.sentence_of(row.outcome, language, SENTENCES),
        errors=fields.complaints(located, language) or None,
    )
