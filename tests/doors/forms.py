"""What a service takes in, as its own OpenAPI document says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """A field of a body by its way from the top, or a parameter; `kind` is one of `odd.ALL`."""

    way: tuple[str, ...]
    kind: str
    nullable: bool = False

    @property
    def name(self) -> str:
        return ".".join(self.way)


@dataclass(frozen=True)
class Operation:
    """`name` as in "POST /registry/v1/places"."""

    method: str
    path: str
    parameters: Mapping[str, tuple[Field, ...]]
    body: tuple[Field, ...]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def operations(document: Document) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            yield Operation(
                method.upper(),
                path,
                {
                    where: tuple(_parameters(document, said.get("parameters", []), where))
                    for where in ("path", "query", "header")
                },
                tuple(_body(document, said.get("requestBody"))),
            )


def _parameters(document: Document, said: list[Document], where: str) -> Iterator[Field]:
    for each in said:
        if each["in"] == where:
            yield _field(document, (each["name"],), each["schema"])


def _body(document: Document, said: Document | None) -> Iterator[Field]:
    if said is not None:
        yield from _fields(document, (), said["content"]["application/json"]["schema"])


def _fields(document: Document, way: tuple[str, ...], schema: Document) -> Iterator[Field]:
    """Of an object, and of the objects in it."""
    for name, inner in _resolved(document, schema).get("properties", {}).items():
        field = _field(document, (*way, name), inner)
        yield field
        if field.kind == "object":
            yield from _fields(document, field.way, inner)


def _field(document: Document, way: tuple[str, ...], schema: Document) -> Field:
    nullable = any(part.get("type") == "null" for part in schema.get("anyOf", []))
    return Field(way, _kind(_resolved(document, schema)), nullable)


def _resolved(document: Document, schema: Document) -> Document:
    """The schema itself, of something that may be null and stand elsewhere."""
    if "$ref" in schema:
        named = schema["$ref"].rpartition("/")[2]
        return _resolved(document, document["components"]["schemas"][named])
    parts = [part for part in schema.get("anyOf", []) if part.get("type") != "null"]
    return _resolved(document, parts[0]) if parts else schema


def _kind(schema: Document) -> str:
    if "enum" in schema or "const" in schema:
        return "choice"
    formats = {"uuid": "identity", "date": "day"}
    types = {"string": "text", "integer": "number", "array": "list", "object": "object"}
    types["boolean"] = "yes-or-no"
    return formats.get(schema.get("format", ""), types.get(schema.get("type", ""), "object"))
