"""How an import is called that acts for its officer: in the log, and in the keys of its rows."""

from typing import Final
from uuid import UUID

IMPORTS: Final = "import:"


def actor_of(import_id: UUID) -> str:
    return f"{IMPORTS}{import_id}"
