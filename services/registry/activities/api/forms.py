"""What is filled in of activities."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from services.registry.organised.naming import OrganisedForm
from services.registry.organised.together import TogetherForm
from services.registry.people.texts.reasons import InOwnWords, Worded
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.values import Day, Form, Text, WholeNumber

MOST_ATTENDEES: Final = 40
ActivityKind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["training-conference"])]
AttendeeKind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["chapter-heads"])]
MinuteKind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["resolved"])]

MOST_PARTS: Final = 20
MOST_RESULTS: Final = 100
RoundKind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["qualifying"])]
PartKind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["knowledge-test"])]
EntrantKind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["association"])]


class AttendeesForm(Form):
    """`number` null: they came, nobody said how many."""

    attendee_kind: AttendeeKind
    number: WholeNumber | None = None


class ActivityPlanForm(OrganisedForm):
    """For one day, or for a span from `first_on` to `planned_on`."""

    activity_kind: ActivityKind
    planned_on: Day
    first_on: Day | None = None


class ActivityForm(TogetherForm):
    """`activity_id`: of one that was planned. On one day, or in a span from `first_on` to
    `held_on`."""

    activity_id: UUID | None = None
    activity_kind: ActivityKind
    held_on: Day
    first_on: Day | None = None
    attendees: Annotated[tuple[AttendeesForm, ...], Field(max_length=MOST_ATTENDEES)] = ()


class ActivityCorrectionForm(ActivityForm):
    """All of it, as it should stand; the organiser as it does."""

    activity_id: UUID


class ActivityCancellationForm(Form):
    activity_id: UUID
    cancelled_on: Day


class ActivityWithdrawalForm(Form):
    activity_id: UUID


class MinuteForm(Worded):
    """Something of an activity in own words: its theme, what was resolved, a target that was
    stated or a limit that was named."""

    activity_id: UUID
    minute_kind: MinuteKind
    words: InOwnWords


class MinuteWithdrawalForm(Form):
    activity_id: UUID
    minute_id: UUID


class PartForm(Form):
    part_kind: PartKind


class RoundForm(Form):
    """`round_number`: the first is 1."""

    activity_id: UUID
    round_number: WholeNumber
    round_kind: RoundKind
    held_on: Day
    parts: Annotated[tuple[PartForm, ...], Field(max_length=MOST_PARTS)] = ()


class ResultForm(Form):
    """`rank`: the first is 1; several may have one."""

    entrant_kind: EntrantKind
    entrant_id: UUID
    rank: WholeNumber


class ResultsForm(Form):
    """All ranks of a round."""

    activity_id: UUID
    round_number: WholeNumber
    results: Annotated[tuple[ResultForm, ...], Field(max_length=MOST_RESULTS)]


class RoundWithdrawalForm(Form):
    activity_id: UUID
    round_number: WholeNumber
