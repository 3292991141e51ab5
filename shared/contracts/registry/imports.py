"""What registry tells the world of lists that came in."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Count


class ImportFinishedV1(Contract, frozen=True, kw_only=True):
    """A list of a place was gone through to its last row: how many rows were `new`, `changed`
    something, said nothing else than the books (`unchanged`), were `rejected`, or are to be asked
    about (`ask`). What was recorded is told by itself. Never the file's name."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.import-finished.v1"
    TOPIC: ClassVar[str] = "registry.imports"
    SUBJECT: ClassVar[str] = "import_id"
    import_id: UUID
    place_id: UUID
    list_kind: Code
    finished_on: date
    new: Count
    changed: Count
    unchanged: Count
    rejected: Count
    ask: Count


class ImportedThings(Struct, frozen=True, kw_only=True):
    """How many things of a kind an import took back."""

    thing_kind: Code
    number: Count


class ImportUndoneV1(Contract, frozen=True, kw_only=True):
    """A list that came in was undone: all that it put on the books was withdrawn, so many things of
    each kind, each of which is told by itself."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.import-undone.v1"
    TOPIC: ClassVar[str] = "registry.imports"
    SUBJECT: ClassVar[str] = "import_id"
    import_id: UUID
    place_id: UUID
    list_kind: Code
    undone_on: date
    things: tuple[ImportedThings, ...]
