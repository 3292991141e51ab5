"""Whoever reads what may be sent sees an example of every field and parameter."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import pytest

from shared.web.actions import open_to_all
from shared.web.application import Door, create_application
from shared.web.routing import Router
from shared.web.values import Form, Text, WholeNumber
from tests.architecture.test_inputs import application
from tests.support.sources import SERVICES
from tests.web.tokens import Provider

Document = Mapping[str, Any]
SAID = ("examples", "enum", "const", "default")
SHOWN_BY_FORMAT = ("uuid",)


def without_example(document: Document) -> Iterator[str]:
    """Every field of every form, and every parameter, of which no example can be seen."""
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            where = f"{method.upper()} {path}"
            for each in said.get("parameters", []):
                yield from _of(document, each["schema"], f"{where} {each['name']}")
            if body := said.get("requestBody"):
                yield from _of(document, body["content"]["application/json"]["schema"], where)


def _of(document: Document, schema: Document, way: str) -> Iterator[str]:
    if any(word in schema for word in SAID) or schema.get("format") in SHOWN_BY_FORMAT:
        return
    if "$ref" in schema:
        named = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        yield from _of(document, named, way)
    elif parts := [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]:
        yield from (wrong for part in parts for wrong in _of(document, part, way))
    elif "items" in schema:
        yield from _of(document, schema["items"], f"{way}[]")
    elif fields := schema.get("properties"):
        for name, inner in fields.items():
            yield from _of(document, inner, f"{way} {name}")
    else:
        yield way


@pytest.mark.parametrize("service", SERVICES)
def test_every_field_and_parameter_has_an_example(service: str) -> None:
    document = application(service).openapi()
    assert any(path.startswith(f"/{service}/v1") for path in document["paths"])
    assert list(without_example(document)) == [], "give it Field(examples=[…])"


def test_a_field_without_an_example_is_found_wherever_it_is() -> None:
    class Inner(Form):
        said: Text | None = None
        number: WholeNumber

    class Outer(Form):
        bare: Text
        inner: Inner
        many: list[Inner]

    router = Router(prefix="/planted/v1", dependencies=[open_to_all()])

    @router.post("/things")
    async def things(form: Outer, name: Annotated[Text, "asked"]) -> None: ...

    door = Door("planted", Provider().identity())
    found = list(without_example(create_application(door, [router]).openapi()))
    assert [each.partition("/planted/v1/things")[2].strip() for each in found] == [
        "name",
        "bare",
        "inner said",
        "many[] said",
    ]
