"""Whom a form names: somebody the vault knows, or somebody new that it keeps.

Only people within the asker's reach are known to him. What is known elsewhere changes no answer.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from services.registry.people.person import PersonUnknown
from services.registry.people.vault.keeping import Newcomer, Vault
from services.registry.people.vault.meeting import Within
from services.registry.people.vault.personal_data import personal_data
from services.registry.people.vault.rows import KeptFor
from shared.eventstore.refusals import KeyReused
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.bulk import Asked
from shared.web.caller import Caller
from shared.web.values import PERSONAL, Form, Text

Named = Newcomer | UUID
"""By data, or by reference."""


class PersonForm(Form):
    """A person by data; an identity number has 12 digits, a phone 10 or +84."""

    full_name: Annotated[Text, PERSONAL, Field(examples=["Nguyễn Thị Học"])]
    identity_number: Annotated[Text | None, PERSONAL, Field(examples=["079000000000"])] = None
    phone: Annotated[Text | None, PERSONAL, Field(examples=["0900000000"])] = None

    def newcomer(self, place_id: UUID, row: Asked[Any]) -> Newcomer:
        """Raises the refusal of what is wrong with the data."""
        data = personal_data(self.full_name, self.identity_number, self.phone)
        key = row.by.key
        assert key is not None, "whoever commands has a key"
        return Newcomer(place_id, data, KeptFor(key.actor, key.key, row.number))


def within(by: Caller) -> Within:
    return lambda place_id: by.sees(place_id).is_something


async def said_otherwise(vault: Vault, named: Sequence[Named | Refusal]) -> list[Refusal | None]:
    """A key's digest says nothing of people: the vault does, while it holds them."""
    people = [each for each in named if isinstance(each, Newcomer)]
    otherwise = await vault.kept_otherwise(people)

    def why(each: Named | Refusal) -> Refusal | None:
        if isinstance(each, Newcomer):
            return KeyReused() if each.kept_for in otherwise else None
        return each if isinstance(each, Refusal) else None

    return [why(each) for each in named]


async def referred(
    vault: Vault, named: Sequence[Named | Refusal], by: Caller
) -> list[UUID | Refusal]:
    """The reference of each: all new people are kept at once, all references looked up at once."""
    people = [each for each in named if isinstance(each, Newcomer)]
    kept = iter(await vault.keep_for(people, within(by)) if people else ())
    refs = [each for each in named if isinstance(each, UUID)]
    known = await vault.known(refs, within(by)) if refs else frozenset()
    return await _themselves(vault, [_reference(each, kept, known) for each in named], by)


def _reference(
    each: Named | Refusal, kept: Iterator[UUID | KeyReused], known: Collection[UUID]
) -> UUID | Refusal:
    if isinstance(each, Newcomer):
        return next(kept)
    if isinstance(each, Refusal):
        return each
    return each if each in known else PersonUnknown()


async def _themselves(
    vault: Vault, found: Sequence[UUID | Refusal], by: Caller
) -> list[UUID | Refusal]:
    """Instead of an alias the person it is one of, where the asker reaches them."""
    refs = [each for each in found if isinstance(each, UUID)]
    survivors = await vault.survivors(refs, within(by)) if refs else {}
    return [survivors.get(each, each) if isinstance(each, UUID) else each for each in found]


async def let_go(
    vault: Vault, named: Sequence[Named | Refusal], outcomes: Sequence[object]
) -> None:
    """Of those whose commands were refused for good: under their keys another may be said."""
    refused = [
        each.kept_for
        for each, outcome in zip(named, outcomes, strict=True)
        if isinstance(each, Newcomer) and _is_final(outcome)
    ]
    await vault.let_go(refused)


def _is_final(outcome: object) -> bool:
    """Not where the same request may be answered otherwise: then it shall find the same person."""
    return isinstance(outcome, Refusal) and outcome.kind not in (Kind.UNAVAILABLE, Kind.NOT_YET)
