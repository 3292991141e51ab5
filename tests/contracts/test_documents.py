"""The committed documents say what the code says, and only ever grow."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from faststream.specification.asyncapi.v3_0_0.schema import ApplicationSchema

from shared.contracts import documents
from shared.contracts.additive import breaking_changes
from shared.contracts.catalogue import EVENT_BY_TYPE, TOPICS
from shared.vocabulary.documents import LONGEST, PATTERN

SCHEMAS = documents.FOLDER / "schemas"
TIGHTENED_BEFORE_RELEASE: dict[str, dict[str | int, str | int]] = {
    "pattern": {r"^(?=.*[0-9])[^\s]{1,40}( [^\s]{1,40}){0,3}$": PATTERN},
    "maxLength": {80: LONGEST},
}
"""Nothing has been released yet. The first pattern of document numbers let names, telephone numbers
and NUL through, against what is promised of every record; no later change is forgiven."""
RENAMED_BEFORE_RELEASE = {"vn.hieuhoc.registry.family-registered.v1": {"hamlet_id": "place_id"}}
"""Every event calls its place the same. A log in which one did not is refused at start."""
SERVICES = sorted({topic.owner for topic in TOPICS})
FORGIVEN_BEFORE_RELEASE = {
    f"vn.hieuhoc.recognition.{fact}.v1": {"bearer_kind is newly required"}
    for fact in ("candidacy-registered", "candidacy-declined", "title-recognised")
}
"""Only families ran for titles. A log in which no bearer has a kind is refused at start."""


def test_the_committed_documents_are_fresh() -> None:
    stale = [
        str(path)
        for path, text in documents.documents().items()
        if (documents.FOLDER / path).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run `make contracts` and commit what it writes"


def test_no_document_outlives_its_event() -> None:
    kept = {*documents.FOLDER.glob("schemas/*"), *documents.FOLDER.glob("asyncapi/*")}
    assert kept == {documents.FOLDER / path for path in documents.documents()}


def test_documents_are_written_once_and_then_left_alone(tmp_path: Path) -> None:
    assert len(documents.write(tmp_path)) == len(EVENT_BY_TYPE) + len(SERVICES)
    assert documents.write(tmp_path) == []


@pytest.mark.parametrize("event_type", sorted(EVENT_BY_TYPE))
def test_a_schema_is_valid_and_named_by_its_type(event_type: str) -> None:
    schema = documents.json_schema(EVENT_BY_TYPE[event_type])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:hieuhoc:schema:{event_type}"


@pytest.mark.parametrize("event_type", sorted(EVENT_BY_TYPE))
def test_a_published_schema_only_grew(event_type: str) -> None:
    now = documents.json_schema(EVENT_BY_TYPE[event_type])
    renamed = RENAMED_BEFORE_RELEASE.get(event_type, {})
    found = committed(SCHEMAS / f"{event_type}.json")
    versions = [as_named(renamed, as_released(schema)) for schema in found]
    before = next((old for old in versions if old != now), now)
    breaking = set(breaking_changes(before, now)) - FORGIVEN_BEFORE_RELEASE.get(event_type, set())
    assert not breaking, "a breaking change is a new type on a new topic"


def test_no_published_type_ever_disappears() -> None:
    gone = git("log", "--diff-filter=D", "--name-only", "--format=", "--", str(SCHEMAS))
    assert gone.split() == []


@pytest.mark.parametrize("service", SERVICES)
def test_an_asyncapi_document_can_be_read_by_another_tool(service: str) -> None:
    document = documents.asyncapi(service)
    read = ApplicationSchema.model_validate(document)
    assert sorted(read.channels) == sorted(t.name for t in TOPICS if t.owner == service)


@pytest.mark.parametrize("service", SERVICES)
def test_every_reference_of_an_asyncapi_document_leads_somewhere(service: str) -> None:
    document = documents.asyncapi(service)
    for reference in references(document):
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def committed(path: Path) -> Iterator[dict[str, Any]]:
    """The versions of a file in the history, latest first."""
    for commit in git("log", "--format=%H", "--", str(path)).split():
        yield json.loads(git("show", f"{commit}:./{path.relative_to(documents.FOLDER)}"))


def as_released(schema: Any) -> Any:
    """A document number by the pattern it is released with."""
    if isinstance(schema, list):
        return [as_released(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    tightened = schema.get("pattern") in TIGHTENED_BEFORE_RELEASE["pattern"]
    return {
        word: TIGHTENED_BEFORE_RELEASE.get(word, {}).get(value, value)
        if tightened and isinstance(value, str | int)
        else as_released(value)
        for word, value in schema.items()
    }


def as_named(renamed: dict[str, str], schema: dict[str, Any]) -> dict[str, Any]:
    """Its fields by the names they are released with."""
    fields = {renamed.get(name, name): kind for name, kind in schema["properties"].items()}
    required = [renamed.get(name, name) for name in schema["required"]]
    return schema | {"properties": fields, "required": required}


def git(*arguments: str) -> str:
    answer = subprocess.run(
        ["git", *arguments], cwd=documents.FOLDER, capture_output=True, text=True, check=True
    )
    return answer.stdout


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)
