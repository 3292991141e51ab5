"""For which row of which request something is kept before its command is recorded, and for how
long that is remembered."""

from typing import Any

from services.registry.people.vault.rows import KeptFor
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.bulk import Asked


def kept_for(row: Asked[Any]) -> KeptFor:
    key = row.by.key
    assert key is not None, "whoever commands has a key"
    return KeptFor(key.actor, key.key, row.number)


def is_final(outcome: object) -> bool:
    """Not where the same request may be answered otherwise: then it shall find the same."""
    return isinstance(outcome, Refusal) and outcome.kind not in (Kind.UNAVAILABLE, Kind.NOT_YET)
