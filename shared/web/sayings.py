"""What only one service says: handed over where it is put together, so that `shared` names none.

A service that leaves something out does not start: nobody finds out by an officer's being refused
without a reason, or by a sentence in the other language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI

from shared.vocabulary import vietnamese
from shared.vocabulary.refusals import Refusal
from shared.web.actions import OPEN_TO_ALL, declared_actions
from shared.web.scope import OFFICERS, Actions


@dataclass(frozen=True)
class Sayings:
    """`package`: where the service's own refusals stand; `sentences`: of each of them, by its code,
    the Vietnamese sentence; `actions`: which roles of officers may do each action of the service;
    `system_only`: what none of them may, and why; `shares`: what part of all that an officer may
    ask in a minute may be for some actions."""

    package: str = ""
    sentences: Mapping[str, str] = field(default_factory=dict)
    actions: Actions = field(default_factory=dict)
    system_only: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)


class Unsaid(TypeError):
    """A service does not say all that it must."""


def require_said(app: FastAPI, sayings: Sayings) -> None:
    if found := [*_of_actions(app, sayings), *_of_refusals(sayings)]:
        raise Unsaid("; ".join(found))


def _of_actions(app: FastAPI, sayings: Sayings) -> Iterator[str]:
    routes = declared_actions(app)
    yield from (f"{route}: no action is declared" for route, name in routes.items() if not name)
    declared = {name for name in routes.values() if name} - {OPEN_TO_ALL}
    granted = {action for action, roles in sayings.actions.items() if roles}
    for action in sorted(declared - granted - sayings.system_only.keys()):
        yield f"{action}: no officer may do it; grant it to a role, or say in SYSTEM_ONLY why not"
    for action in sorted((granted | sayings.system_only.keys()) - declared):
        yield f"{action}: granted or only the system's, but no route declares it"
    for action in sorted(granted & sayings.system_only.keys()):
        yield f"{action}: only the system's, and granted to officers"
    roles = {role for of_one in sayings.actions.values() for role in of_one}
    for role in sorted(roles - set(OFFICERS)):
        yield f"{role}: no role of officers; these are {', '.join(OFFICERS)}"


def _of_refusals(sayings: Sayings) -> Iterator[str]:
    known = {**vietnamese.SENTENCES, **sayings.sentences}
    for refusal in _refusals("shared", sayings.package):
        if not known.get(refusal.code, "").strip():
            name = refusal.__name__
            yield f"{refusal.code}: {name} has no Vietnamese sentence; write one in words.py"


def _refusals(*packages: str) -> Iterator[type[Refusal]]:
    """Those with a code that stand in one of the packages, as far as anything imports them."""
    within = tuple(f"{package}." for package in packages)
    waiting = Refusal.__subclasses__()
    for kind in waiting:
        waiting += kind.__subclasses__()
        if hasattr(kind, "code") and f"{kind.__module__}.".startswith(within):
            yield kind
