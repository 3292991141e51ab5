"""The counters of recognition: HTTP in, plain words out."""

from fastapi import APIRouter

from services.recognition.candidacies.api import (
    bearers,
    candidacies,
    decisions,
    revocations,
    withdrawals,
)
from services.recognition.candidacies.api.desk import Desk


def routes(desk: Desk) -> list[APIRouter]:
    counters = (candidacies, withdrawals, decisions, revocations, bearers)
    return [counter.routes(desk) for counter in counters]
