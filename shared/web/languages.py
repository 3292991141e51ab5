"""Which of the two languages an answer is in, and a refusal's sentence in it."""

import re
from collections.abc import Mapping
from typing import Final, Literal

from shared.vocabulary.refusals import Refusal
from shared.vocabulary.vietnamese import SENTENCES

Language = Literal["vi", "en"]
QUALITY: Final = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")


def preferred(accept_language: str) -> Language:
    """The better liked of the two by an Accept-Language header; Vietnamese when it says neither."""
    liking: dict[str, float] = {}
    for part in accept_language.split(","):
        tag, _, parameters = part.partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in ("vi", "en"):
            liking[language] = max(liking.get(language, 0.0), _quality(parameters))
    return "en" if liking.get("en", 0.0) > liking.get("vi", 0.0) else "vi"


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    return float(value) if QUALITY.fullmatch(value) else 0.0


def sentence_of(refusal: Refusal, language: Language, own: Mapping[str, str]) -> str:
    """The refusal's sentence, its fields filled in; `own` are the Vietnamese sentences of the
    service, beside those of `shared`."""
    sentence = own.get(refusal.code) or SENTENCES.get(refusal.code)
    if language == "vi" and sentence:
        return sentence.format(**refusal.fields)
    return str(refusal)
