"""Whom a list names that another service takes in: kept here, and referred to there. Each row is
kept under the key of its request, so that the same row of the same import is the same person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter
from pydantic import PrivateAttr

from services.registry.people.person import PersonNamed
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import Named, PersonForm, referred, said_otherwise
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked, Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter

ACTION: Final = "registry.person.name"
KEPT: Final = timedelta(days=90)
"""So long whoever was named is kept although nothing on the books refers to them: a list may wait
30 days for who confirms it, and its rows are told of for 30 days after it has ended."""


class NamedForm(PersonForm):
    """Somebody, by data, on the books of a place."""

    place_id: UUID
    _person_ref: UUID | None = PrivateAttr(default=None)

    def referring(self, person_ref: UUID) -> "NamedForm":
        found = self.model_copy()
        found._person_ref = person_ref
        return found

    @property
    def person_ref(self) -> UUID:
        assert self._person_ref is not None, "whoever is named is kept first"
        return self._person_ref


@dataclass(frozen=True)
class ReferredTo:
    person_ref: UUID


def name(form: NamedForm, by: Caller) -> Command:
    """Keep somebody whom a list of another service names, and answer the reference under which it
    speaks of them. Whoever is known within reach by an identity number has the reference that they
    have; the same row under the same key is answered the same. Kept for 90 days, and longer as long
    as anything on the books of the register refers to them."""
    answer = ReferredTo(form.person_ref)
    return Command(by.origin, {}, lambda _: Decision(answer=answer), by.key)


class _Keeping(Around[NamedForm]):
    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[NamedForm]]
    ) -> Sequence[Refusal | None]:
        return await said_otherwise(counter.has(Vault), [_named(row) for row in again])

    async def before(
        self, counter: Counter, asked: Sequence[Asked[NamedForm]]
    ) -> Sequence[NamedForm | Refusal]:
        if not asked:
            return []
        vault, by = counter.has(Vault), asked[0].by
        found = await referred(vault, [_named(row) for row in asked], by)
        kept = [each for each in found if isinstance(each, UUID)]
        await vault.keep_until(kept, by.day + KEPT)
        return [
            each if isinstance(each, Refusal) else row.form.referring(each)
            for row, each in zip(asked, found, strict=True)
        ]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[NamedForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        """One fact says whom this request was answered."""
        done = [each for each in outcomes if not isinstance(each, Refusal)]
        told = dict.fromkeys(msgspec.convert(each, ReferredTo).person_ref for each in done)
        if told:
            question, fact = new_id(), PersonNamed(tuple(told))
            command = Command(asked[0].by.origin, {}, lambda _: Decision({question: [fact]}))
            await counter.transactions.execute(command)
        return outcomes


def _named(row: Asked[NamedForm]) -> Named | Refusal:
    """Nobody is kept on the books of a place out of reach."""
    try:
        row.by.require(row.form.place_id)
        return row.form.newcomer(row.form.place_id, row)
    except Refusal as refusal:
        return refusal


ROWS: Final[Rows[NamedForm, ReferredTo]] = Rows(
    ACTION, NamedForm, name, ReferredTo, around=_Keeping()
)


def naming_people(router: APIRouter, counter: Counter) -> None:
    recording(router, counter, ROWS)
