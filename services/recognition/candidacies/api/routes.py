"""The counter for candidacies: HTTP in, plain words out."""

from fastapi import APIRouter

from services.recognition.candidacies.api import (
    bearers,
    candidacies,
    decisions,
    revocations,
    withdrawals,
)
from shared.web.counter import Counter


def routes(counter: Counter) -> list[APIRouter]:
    return [
        each.routes(counter) for each in (candidacies, withdrawals, decisions, revocations, bearers)
    ]
