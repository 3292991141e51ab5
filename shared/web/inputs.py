"""Nothing is taken in that is not one of `values`: an application with such a field, parameter or
header does not start, so that a new one cannot forget what all of them have to be.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin
from uuid import UUID

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import BaseModel

from shared.web.routing import Route
from shared.web.values import Form, Known

ITSELF: Final = (NoneType, UUID)
"""Types that are read one way only."""
HOLDING: Final = (list, tuple, Sequence, Union, UnionType)


class UnguardedInput(TypeError):
    """A route takes something in that would not be looked at."""


def require_guarded(app: FastAPI) -> None:
    if found := list(unguarded(app)):
        raise UnguardedInput(
            f"{'; '.join(found)}: use a Router of shared.web.routing and the types of"
            " shared.web.values"
        )


def unguarded(app: FastAPI) -> Iterator[str]:
    """Every route, and every field, parameter or header of one, that takes in what it likes."""
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute):
            continue
        if not isinstance(route, Route):
            yield f"{context.path}: no Router of ours"
        yield from (f"{context.path} {name}" for name in _of_dependant(route.dependant))


def _of_dependant(dependant: Dependant) -> Iterator[str]:
    """Of the route and of all it depends on."""
    for parameter in [
        *dependant.path_params,
        *dependant.query_params,
        *dependant.header_params,
        *dependant.cookie_params,
    ]:
        yield from _of_field(parameter.alias, parameter.field_info)
    for body in dependant.body_params:
        if not _is_form(body.field_info.annotation):
            yield f"{body.alias}: no Form"
        yield from _of_field(body.alias, body.field_info)
    for dependency in dependant.dependencies:
        yield from _of_dependant(dependency)


def _is_form(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Form)


def _of_field(name: str, field: Any) -> Iterator[str]:
    """`field` is what pydantic knows of a field, of a parameter too."""
    if not any(isinstance(each, Known) for each in field.metadata):
        yield from of_type(name, field.annotation)


def of_type(name: str, annotation: Any) -> Iterator[str]:
    """What of the type is none of ours."""
    origin = get_origin(annotation)
    if origin is Annotated:
        kind, *marks = get_args(annotation)
        if not any(isinstance(mark, Known) for mark in marks):
            yield from of_type(name, kind)
    elif origin in HOLDING:
        for part in get_args(annotation):
            if part is not Ellipsis:
                yield from of_type(name, part)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for inner, field in annotation.model_fields.items():
            yield from _of_field(f"{name}.{inner}", field)
    elif not _is_itself(annotation, origin):
        yield f"{name}: {annotation}"


def _is_itself(annotation: Any, origin: Any) -> bool:
    if origin is Literal or annotation in ITSELF:
        return True
    return isinstance(annotation, type) and issubclass(annotation, Enum)
