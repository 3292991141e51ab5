"""Every route says which action it is. `permit: Annotated[Permit, action("registry.family.read")]`.

The permit knows what was granted to who asks. Routes that touch or show what is on the books of
places ask for a caller instead, who holds it (`shared/web/caller.py`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts

from shared.vocabulary.places import Tree
from shared.web.identity import Grant, principal
from shared.web.refusals import ActionNotGranted
from shared.web.scope import Territory, allowing, may
from shared.web.sight import Reached, Sight, reached, sight

Answer = TypeVar("Answer")
OPEN_TO_ALL: Final = "open-to-all"


@dataclass(frozen=True)
class Permit:
    """To do one action: those of the grants of who asks whose role allows it. Nothing is permitted
    before a place was checked."""

    grants: tuple[Grant, ...]
    action: str
    _asked: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was answered before, of a tree, which never changes: a list asks for the same few
    places row by row. A permit lasts as long as a request, or a page of a list."""

    def allows(self, place_id: UUID | None, tree: Territory, day: date) -> bool:
        """Whether it reaches the place itself, as things are on the day (see `scope.may`)."""
        return self._once(may, place_id, tree, day)

    def sight(self, place_id: UUID | None, tree: Tree, day: date) -> Sight | None:
        """Until when it shows what is on the books of a place, which may have ended since: then
        that is also theirs who have what became of the place. None: it shows nothing of it. What
        is on the books of no place is for the whole deployment."""
        return self._once(sight, place_id, tree, day)

    def _once(
        self, ask: Callable[..., Answer], place_id: UUID | None, tree: Any, day: date
    ) -> Answer:
        asked = (ask, place_id, tree, day)
        if asked not in self._asked:
            self._asked[asked] = ask(self.grants, self.action, place_id, tree, day)
        answer: Answer = self._asked[asked]
        return answer

    def reached(self, tree: Tree, day: date) -> Reached | None:
        """Every place whose books it shows, with the `until` of its sight; None: the whole
        deployment, also what is not known here."""
        return reached(self.grants, self.action, tree, day)

    def reaches(self, place_id: UUID | None, tree: Tree, day: date) -> bool:
        """Whether it allows the action for anything on the books of a place (see `sight`)."""
        return self.sight(place_id, tree, day) is not None


def action(name: str) -> Any:
    """Declares a route's action; refuses at once whoever has no role that may do it anywhere."""

    async def permit(request: Request) -> Permit:
        officer = await principal(request)
        request.state.action = name
        grants = allowing(officer.grants, name, request.app.state.actions)
        if not grants:
            raise ActionNotGranted()
        return Permit(grants, name)

    return Depends(_named(permit, name))


def open_to_all() -> Any:
    """Declares a route that needs no sign-in: it shows nothing that is anybody's."""

    async def nothing() -> None:
        return None

    return Depends(_named(nothing, OPEN_TO_ALL))


def _named(dependency: Callable[..., Any], name: str) -> Callable[..., Any]:
    dependency.action = name  # type: ignore[attr-defined]  # read back by declared_actions
    return dependency


def declared_actions(app: FastAPI) -> dict[str, str | None]:
    """Each route, as "GET /path", and the action it declares."""
    found: dict[str, str | None] = {}
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute):
            for method in sorted(route.methods or ()):
                found[f"{method} {route.path}"] = next(actions_of(route.dependant), None)
    return found


def undeclared_routes(app: FastAPI) -> list[str]:
    """The routes that declare no action. There must be none."""
    return [route for route, name in declared_actions(app).items() if name is None]


def actions_of(dependant: Any) -> Iterator[str]:
    """What a route, or anything that it depends on, declares."""
    for dependency in dependant.dependencies:
        name = getattr(dependency.call, "action", None)
        if name is not None:
            yield str(name)
        yield from actions_of(dependency)
