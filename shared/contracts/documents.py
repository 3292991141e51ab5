"""The published language written out for readers who have no Python: one JSON Schema per type of
event, one AsyncAPI 3 document and one page (`docs/integrate`) per publisher.
`python -m shared.contracts.documents` writes them.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from shared.contracts.catalogue import TOPICS, Topic, topics_of
from shared.contracts.envelope import Contract, schema_of, source_of
from shared.contracts.pages.page import page, publishers

FOLDER = Path(__file__).parent
PAGES = FOLDER.parents[1] / "docs" / "integrate"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

PARTS = "#/components/schemas/{name}"

Document = dict[str, Any]


def pages() -> dict[Path, str]:
    """The page of each publisher by its path below `PAGES`."""
    return {Path(f"{service}.md"): page(service) for service in publishers()}


def documents() -> dict[Path, str]:
    """Every document by its path below this folder, as the catalogue says it now."""
    return {
        path: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for path, content in _all()
    }


def write(folder: Path = FOLDER, texts: Mapping[Path, str] | None = None) -> list[Path]:
    """Writes what differs (of the documents, if nothing is given); answers which files did."""
    told = documents() if texts is None else texts
    stale = [path for path, text in told.items() if _read(folder / path) != text]
    for path in stale:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(told[path], encoding="utf-8")
    return stale


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _all() -> Iterator[tuple[Path, Document]]:
    for topic in TOPICS:
        for event in topic.events:
            yield Path("schemas") / f"{event.TYPE}.json", json_schema(event)
    for service in publishers():
        yield Path("asyncapi") / f"{service}.json", asyncapi(service)


def json_schema(event: type[Contract]) -> Document:
    """Of the value of a record. Fields not named here may come later: readers pass over them."""
    schema, parts = _schema(event, "#/$defs/{name}")
    return {**schema, "$defs": parts} if parts else schema


def _schema(event: type[Contract], reference: str) -> tuple[Document, Document]:
    """Of a record, and by name of the parts that it refers to like this."""
    (_,), components = msgspec.json.schema_components([event], ref_template=reference)
    own = components.pop(event.__name__)
    schema = {"$schema": DIALECT, "$id": schema_of(event.TYPE), **_for_others(own)}
    return schema, _for_others(components)


def _for_others(schema: Any) -> Any:
    """The end of a pattern as all readers know it (see `fields`)."""
    if isinstance(schema, list):
        return [_for_others(part) for part in schema]
    if isinstance(schema, dict):
        return {name: _for_others(part) for name, part in schema.items()}
    return f"{schema[:-2]}$" if isinstance(schema, str) and schema.endswith("\\Z") else schema


def asyncapi(service: str) -> Document:
    """What a service publishes: a channel per topic, a message per type of event."""
    topics = topics_of(service)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": f"Hiếu Học: {service}",
            "version": "1.0.0",
            "description": "Published events. Fields are only ever added. Names of topics carry "
            "the deployment's prefix. Order is promised per subject; the same `ce_id` may come "
            "again.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in topics},
        "operations": {f"publish-{topic.name}": _operation(topic) for topic in topics},
        "components": _components(service, [event for each in topics for event in each.events]),
    }


def _components(service: str, events: Sequence[type[Contract]]) -> Document:
    """The messages, and what several of them are made of."""
    messages = {event.TYPE: _message(event, service) for event in events}
    parts: Document = {}
    for event in events:
        parts |= _schema(event, PARTS)[1]
    return {"messages": messages, "schemas": parts} if parts else {"messages": messages}


def _channel(topic: Topic) -> Document:
    return {
        "address": topic.name,
        "messages": {
            event.TYPE: {"$ref": f"#/components/messages/{event.TYPE}"} for event in topic.events
        },
        "bindings": {"kafka": {"partitions": topic.partitions, "bindingVersion": "0.5.0"}},
    }


def _operation(topic: Topic) -> Document:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{topic.name}"},
        "messages": [
            {"$ref": f"#/channels/{topic.name}/messages/{event.TYPE}"} for event in topic.events
        ],
    }


def _message(event: type[Contract], service: str) -> Document:
    return {
        "name": event.TYPE,
        "summary": " ".join((event.__doc__ or "").split("\n\n")[0].split()),
        "contentType": "application/json",
        "headers": _headers(event, service),
        "payload": _schema(event, PARTS)[0],
        "bindings": {
            "kafka": {"key": {"type": "string", "format": "uuid"}, "bindingVersion": "0.5.0"}
        },
    }


def _headers(event: type[Contract], service: str) -> Document:
    """CloudEvents 1.0, binary mode; `ce_sequence` is the position in the publisher's log, which
    `ce_logid` names, and `ce_logformat` its format."""
    properties: Document = {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {"type": "string", "format": "uuid"},
        "ce_type": {"const": event.TYPE},
        "ce_source": {"const": source_of(service)},
        "ce_subject": {"type": "string", "format": "uuid"},
        "ce_time": {"type": "string", "format": "date-time"},
        "ce_sequence": {"type": "string", "pattern": "^[0-9]{20}$"},
        "ce_logid": {"type": "string", "format": "uuid"},
        "ce_logformat": {"type": "string", "pattern": "^[0-9]+$"},
        "ce_dataschema": {"const": schema_of(event.TYPE)},
        "content-type": {"const": "application/json"},
    }
    return {
        "type": "object",
        "required": list(properties),
        "properties": {**properties, "traceparent": {"type": "string"}},
    }


if __name__ == "__main__":
    sys.stdout.writelines(f"{path}\n" for path in [*write(), *write(PAGES, pages())])
