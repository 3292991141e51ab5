"""Officers who ask for what is not there or not theirs, told to whoever keeps the service.

A line for each, of which the log writes a few per action in ten seconds and then their number, and
a count. What is asked about people leaves a fact besides (`services/registry/people/api/`).
"""

from http import HTTPStatus
from typing import Final

from fastapi import Request

from shared.telemetry import metrics
from shared.telemetry.logs import logger
from shared.web.identity import Officer

log = logger(__name__)

DENYING: Final = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


def tell(request: Request, status: HTTPStatus, code: str) -> None:
    """Not there and out of reach are told alike, as they are answered alike."""
    officer: Officer | None = getattr(request.state, "officer", None)
    action: str | None = getattr(request.state, "action", None)
    if officer is None or action is None or status not in DENYING:
        return
    metrics.DENIALS.labels(request.app.state.service, action).inc()
    log.warning(f"denied: {action}", actor=officer.subject, code=code)
