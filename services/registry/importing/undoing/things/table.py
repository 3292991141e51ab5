"""All that an import may have put on the books, and the command by which each never was."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from services.registry.duplicates.merging.facts import DuplicateDismissed
from services.registry.importing.undoing.things.clans import CLANS
from services.registry.importing.undoing.things.establishments import ESTABLISHMENTS
from services.registry.importing.undoing.things.families import FAMILIES
from services.registry.importing.undoing.things.part import Kind, Part, Said
from services.registry.people.person import (
    PersonalDataExported,
    PersonalDataNotShown,
    PersonalDataRead,
    PersonErased,
    TextsRead,
)
from shared.importing.trail import Came, Reading, Went

PARTS: Final[tuple[Part, ...]] = (FAMILIES, CLANS, ESTABLISHMENTS)
KINDS: Final[Mapping[str, Kind]] = {
    name: kind for part in PARTS for name, kind in part.kinds.items()
}
_FACTS: Final[Mapping[type[Any], Said]] = {
    fact: said for part in PARTS for fact, said in part.facts.items()
}
HARMLESS: Final = (
    PersonalDataRead,
    PersonalDataExported,
    PersonalDataNotShown,
    TextsRead,
    PersonErased,
    DuplicateDismissed,
)
"""Who looked, who is gone, and that two are not one: nothing is built by that."""


def _said(stream: UUID, fact: Any) -> Came | Went | None:
    said = _FACTS.get(type(fact))
    return None if said is None else said(stream, fact)


def _types(facts: Iterable[type[Any]]) -> frozenset[str]:
    return frozenset(each.TYPE for each in facts)


READING: Final = Reading(
    _said,
    hears=_types(_FACTS),
    beside=_types(each for part in PARTS for each in part.beside),
    harmless=_types(HARMLESS),
)
