"""A reason in the officer's own words beside a command: kept before it, its id in the facts.

A form derives from `WithReason`, the rows of its route have `around=Reasons(…)`, and the command
adds `attached(form.reason_id, thing_id)` to what it decides.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import Field, PrivateAttr

from services.registry.people.person import TextAttached
from services.registry.people.texts.keeping import Texts, Written
from services.registry.people.vault.kept_for import is_final, kept_for
from shared.eventstore.refusals import KeyReused
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked
from shared.web.counter import Counter
from shared.web.values import PERSONAL, Form, Text

InOwnWords = Annotated[
    Text, PERSONAL, Field(min_length=1, max_length=400, examples=["Ghi nhầm khi nhập hồ sơ"])
]


class WithReason(Form):
    """`reason_id`: under which the reason was kept; None: none was said."""

    reason: InOwnWords | None = None
    _reason_id: UUID | None = PrivateAttr(default=None)

    @property
    def reason_id(self) -> UUID | None:
        return self._reason_id


AForm = TypeVar("AForm", bound=WithReason)


def attached(text_id: UUID | None, subject_id: UUID) -> Mapping[UUID, Sequence[TextAttached]]:
    """The fact that keeps a text from being swept, beside the facts that hold its id."""
    return {} if text_id is None else {text_id: [TextAttached(subject_id)]}


@dataclass(frozen=True)
class Reasons(Generic[AForm]):
    """What is done for the reasons of rows (`Rows(around=Reasons(about))`). `about`: the people
    whom a form's reason is about."""

    about: Callable[[AForm], Sequence[UUID]]

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[AForm]]
    ) -> Sequence[Refusal | None]:
        said = [self._written(row) for row in again]
        other = await counter.has(Texts).kept_otherwise([each for each in said if each])
        return [KeyReused() if each and each.kept_for in other else None for each in said]

    async def before(
        self, counter: Counter, asked: Sequence[Asked[AForm]]
    ) -> Sequence[AForm | Refusal]:
        said = [self._written(row) for row in asked]
        kept = iter(await counter.has(Texts).keep([each for each in said if each]))
        ids = [next(kept) if each else None for each in said]
        return [
            each if isinstance(each, Refusal) else _with(row.form, each)
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
        if row.form.reason is None:
            return None
        return Written(row.form.reason, self.about(row.form), kept_for(row))


def _with(form: AForm, reason_id: UUID | None) -> AForm:
    copy = form.model_copy()
    copy._reason_id = reason_id  # read back by `WithReason.reason_id`
    return copy
