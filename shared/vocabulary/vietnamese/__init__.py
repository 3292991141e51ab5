"""What `shared` says in Vietnamese: the sentence of each of its refusals, one file per drawer.

What only one service says stands in that service, in its `words.py`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from shared.vocabulary.vietnamese import (
    calendar,
    documents,
    eventstore,
    importing,
    messaging,
    places,
    text,
    web,
    writing,
)

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    calendar.SENTENCES
    | documents.SENTENCES
    | eventstore.SENTENCES
    | importing.SENTENCES
    | messaging.SENTENCES
    | places.SENTENCES
    | text.SENTENCES
    | web.SENTENCES
    | writing.SENTENCES
)
"""Code → sentence."""
