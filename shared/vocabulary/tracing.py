"""W3C trace context: which conversation of machines something is part of.

It is never part of a fact and may come from anybody, so it is kept and sent in its exact form only.
"""

import re
from typing import Final

TRACEPARENT: Final = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def exact_traceparent(text: str | None) -> str | None:
    """The text itself; None when it is not a traceparent of version 00."""
    return text if text is not None and TRACEPARENT.fullmatch(text) else None
