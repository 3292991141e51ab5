"""The counter for withdrawals: of one candidacy, or of up to a thousand."""

from fastapi import APIRouter

from services.recognition.candidacies.api.asking import HowItStands, asking
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.candidacy.facts import Withdrawal
from shared.eventstore.commands import Command
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import Day, WholeNumber


class WithdrawalForm(BearerForm):
    """A bearer does not want to run for the title of the year any more, from a day on. Nothing may
    have been decided yet; from that day on it may register again."""

    title: TitleId
    title_year: WholeNumber
    withdrawn_on: Day


def withdrawing(form: WithdrawalForm, by: Caller) -> Command:
    """A bearer runs for the title of the year no more."""
    asked = Withdrawal(form.title, form.title_year, form.withdrawn_on)
    return asking(form.bearer, asked, by, lambda known: known.withdraw(asked, by.day))


def routes(counter: Counter) -> APIRouter:
    router = Router(prefix="/recognition/v1/withdrawals", tags=["withdrawals"])
    rows = Rows("recognition.candidacy.withdraw", WithdrawalForm, withdrawing, HowItStands)
    recording(router, counter, rows)
    return router
