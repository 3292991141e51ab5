"""Samples of the routes that every kind of thing has."""

from collections.abc import Callable, Mapping
from functools import partial

from tests.doors.samples.things import Body, Sample
from tests.support import land


def told(path: str, bodies: Mapping[str, Callable[[], Body]]) -> dict[str, Sample]:
    """The list by place, and of each body one and many."""
    asked = {"place_id": str(land.COMMUNE), "on": "2026-01-05", "limit": "1"}
    return {f"GET {path}": Sample(query=asked)} | commanded(path, bodies)


def commanded(path: str, bodies: Mapping[str, Callable[[], Body]]) -> dict[str, Sample]:
    """Of each body one and many."""
    found = {}
    for end, body in bodies.items():
        found[f"POST {path}{end}"] = Sample(body=body)
        found[f"POST {path}{end}/bulk"] = Sample(body=partial(_rows, body), row=body)
    return found


def _rows(body: Callable[[], Body]) -> Body:
    return {"rows": [body()]}
