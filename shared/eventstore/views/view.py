"""What a view is, and what its facts speak of."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

import msgspec
import psycopg

from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import StoredFact
from shared.eventstore.read_models import ReadModel
from shared.postgres.attempts import attempted

LONGEST_SUBJECT: Final = 100


class Named(Protocol):
    """The name of a view, and which version of it."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...


class View(ReadModel, Protocol):
    """Tables filled from the service's own facts. A change of their shape or meaning is a new
    version with tables of its own, filled from the first fact on beside the old ones.

    What a fact speaks of is its stream, unless the view names a field of its facts that says it
    (`subject`): when a fact cannot be applied, later ones of the same subject wait behind it.
    """

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Recorded[Any]]) -> None: ...


def label(view: Named) -> str:
    """As metrics and people call it."""
    return f"{view.name}.v{view.version}"


def subject_of(view: View, row: StoredFact, fact: object | None) -> str:
    """What the fact speaks of; of one that cannot be read (None) as its bytes have it."""
    field = getattr(view, "subject", None)
    said = None if field is None else _said(field, row, fact)
    return plain(str(row.originator_id if said is None else said))[:LONGEST_SUBJECT]


def _said(field: str, row: StoredFact, fact: object | None) -> object:
    if fact is not None:
        return getattr(fact, field, None)
    raw = attempted(lambda: msgspec.json.decode(row.state))
    return raw.get(field) if isinstance(raw, dict) else None


def plain(text: str) -> str:
    """As PostgreSQL keeps it: no NUL, no half characters."""
    return text.replace("\0", "�").encode("utf-8", "replace").decode("utf-8")
