"""What the undo of an import knows of the things that one aggregate keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.importing.trail import Came, Says, Thing, Went
from shared.web.bulk import Rows

Said = Callable[[UUID, Any], Says | None]
"""What comes or goes by a fact on that stream."""


@dataclass(frozen=True)
class Kind:
    """`state`: what the facts of such a thing add up to. `rows`: how many of them are withdrawn;
    `said`: how one is named in its row. `alone`: it has a stream of its own, which says of nothing
    else."""

    state: type[Any]
    rows: Rows[Any, Any]
    said: Callable[[Thing], Mapping[str, object]]
    alone: bool = True


@dataclass(frozen=True)
class Part:
    """`kinds`: by name, the command by which each never was. `facts`: by type, what comes or goes
    by it. `beside`: facts that say of the same again, on another stream."""

    kinds: Mapping[str, Kind]
    facts: Mapping[type[Any], Said]
    beside: tuple[type[Any], ...] = ()


def named(field: str) -> Callable[[Thing], Mapping[str, object]]:
    """By its id, in that field of the row."""
    return lambda thing: {field: thing.thing_id}


def comes(name: str) -> Said:
    return lambda thing_id, _: Came(Thing(name, thing_id))


def goes(name: str) -> Said:
    return lambda thing_id, _: Went(Thing(name, thing_id))
