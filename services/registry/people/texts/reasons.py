"""A reason or a note in somebody's own words beside a command: kept before it, its id in the facts.

A form derives from `WithReason` (or `Worded`, with a field of another name), the rows of its route
have `around=Reasons(…)`, or `Then(…, Reasons(…))` where something is looked up first, and the
command adds `attached(form.reason_id, thing_id)` to what it decides.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import Field, PrivateAttr

from services.registry.people.person import PersonUnknown, TextAttached
from services.registry.people.texts.keeping import Texts, Written
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.kept_for import is_final, kept_for
from shared.eventstore.refusals import KeyReused
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked
from shared.web.counter import Counter
from shared.web.values import PERSONAL, Form, Text

InOwnWords = Annotated[
    Text, PERSONAL, Field(min_length=1, max_length=400, examples=["Ghi nhầm khi nhập hồ sơ"])
]


class Worded(Form):
    """`text_id`: under which what was said in own words was kept; None: nothing was said."""

    _text_id: UUID | None = PrivateAttr(default=None)

    @property
    def text_id(self) -> UUID | None:
        return self._text_id


class WithReason(Worded):
    reason: InOwnWords | None = None

    @property
    def reason_id(self) -> UUID | None:
        return self.text_id


AForm = TypeVar("AForm", bound=Worded)


def nobody(_form: Worded) -> Sequence[UUID]:
    return ()


def attached(text_id: UUID | None, subject_id: UUID) -> Mapping[UUID, Sequence[TextAttached]]:
    """The fact that keeps a text from being swept, beside the facts that hold its id."""
    return {} if text_id is None else {text_id: [TextAttached(subject_id)]}


@dataclass(frozen=True)
class Reasons(Generic[AForm]):
    """What is done for the reasons of rows (`Rows(around=Reasons(about))`). `about`: the people
    whom a form's reason is about, by what the form itself says; `found`: who else, by what was
    looked up of it since; `beside`: of whom as many as are there. `unknown`: how it is refused
    where one of the others is not. `field`: of the form, what is said in own words."""

    about: Callable[[AForm], Sequence[UUID]] = nobody
    found: Callable[[AForm], Sequence[UUID]] = nobody
    beside: Callable[[AForm], Sequence[UUID]] = nobody
    unknown: type[Refusal] = PersonUnknown
    field: str = "reason"

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[AForm]]
    ) -> Sequence[Refusal | None]:
        said = [self._written(row) for row in again]
        other = await counter.has(Texts).kept_otherwise([each for each in said if each])
        return [KeyReused() if each and each.kept_for in other else None for each in said]

    async def before(
        self, counter: Counter, asked: Sequence[Asked[AForm]]
    ) -> Sequence[AForm | Refusal]:
        beside = [ref for row in asked for ref in self.beside(row.form)]
        there = await counter.has(Vault).places(beside) if beside else {}
        said = [self._about_all(row, there) for row in asked]
        kept = iter(await counter.has(Texts).keep([each for each in said if each]))
        ids = [next(kept) if each else None for each in said]
        return [
            self._refused(each) if isinstance(each, Refusal) else _with(row.form, each)
            for row, each in zip(asked, ids, strict=True)
        ]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[AForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        refused = [
            each.kept_for
            for row, outcome in zip(asked, outcomes, strict=True)
            if is_final(outcome) and (each := self._written(row))
        ]
        await counter.has(Texts).let_go(refused)
        return outcomes

    def _written(self, row: Asked[AForm]) -> Written | None:
        words = getattr(row.form, self.field)
        return None if words is None else Written(words, self.about(row.form), kept_for(row))

    def _about_all(self, row: Asked[AForm], there: Collection[UUID]) -> Written | None:
        written = self._written(row)
        beside = [ref for ref in self.beside(row.form) if ref in there]
        return written and written._replace(found=[*self.found(row.form), *beside])

    def _refused(self, refusal: Refusal) -> Refusal:
        return self.unknown() if isinstance(refusal, PersonUnknown) else refusal


def _with(form: AForm, text_id: UUID | None) -> AForm:
    copy = form.model_copy()
    copy._text_id = text_id  # read back by `Worded.text_id`
    return copy


@dataclass(frozen=True)
class Then(Generic[AForm]):
    """What a row is about is looked up first; then what it says in own words is kept."""

    first: Around[AForm]
    reasons: Reasons[AForm]

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[AForm]]
    ) -> Sequence[Refusal | None]:
        first = await self.first.otherwise(counter, again)
        words = await self.reasons.otherwise(counter, again)
        return [one or other for one, other in zip(first, words, strict=True)]

    async def before(
        self, counter: Counter, asked: Sequence[Asked[AForm]]
    ) -> Sequence[AForm | Refusal]:
        found = await self.first.before(counter, asked)
        ready = [
            replace(row, form=form)
            for row, form in zip(asked, found, strict=True)
            if not isinstance(form, Refusal)
        ]
        kept = iter(await self.reasons.before(counter, ready))
        return [each if isinstance(each, Refusal) else next(kept) for each in found]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[AForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        return await self.first.after(
            counter, asked, await self.reasons.after(counter, asked, outcomes)
        )
