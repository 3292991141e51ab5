"""How a service's process looks for garbage.

What it begins with (code, and for each service all places of the land, about a million objects)
lives as long as it does, and batches of thousands of objects are in no cycles. Looked through
again and again, both cost a fifth of the processor time of a bulk command.
"""

import gc
from typing import Final

THRESHOLDS: Final = (50_000, 50, 1_000)


def look_rarely() -> None:
    """What is there now is never looked through again; called anew when much has come to stay."""
    gc.set_threshold(*THRESHOLDS)
    gc.freeze()
