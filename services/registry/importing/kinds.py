"""Which lists the register takes in."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from services.registry.importing.families.kind import FAMILIES
from shared.importing.kinds import Kind


class ListKind(StrEnum):
    FAMILIES = "families"


KINDS: Final[Mapping[ListKind, Kind[Any]]] = {ListKind.FAMILIES: FAMILIES}
