"""Why something is withdrawn, as if it had never been."""

from typing import Final

from shared.importing.acting import IMPORTS
from shared.web.caller import Caller

IMPORT_UNDONE: Final = "import-undone"
"""A ground that no officer names: the import that recorded it was undone."""


def ground_of(by: Caller) -> str | None:
    """An import withdraws when it is undone, and what it recorded only; whoever else does says by
    that that it was written down by mistake."""
    return IMPORT_UNDONE if by.origin.actor.startswith(IMPORTS) else None
