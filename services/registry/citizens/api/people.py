"""Whom the citizens are that are to be registered: by reference, or by data that the vault keeps
before it is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, PrivateAttr, model_validator

from services.registry.citizens.citizen.citizen import LEVELS, require_group
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import (
    Named,
    PersonForm,
    let_go,
    referred,
    require_one,
    said_otherwise,
)
from shared.vocabulary.places.siting import require_site
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.values import Day, Form, Text

Group = Annotated[Text, Field(max_length=40, examples=["resident"])]


class CitizenForm(Form):
    """A person by reference or by data, one of the two. `group_code`: officer, pupil (also of
    students), resident or worker."""

    place_id: UUID
    group_code: Group
    registered_on: Day
    person_ref: UUID | None = None
    person: PersonForm | None = None
    _others: frozenset[UUID] = PrivateAttr(default_factory=frozenset)

    @property
    def others(self) -> frozenset[UUID]:
        """By which references the person is known besides."""
        return self._others

    @model_validator(mode="after")
    def one_person(self) -> Self:
        require_one(person=self.person, person_ref=self.person_ref)
        return self

    def require_fit(self, by: Caller) -> None:
        """Raises why nobody is registered there; nobody's data are to be kept for that."""
        by.require(self.place_id, itself=True)
        require_site(by, self.place_id, self.registered_on, *LEVELS)
        require_group(self.group_code)


@dataclass(frozen=True)
class Newcomers:
    """Around the registering of citizens."""

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[CitizenForm]]
    ) -> Sequence[Refusal | None]:
        return await said_otherwise(counter.has(Vault), [_named(row) for row in again])

    async def before(
        self, counter: Counter, asked: Sequence[Asked[CitizenForm]]
    ) -> Sequence[CitizenForm | Refusal]:
        """References instead of data."""
        if not asked:
            return []
        named = [_unfit(row) or _named(row) for row in asked]
        vault = counter.has(Vault)
        found = await referred(vault, named, asked[0].by)
        same = await vault.same(each for each in found if isinstance(each, UUID))
        return [_with(row.form, each, same) for row, each in zip(asked, found, strict=True)]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[CitizenForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        told = zip(asked, outcomes, strict=True)
        refused = [(_named(row), each) for row, each in told if isinstance(each, Refusal)]
        if refused:
            named, outcomes_ = zip(*refused, strict=True)
            await let_go(counter.has(Vault), named, outcomes_)
        return outcomes


def _named(row: Asked[CitizenForm]) -> Named | Refusal:
    form = row.form
    if form.person is None:
        assert form.person_ref is not None, "one of the two is said"
        return form.person_ref
    try:
        return form.person.newcomer(form.place_id, row)
    except Refusal as refusal:
        return refusal


def _unfit(row: Asked[CitizenForm]) -> Refusal | None:
    try:
        row.form.require_fit(row.by)
    except Refusal as refusal:
        return refusal
    return None


def _with(
    form: CitizenForm, found: UUID | Refusal, same: Mapping[UUID, frozenset[UUID]]
) -> CitizenForm | Refusal:
    if isinstance(found, Refusal):
        return found
    copy = form.model_copy(update={"person": None, "person_ref": found})
    copy._others = same.get(found, frozenset())  # read back by `CitizenForm.others`
    return copy
