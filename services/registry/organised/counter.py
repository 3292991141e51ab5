"""The counter for what is organised: planned, held, corrected, cancelled and withdrawn, one or a
thousand at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from services.registry.bearers.withdrawing import ground_of
from services.registry.organised.life import Life
from services.registry.organised.naming import OrganisedForm, States, organiser
from services.registry.organised.together import TogetherForm, together
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.bulk import Rows
from shared.web.caller import Caller
from shared.web.values import Day, Form, Text, WholeNumber

Topic = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["law"])]
Programme = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["learners-needs"])]


class PlanForm(OrganisedForm):
    topic_code: Topic
    programme_code: Programme | None = None
    planned_on: Day


class HeldForm(TogetherForm):
    """`attendances` none: nobody counted heads, they are as many as are named."""

    topic_code: Topic
    programme_code: Programme | None = None
    held_on: Day
    attendances: WholeNumber | None = None
    cost_dong: WholeNumber | None = None


class CancellationForm(Form):
    cancelled_on: Day


@dataclass(frozen=True)
class Forms:
    """What officers fill in; each but the plan may name what it is of, and those that change what
    is there must."""

    plan: type[PlanForm]
    hold: type[HeldForm]
    correct: type[HeldForm]
    cancel: type[CancellationForm]
    withdraw: type[Form]


@dataclass(frozen=True)
class Desk:
    """Of one sort: how it goes (`life`), by which name forms have its id, what is answered."""

    life: type[Life]
    named: str
    done: type[Any]

    def rows(self, actions: str, forms: Forms) -> Mapping[str, Rows[Any, Any]]:
        """By the end of the path. `actions`: how the names of the actions begin."""

        def rows(does: str, form: Any, commanding: Any) -> Rows[Any, Any]:
            return Rows(f"{actions}.{does}", form, commanding, self.done)

        return {
            "": rows("hold", forms.hold, self.hold),
            "/plans": rows("plan", forms.plan, self.plan),
            "/corrections": rows("correct", forms.correct, self.correct),
            "/cancellations": rows("cancel", forms.cancel, self.cancel),
            "/withdrawals": rows("withdraw", forms.withdraw, self.withdraw),
        }

    def plan(self, form: PlanForm, by: Caller) -> Command:
        """It is to be held on that day, by who is there then."""
        id_, whose = new_id(), organiser(form, self.life.SORT)

        def decide(states: States) -> Decision:
            place = whose.place(states, form.planned_on, by)
            planned = self.life.SORT.planned
            said = form.topic_code, form.planned_on, form.programme_code
            asked = planned(place, *whose.named, *said)
            return Decision({id_: states[id_].plan(asked)}, self.done(id_))

        return Command(by.origin, {id_: self.life, **whose.streams}, decide, by.key)

    def hold(self, form: HeldForm, by: Caller) -> Command:
        """It was held on that day, as was planned or without a plan, and counts where its
        organiser was."""
        said: UUID | None = getattr(form, self.named)
        id_ = said or new_id()

        def decided(it: Life, asked: Any) -> Decision:
            if said is not None:
                by.require(it.place_id, self.life.SORT.unknown)
            return Decision({id_: it.hold(asked, by.day)}, self.done(id_))

        return self._of_held(id_, form, by, decided)

    def correct(self, form: HeldForm, by: Caller) -> Command:
        """Of one that was held something was written wrongly: figures follow, and as known before
        they stay."""
        id_: UUID = getattr(form, self.named)

        def decided(it: Life, asked: Any) -> Decision:
            by.require(it.place_id, self.life.SORT.unknown)
            return Decision({id_: it.correct(asked, by.day)}, self.done(id_))

        return self._of_held(id_, form, by, decided)

    def cancel(self, form: CancellationForm, by: Caller) -> Command:
        """What was planned is not held."""
        return self._of_itself(form, by, lambda it: it.cancel(form.cancelled_on, by.day))

    def withdraw(self, form: Form, by: Caller) -> Command:
        """It was put on the books by mistake: it never was, and counts on no day."""
        return self._of_itself(form, by, lambda it: it.withdraw(ground_of(by)))

    def _of_itself(self, form: Form, by: Caller, decide: Callable[[Life], list[Any]]) -> Command:
        id_: UUID = getattr(form, self.named)

        def decided(it: Life) -> Decision:
            by.require(it.place_id, self.life.SORT.unknown)
            return Decision({id_: decide(it)}, self.done(id_))

        return command(by, decided, (id_, self.life))

    def _of_held(
        self, id_: UUID, form: HeldForm, by: Caller, decided: Callable[[Life, Any], Decision]
    ) -> Command:
        sort = self.life.SORT
        all_of = together(form, sort)

        def decide(states: States) -> Decision:
            it = states[id_]
            if not isinstance(it, self.life):  # its id was said to be the organiser's, too
                raise sort.unknown
            place = all_of.place(states, form.held_on, by)
            said = form.topic_code, form.held_on, form.attendances or 0, form.cost_dong
            asked = sort.held(
                place,
                *all_of.whose.named,
                *said,
                programme_code=form.programme_code,
                co_organisers=all_of.co_organisers,
                partners=all_of.partners,
                of_names=form.attendances is None,
            )
            return decided(it, asked)

        return Command(by.origin, {id_: self.life, **all_of.streams}, decide, by.key)
