"""The counters of recognition: HTTP in, plain words out."""

from fastapi import APIRouter

from services.recognition.api import bearers, candidacies, decisions
from services.recognition.api.desk import Desk


def routes(desk: Desk) -> list[APIRouter]:
    return [candidacies.routes(desk), decisions.routes(desk), bearers.routes(desk)]
