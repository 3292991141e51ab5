"""Turning refusals and faults into problem documents (RFC 9457)."""

from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from shared.telemetry import metrics
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.vietnamese.web import TITLES
from shared.web import denials, fields, languages, refusals
from shared.web.languages import Language

MEDIA_TYPE: Final = "application/problem+json"
RETRY_AFTER: Final = {Kind.NOT_HEARD: "2", Kind.NOT_YET: "2", Kind.UNAVAILABLE: "5"}
"""In seconds, unless the refusal says how many."""
STATUS: Final = {
    Kind.INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
    Kind.NOT_FOUND: HTTPStatus.NOT_FOUND,
    Kind.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Kind.CONFLICT: HTTPStatus.CONFLICT,
    Kind.NOT_HEARD: HTTPStatus.NOT_FOUND,
    Kind.NOT_YET: HTTPStatus.CONFLICT,
    Kind.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "correlation_id"],
    "properties": {
        "type": {"type": "string", "description": "the code, as a URI reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "one sentence, by Accept-Language"},
        "code": {"type": "string"},
        "correlation_id": {"type": "string", "format": "uuid"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "detail")},
            },
        },
    },
}


def answer(
    request: Request, refusal: Refusal, errors: Sequence[Mapping[str, Any]] = ()
) -> Response:
    """The problem document of a refusal, counted."""
    language = languages.preferred(request.headers.get("accept-language", ""))
    status = status_of(refusal)
    sentence = languages.sentence_of(refusal, language, request.app.state.sentences)
    body = document(refusal, language, sentence, request.state.correlation_id)
    if errors:
        body["errors"] = fields.complaints(errors, language)
    elif refusal.parts:
        body["errors"] = _parts(request, refusal, language)
    metrics.REFUSALS.labels(request.app.state.service, refusal.code).inc()
    denials.tell(request, status, refusal.code)
    headers = headers_of(refusal) | {"Content-Language": language}
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)


def document(
    refusal: Refusal, language: Language, sentence: str, correlation_id: UUID
) -> dict[str, Any]:
    """As `SCHEMA` says, without errors of fields."""
    status = status_of(refusal)
    return {
        "type": refusal.code,
        "title": title_of(status, language),
        "status": int(status),
        "detail": sentence,
        "code": refusal.code,
        "correlation_id": str(correlation_id),
    }


def _parts(request: Request, whole: Refusal, language: Language) -> list[dict[str, str]]:
    said = partial(languages.sentence_of, language=language, own=request.app.state.sentences)
    return [
        {"field": where, "code": each.code, "detail": said(each)} for where, each in whole.parts
    ]


def status_of(refusal: Refusal) -> HTTPStatus:
    if isinstance(refusal, refusals.DoorRefusal):
        return refusal.status
    return STATUS[refusal.kind]


def title_of(status: HTTPStatus, language: Language) -> str:
    return TITLES[status] if language == "vi" else status.phrase


def headers_of(refusal: Refusal) -> dict[str, str]:
    """What a refusal says beside its document."""
    headers, status = {}, status_of(refusal)
    if status is HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if refusal.kind in RETRY_AFTER and status is not HTTPStatus.INTERNAL_SERVER_ERROR:
        headers["Retry-After"] = str(refusal.fields.get("seconds", RETRY_AFTER[refusal.kind]))
    return headers


async def answer_refusal(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    return answer(request, refusal)


async def answer_validation(request: Request, error: Exception) -> Response:
    """Fields that are wrong, by name; a body that is no JSON at all is said to be that."""
    assert isinstance(error, RequestValidationError)
    wrong = error.errors()
    if any(each["type"] == "json_invalid" for each in wrong):
        return answer(request, refusals.BodyNotJson())
    if all(each["loc"][0] == "body" for each in wrong):
        return answer(request, refusals.InvalidBody(), wrong)
    return answer(request, refusals.InvalidRequest(), wrong)


async def answer_http(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: no such route, no such method, an unreadable body."""
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, Refusal):  # the body limit, met while the body was read
        return answer(request, error.__cause__)
    match error.status_code:
        case HTTPStatus.NOT_FOUND:
            return answer(request, refusals.NotFound())
        case HTTPStatus.METHOD_NOT_ALLOWED:
            response = answer(request, refusals.MethodNotAllowed())
            response.headers.update(error.headers or {})
            return response
        case _:
            return answer(request, refusals.RequestUnreadable())
