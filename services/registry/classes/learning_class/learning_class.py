"""Class (lớp): people learn one topic, with whoever organises it; reported by a centre at its own
counter, or recorded as of any organiser."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final, Self
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.refusals import CentreUnknown
from services.registry.classes.learning_class import facts, refusals
from services.registry.classes.learning_class.facts import ClassHeld, ClassReport
from services.registry.organised.held import Held
from services.registry.organised.life import Life, Sort
from services.registry.organised.saying import require_sane
from shared.vocabulary.identifiers import derived_id

CLASSES: Final = Sort(
    planned=facts.ClassPlanned,
    held=facts.ClassHeldByOrganiser,
    corrected=facts.ClassCorrected,
    cancelled=facts.ClassCancelled,
    withdrawn=facts.ClassWithdrawn,
    unknown=refusals.ClassUnknown,
    before_organiser=refusals.ClassBeforeOrganiser,
    after_organiser=refusals.ClassAfterOrganiser,
    cancelled_already=refusals.ClassCancelledAlready,
    held_already=refusals.ClassHeldAlready,
    not_held=refusals.ClassNotHeld,
    organised_otherwise=refusals.ClassOrganisedOtherwise,
    cost_implausible=refusals.ClassCostImplausible,
)


def class_stream(centre_id: UUID, class_id: UUID) -> UUID:
    """Each class has a stream of its own; the same id at another centre is another class."""
    return derived_id("class", centre_id, class_id)


@dataclass(frozen=True)
class LearningClass(Life):
    SORT: ClassVar[Sort] = CLASSES
    reported: ClassHeld | None = None
    """By its centre, at first."""

    def evolve(self, fact: facts.ClassFact) -> Self:
        after = self.after(fact)
        return replace(after, reported=fact) if isinstance(fact, ClassHeld) else after

    def _told_anew(self, now: Held) -> list[facts.ClassCorrected]:
        return [replace(each, reported_as=self._id) for each in super()._told_anew(now)]

    def withdraw(self, ground_code: str | None = None) -> list[facts.ClassWithdrawn]:
        return [replace(each, reported_as=self._id) for each in super().withdraw(ground_code)]

    def report(self, said: ClassReport, centre: Centre, today: date) -> list[ClassHeld]:
        """The class is counted where the centre was at work on that day."""
        if centre.established is None:
            raise CentreUnknown
        if self.withdrawn:
            raise WithdrawnAlready
        if self.reported is not None and self.reported.report == said:
            return []
        centre_id = centre.established.centre_id
        counts = said.topic_code, said.held_on, said.attendances, None, said.programme_code
        require_sane(Held(centre_id, *counts), today)
        place_id = _place_on(said.held_on, centre)
        if self.reported is not None:
            raise refusals.ClassAlreadyHeld(class_id=said.class_id)
        return [ClassHeld(centre_id=centre_id, place_id=place_id, **vars(said))]

    @property
    def _id(self) -> UUID | None:
        return None if self.reported is None else self.reported.class_id


def _place_on(day: date, centre: Centre) -> UUID:
    found = centre.place_on(day)
    if found is not None:
        return found
    if not centre.spells:
        raise WithdrawnAlready
    if day < centre.spells[0].since:
        raise refusals.ClassBeforeCentre(established_on=centre.spells[0].since)
    raise refusals.ClassAfterCentre(ended_on=centre.spells[-1].until)
