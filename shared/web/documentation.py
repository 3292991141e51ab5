"""What may be asked and heard of a service: a page made from its OpenAPI document, nothing loaded
from anywhere else, and the documents of what it publishes."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import FileResponse, HTMLResponse

from shared.web.actions import open_to_all
from shared.web.refusals import NotFound
from shared.web.routing import Router
from shared.web.values import Text

PUBLISHED: Final = Path(__file__).parents[1] / "contracts"
"""Where `make contracts` writes the documents: files to be served, not code to be met."""

STYLE = """
body { font-family: sans-serif; margin: 2rem auto; max-width: 60rem; line-height: 1.5 }
pre { background: #f3f3f3; padding: .6rem; overflow-x: auto } h2 { font-size: 1rem }
"""


def routes(app: FastAPI) -> APIRouter:
    """`/docs` and the style sheet it uses."""
    router = Router(include_in_schema=False, dependencies=[open_to_all()])

    @router.get("/docs")
    async def docs() -> HTMLResponse:
        return HTMLResponse(page(app.openapi()))

    @router.get("/docs.css")
    async def style() -> Response:
        return Response(STYLE, media_type="text/css")

    return router


def published(service: str) -> APIRouter:
    """`/asyncapi.json` of a service that publishes, and `/schemas/<event type>` of every event."""
    router = Router(include_in_schema=False, dependencies=[open_to_all()])
    channels = PUBLISHED / "asyncapi" / f"{service}.json"
    schemas = {path.stem: path for path in (PUBLISHED / "schemas").glob("*.json")}

    @router.get("/asyncapi.json")
    async def asyncapi() -> FileResponse:
        if not channels.exists():
            raise NotFound
        return FileResponse(channels, media_type="application/json")

    @router.get("/schemas/{event_type}")
    async def schema(event_type: Text) -> FileResponse:
        if event_type not in schemas:
            raise NotFound
        return FileResponse(schemas[event_type], media_type="application/schema+json")

    return router


def page(document: dict[str, Any]) -> str:
    """Each operation with its sentence and a call that can be copied."""
    title = escape(document["info"]["title"])
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="/docs.css"><h1>{title}</h1>'
        '<p>The whole description: <a href="/openapi.json">/openapi.json</a></p>'
        + "".join(_operations(document))
        + "</html>"
    )


def _operations(document: dict[str, Any]) -> Iterator[str]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            sentence = escape(operation.get("description") or operation.get("summary", ""))
            yield (
                f"<h2>{method.upper()} {escape(path)}</h2><p>{sentence}</p>"
                f"<pre>{escape(_call(method, path, operation))}</pre>"
            )


def _call(method: str, path: str, operation: dict[str, Any]) -> str:
    lines = [f'curl -X {method.upper()} "$HOST{path}"', '-H "Authorization: Bearer $TOKEN"']
    if any(_is_key(parameter) for parameter in operation.get("parameters", [])):
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    if "requestBody" in operation:
        lines += ['-H "Content-Type: application/json"', "-d '{…}'"]
    return " \\\n  ".join(lines)


def _is_key(parameter: dict[str, Any]) -> bool:
    return str(parameter.get("name", "")).lower() == "idempotency-key"
