"""Every service that has a log: its facts, and the kinds of state they add up to."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import walk_packages
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from shared.eventstore.facts import made_of
from shared.vocabulary.identifiers import derived_id

LOGS = ("registry", "recognition", "funding", "notifications")
"""The services that have one."""


@dataclass(frozen=True)
class Kinds:
    """Of one service."""

    facts: tuple[type[Any], ...]
    states: tuple[type[Any], ...]


def kinds_of(service: str) -> Kinds:
    """What is a part of another state, as the items of a plan are, is none that a stream is read
    as."""
    facts = import_module(f"services.{service}.main").CARDS.facts
    states = list(dict.fromkeys(_states(service)))
    of = {each: set(made_of(each) or ()) for each in states}
    whole = [each for each in states if not any(of[each] < of[other] for other in states)]
    return Kinds(facts, tuple(whole))


def _states(service: str) -> Iterator[type[Any]]:
    room = import_module(f"services.{service}")
    for found in walk_packages(room.__path__, f"{room.__name__}."):
        if found.name.endswith("__main__"):
            continue
        for _, kind in getmembers(import_module(found.name), isclass):
            if hasattr(kind, "evolve") and kind.__module__ == found.name:
                yield kind


def sample(fact: type[Any], **given: object) -> Any:
    """A fact with some value in every field."""
    hints = get_type_hints(fact)
    values = {f.name: value_of(hints[f.name], f.name) for f in fields(fact)}
    return fact(**values | given)


def value_of(hint: Any, name: str) -> Any:
    """Some value of this type."""
    choices = [choice for choice in get_args(hint) if choice is not NoneType]
    if get_origin(hint) is tuple and isclass(choices[0]) and is_dataclass(choices[0]):
        return (sample(choices[0]),)
    if isclass(hint) and is_dataclass(hint):
        return sample(hint)
    if get_origin(hint) in (tuple, dict):
        return get_origin(hint)()
    if isclass(hint) and issubclass(hint, Enum):
        return next(iter(hint))
    if hint in SIMPLE:
        return SIMPLE[hint] if hint is not UUID else derived_id("sample", name)
    return value_of(choices[0], name) if isclass(choices[0]) else choices[0]


SIMPLE: dict[Any, Any] = {
    UUID: None,
    date: date(2026, 1, 5),
    datetime: datetime(2026, 1, 5, tzinfo=UTC),
    int: 1,
    bool: True,
    str: "x",
}
