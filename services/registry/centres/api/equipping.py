"""What officers command of what centres have in a year."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from services.registry.bearers.withdrawing import ground_of
from services.registry.centres.api.commands import Done, changing
from services.registry.centres.centre import equipping
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.facts import Facility
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.caller import Caller
from shared.web.values import Day, Form, Text, WholeNumber

MOST_FACILITIES: Final = 100
FacilityCode = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["own-house"])]


class FacilityForm(Form):
    """`number`: of what is counted, as clubs are."""

    facility_code: FacilityCode
    number: WholeNumber | None = None

    def facility(self) -> Facility:
        return equipping.facility(self.facility_code, self.number)


class CentreEquipmentForm(Form):
    """All that it has in that year; what is not named it has not. Said again of the day on which it
    was said, that was written wrongly; of a later one, it is known anew."""

    centre_id: UUID
    equipped_year: WholeNumber
    said_on: Day
    facilities: Annotated[tuple[FacilityForm, ...], Field(max_length=MOST_FACILITIES)]


class CentreEquipmentWithdrawalForm(Form):
    centre_id: UUID
    equipped_year: WholeNumber


def equip(form: CentreEquipmentForm, by: Caller) -> Command:
    """In a year in which it was at work, it has this and nothing else."""

    def decide(centre: Centre) -> Decision:
        has = [each.facility() for each in form.facilities]
        facts = centre.equip(form.equipped_year, form.said_on, has, by.day)
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def withdraw(form: CentreEquipmentWithdrawalForm, by: Caller) -> Command:
    """Nobody said what it has in that year, and it counts among none of those that have it."""

    def decide(centre: Centre) -> Decision:
        facts = centre.withdraw_facilities(form.equipped_year, ground_of(by))
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)
