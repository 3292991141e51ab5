"""The counter for classes: report one that a centre held."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.refusals import CentreUnknown
from services.registry.classes.centre_class import CentreClass, ClassReport, class_stream
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller, commands
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import Day, Form, Text, WholeNumber


class ClassForm(Form):
    """`class_id` makes telling twice harmless; without one the class is a new one.
    `attendances` are lượt người."""

    class_id: UUID = Field(default_factory=new_id)
    held_on: Day
    topic_code: Annotated[Text, Field(max_length=40, examples=["law"])]
    attendances: WholeNumber

    def report(self) -> ClassReport:
        return ClassReport(self.class_id, self.held_on, self.topic_code, self.attendances)


@dataclass(frozen=True)
class Held:
    class_id: UUID


def holding(centre_id: UUID, report: ClassReport, by: Caller) -> Command:
    """The centre is read, so that no class comes into the log before it. A centre beyond reach is
    none."""
    stream = class_stream(centre_id, report.class_id)

    def decide(centre: Centre, held: CentreClass) -> Decision:
        by.require(centre.last_place, CentreUnknown)
        facts = held.hold(report, centre, by.day)
        return Decision({stream: facts}, Held(report.class_id))

    return command(by, decide, (centre_id, Centre), (stream, CentreClass))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/centres/{centre_id}/classes", tags=["classes"])

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def hold(
        centre_id: UUID,
        form: ClassForm,
        caller: Annotated[Caller, commands("registry.class.hold")],
    ) -> Held:
        return await counter.transact(Held, holding(centre_id, form.report(), caller))

    return [router]
