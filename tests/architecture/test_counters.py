"""Every service stands at the one counter of `shared.web`, and answers what its cards name."""

import ast
from importlib import import_module

import pytest

from tests.support.sources import SERVICES, functions, sources

ONE = {"Counter", "Caller"}


def test_no_service_has_a_counter_or_a_caller_of_its_own() -> None:
    own = [
        f"{source.module}.{node.name}"
        for source in sources("services")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and node.name in ONE
    ]
    assert not own, f"shared/web/counter.py and caller.py are for all: {own}"


@pytest.mark.parametrize("service", SERVICES)
def test_all_that_a_service_answers_is_on_a_card(service: str) -> None:
    """Routes that are handed to an application beside the cards are checked by nothing."""
    assert import_module(f"services.{service}.main").CARDS.cards
    beside = [
        f"{source.module}.{function.name}"
        for source in sources(f"services/{service}")
        for function in functions(source)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in {"application", "include_router"}
    ]
    assert beside == []
