"""Whom a form names: somebody the vault knows, or somebody new that it keeps.

Only people within the asker's reach are known to him. What is known elsewhere changes no answer.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.people.person import PersonUnknown
from services.registry.people.vault.birth import Birth
from services.registry.people.vault.keeping import Newcomer, Vault
from services.registry.people.vault.kept_for import is_final, kept_for
from services.registry.people.vault.meeting import Within
from services.registry.people.vault.personal_data import (
    PersonalData,
    personal_data,
    require_guardian,
)
from shared.eventstore.refusals import KeyReused
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.bulk import Asked
from shared.web.caller import Caller
from shared.web.values import PERSONAL, DayOfPlaces, Form, Text, WholeNumber

Named = Newcomer | UUID
"""By data, or by reference."""


def require_one(**said: object) -> None:
    """Whether somebody is said by data or by reference: one of the two. Raises ValueError."""
    if sum(each is not None for each in said.values()) != 1:
        raise ValueError(f"either {' or '.join(said)}")


class GuardianUnknown(Refusal):
    code = "registry.guardian-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such guardian: look them up, or put them on the books first."


class PersonForm(Form):
    """A person by data: an identity number has 12 digits (an old one 9), a phone 10 or +84, of a
    landline 11; the birth is a date or, where no more is known, a year. `guardian_ref`: who speaks
    for a minor."""

    full_name: Annotated[Text, PERSONAL, Field(examples=["Nguyễn Thị Học"])]
    identity_number: Annotated[Text | None, PERSONAL, Field(examples=["079000000000"])] = None
    old_identity_number: Annotated[Text | None, PERSONAL, Field(examples=["023456789"])] = None
    phone: Annotated[Text | None, PERSONAL, Field(examples=["0900000000"])] = None
    birth_year: Annotated[WholeNumber | None, PERSONAL, Field(examples=[1900])] = None
    birth_date: Annotated[DayOfPlaces | None, PERSONAL, Field(examples=["1900-03-04"])] = None
    guardian_ref: Annotated[UUID | None, PERSONAL] = None

    @model_validator(mode="after")
    def one_birth(self) -> Self:
        if self.birth_year is not None and self.birth_date is not None:
            raise ValueError("either birth_year or birth_date")
        return self

    def data(self, today: date) -> PersonalData:
        """Raises the refusal of what is wrong with them."""
        said = replace(
            personal_data(
                self.full_name, self.identity_number, self.phone, self.old_identity_number
            ),
            birth_year=self.birth_year,
            birth_date=self.birth_date,
            guardian_ref=self.guardian_ref,
        )
        said.require_fit(today)
        return said

    def newcomer(self, place_id: UUID, row: Asked[Any]) -> Newcomer:
        """Raises the refusal of what is wrong with the data."""
        return Newcomer(place_id, self.data(row.by.day), kept_for(row))


def within(by: Caller) -> Within:
    return lambda place_id: by.sees(place_id).is_something


async def births(
    vault: Vault, person_refs: Sequence[UUID], by: Caller
) -> Mapping[UUID, Birth | None]:
    """When those within reach were born."""
    if not person_refs:
        return {}
    there = await vault.known(person_refs, within(by))
    return {each.person_ref: each.data.birth for each in await vault.all_of(there)}


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
    named = await _with_guardians(vault, named, by)
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


async def _with_guardians(
    vault: Vault, named: Sequence[Named | Refusal], by: Caller
) -> list[Named | Refusal]:
    """The same; of people whose guardian is none, the refusal."""
    people = [each for each in named if isinstance(each, Newcomer)]
    wrong = await unfit_guardians(vault, [each.data for each in people], by)

    def checked(each: Named | Refusal) -> Named | Refusal:
        ref = each.data.guardian_ref if isinstance(each, Newcomer) else None
        return each if ref is None else wrong.get(ref, each)

    return [checked(each) for each in named]


async def unfit_guardians(
    vault: Vault, people: Sequence[PersonalData], by: Caller
) -> Mapping[UUID, Refusal]:
    """Those of their guardians who cannot be one, and why; one out of reach is as if not there."""
    refs = {each.guardian_ref for each in people if each.guardian_ref is not None}
    if not refs:
        return {}
    there = await vault.known(refs, within(by))
    known = {each.person_ref: each for each in await vault.all_of(there)}
    wrong: dict[UUID, Refusal] = {}
    for ref in refs:
        try:
            if ref not in known:
                raise GuardianUnknown
            require_guardian(known[ref].data, by.day)
        except Refusal as refusal:
            wrong[ref] = refusal
    return wrong


async def let_go(
    vault: Vault, named: Sequence[Named | Refusal], outcomes: Sequence[object]
) -> None:
    """Of those whose commands were refused for good: under their keys another may be said."""
    refused = [
        each.kept_for
        for each, outcome in zip(named, outcomes, strict=True)
        if isinstance(each, Newcomer) and is_final(outcome)
    ]
    await vault.let_go(refused)
