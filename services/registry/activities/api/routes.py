"""The routes."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter

from services.registry.activities.activity.refusals import ActivityUnknown
from services.registry.activities.api.commands import (
    Done,
    cancel,
    correct,
    hold,
    plan,
    withdraw,
)
from services.registry.activities.api.contests import (
    RoundDone,
    hold_round,
    state_results,
    withdraw_round,
)
from services.registry.activities.api.forms import (
    ActivityCancellationForm,
    ActivityCorrectionForm,
    ActivityForm,
    ActivityPlanForm,
    ActivityWithdrawalForm,
    MinuteForm,
    MinuteWithdrawalForm,
    ResultsForm,
    RoundForm,
    RoundWithdrawalForm,
)
from services.registry.activities.api.minutes import (
    IN_OWN_WORDS,
    Noted,
    minute,
    reading_minutes,
    withdraw_minute,
)
from services.registry.activities.views import ACTIVITIES
from shared.web.bulk import Rows, recording
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/activities", tags=["activities"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    looking_up(router, counter, ACTIVITIES, "registry.activity.read", ActivityUnknown)
    reading_minutes(router, counter)
    return [router]


def _rows(does: str, form: Any, commanding: Any, answers: Any = Done, around: Any = None) -> Any:
    return Rows(f"registry.activity.{does}", form, commanding, answers, around=around)


_RECORDED: Final[Mapping[str, Rows[Any, Any]]] = {
    "": _rows("hold", ActivityForm, hold),
    "/plans": _rows("plan", ActivityPlanForm, plan),
    "/corrections": _rows("correct", ActivityCorrectionForm, correct),
    "/cancellations": _rows("cancel", ActivityCancellationForm, cancel),
    "/withdrawals": _rows("withdraw", ActivityWithdrawalForm, withdraw),
    "/rounds": _rows("judge", RoundForm, hold_round, RoundDone),
    "/rounds/results": _rows("judge", ResultsForm, state_results, RoundDone),
    "/rounds/withdrawals": _rows("judge", RoundWithdrawalForm, withdraw_round, RoundDone),
    "/minutes": _rows("minute", MinuteForm, minute, Noted, IN_OWN_WORDS),
    "/minutes/withdrawals": _rows("minute", MinuteWithdrawalForm, withdraw_minute, Noted),
}
