"""What a request says apart from people: that alone may stand in a digest that outlives them.

A digest under no secret gives back what was guessed: of twelve digits, all of them in seconds.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shared.web.values import Personal, RowsOf

Shape = Mapping[str, "Shape"]
"""Of a form its fields that are nobody's, by name, each with the fields in it."""


def impersonal(said: Any, form: type[BaseModel]) -> Any:
    """`said` as far as the form has a field for it that is not marked PERSONAL. What the form does
    not know is left out, too: it is refused."""
    return _kept(said, _shape(form))


def _kept(said: Any, shape: Shape) -> Any:
    match said:
        case dict():
            return {name: _kept(said[name], shape[name]) for name in shape if name in said}
        case list():
            return [_kept(each, shape) for each in said]
        case _:
            return said


@cache
def _shape(form: type[BaseModel]) -> Shape:
    return {
        field.alias or name: _shape_within(parts)
        for name, field in form.model_fields.items()
        if not is_personal(parts := list(parts_of(field)))
    }


def _shape_within(parts: Iterable[Any]) -> Shape:
    """Of all forms that a field may hold, together."""
    return {name: inner for form in forms_among(parts) for name, inner in _shape(form).items()}


def form_of(route: APIRoute) -> type[BaseModel] | None:
    """What a route takes as its body: an application takes nothing but forms (`inputs`)."""
    if route.body_field is None:
        return None
    (form,) = forms_among(parts_of(route.body_field.field_info))
    return form


def is_personal(parts: Iterable[Any]) -> bool:
    return any(isinstance(part, Personal) for part in parts)


def forms_among(parts: Iterable[Any]) -> Iterator[type[BaseModel]]:
    for part in parts:
        if isinstance(part, RowsOf):
            yield part.form
        elif isinstance(part, type) and issubclass(part, BaseModel):
            yield part


def parts_of(field: FieldInfo) -> Iterator[Any]:
    """All that a field's type is put together from, and what is marked beside it."""
    yield from field.metadata
    yield from _parts(field.annotation)


def _parts(annotation: Any) -> Iterator[Any]:
    """Of `Annotated[list[A] | None, M]`: A, M, None."""
    if get_origin(annotation) is None:
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
