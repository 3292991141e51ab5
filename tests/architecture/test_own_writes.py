"""Every command says how to read what it did, and every reading of own views takes that."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.test_inputs import application
from tests.support.sources import SERVICES

KEEPING_FACTS = [service for service in SERVICES if service != "rollups"]


def operations(service: str) -> Iterator[tuple[str, set[str], dict[str, Any]]]:
    """Each by its name, with what it is asked, and the headers that it answers with."""
    for path, methods in application(service).openapi()["paths"].items():
        for method, said in methods.items():
            asked = {each["name"] for each in said.get("parameters", [])}
            (answer,) = [each for code, each in said["responses"].items() if code.startswith("2")]
            yield f"{method.upper()} {path}", asked, answer.get("headers", {})


@pytest.mark.parametrize("service", SERVICES)
def test_the_document_says_which_answers_carry_a_receipt(service: str) -> None:
    for name, asked, headers in operations(service):
        assert ("Hieuhoc-After" in headers) == ("Idempotency-Key" in asked), name
        assert ("Hieuhoc-Applied" in headers) == ("after" in asked), name


@pytest.mark.parametrize("service", KEEPING_FACTS)
def test_every_reading_may_be_asked_after_a_command(service: str) -> None:
    reading = [(name, asked) for name, asked, _ in operations(service) if name.startswith("GET")]
    assert reading
    assert [name for name, asked in reading if "after" not in asked] == []
