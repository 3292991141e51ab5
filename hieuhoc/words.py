"""What the command line says in Vietnamese: the sentences of every service, and of `shared`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import services.funding.words
import services.notifications.words
import services.recognition.words
import services.registry.words.together
import services.rollups.words
from shared.vocabulary import vietnamese
from shared.vocabulary.refusals import Refusal

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    services.registry.words.together.SENTENCES
    | services.recognition.words.SENTENCES
    | services.funding.words.SENTENCES
    | services.notifications.words.SENTENCES
    | services.rollups.words.SENTENCES
    | dict(vietnamese.SENTENCES)
)


def sentence_of(refusal: Refusal) -> str:
    """The refusal's Vietnamese sentence, its fields filled in."""
    return SENTENCES[refusal.code].format(**refusal.fields)
