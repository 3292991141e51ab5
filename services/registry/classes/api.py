"""The counter for classes: what a centre held is reported there; those of any organiser are
planned, held, corrected, cancelled and withdrawn, one or a thousand at a time, and looked up."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.refusals import CentreUnknown
from services.registry.classes.learning_class.facts import ClassReport
from services.registry.classes.learning_class.learning_class import LearningClass, class_stream
from services.registry.classes.learning_class.refusals import ClassUnknown
from services.registry.classes.views import CLASSES
from services.registry.organised.counter import (
    CancellationForm,
    Desk,
    Forms,
    HeldForm,
    PlanForm,
    Programme,
)
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.bulk import recording
from shared.web.caller import Caller, commands
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form, Text, WholeNumber


class ClassForm(Form):
    """`class_id` makes telling twice harmless; without one the class is a new one.
    `attendances` are lượt người."""

    class_id: UUID = Field(default_factory=new_id)
    held_on: Day
    topic_code: Annotated[Text, Field(max_length=40, examples=["law"])]
    attendances: WholeNumber
    programme_code: Programme | None = None

    def report(self) -> ClassReport:
        said = self.held_on, self.topic_code, self.attendances, self.programme_code
        return ClassReport(self.class_id, *said)


class ClassPlanForm(PlanForm):
    """By a centre, an association or an establishment, named by `organiser_id`; or by an authority
    of `place_id`, as its people's committee."""


class ClassHeldForm(HeldForm):
    """`class_id`: of one that was planned; `attendances` are lượt người."""

    class_id: UUID | None = None


class ClassCorrectionForm(HeldForm):
    """All of it, as it should stand; the organiser as it does. `class_id`: as it is looked up."""

    class_id: UUID


class ClassCancellationForm(CancellationForm):
    class_id: UUID


class ClassWithdrawalForm(Form):
    """`class_id`: as it is looked up."""

    class_id: UUID


@dataclass(frozen=True)
class Held:
    class_id: UUID


FORMS: Final = Forms(
    ClassPlanForm, ClassHeldForm, ClassCorrectionForm, ClassCancellationForm, ClassWithdrawalForm
)
DESK: Final = Desk(LearningClass, "class_id", Held)


def reporting(centre_id: UUID, report: ClassReport, by: Caller) -> Command:
    """The centre is read, so that no class comes into the log before it. A centre beyond reach is
    none."""
    stream = class_stream(centre_id, report.class_id)

    def decide(centre: Centre, known: LearningClass) -> Decision:
        by.require(centre.last_place, CentreUnknown)
        return Decision({stream: known.report(report, centre, by.day)}, Held(report.class_id))

    return command(by, decide, (centre_id, Centre), (stream, LearningClass))


def routes(counter: Counter) -> list[APIRouter]:
    centres = Router(prefix="/registry/v1/centres/{centre_id}/classes", tags=["classes"])

    @centres.post("", status_code=status.HTTP_201_CREATED)
    async def hold(
        centre_id: UUID,
        form: ClassForm,
        caller: Annotated[Caller, commands("registry.class.hold")],
    ) -> Held:
        return await counter.transact(Held, reporting(centre_id, form.report(), caller))

    router = Router(prefix="/registry/v1/classes", tags=["classes"])
    for path, rows in DESK.rows("registry.class", FORMS).items():
        recording(router, counter, rows, path)
    looking_up(router, counter, CLASSES, "registry.class.read", ClassUnknown)
    return [centres, router]
