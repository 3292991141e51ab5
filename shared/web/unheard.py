"""What is said to a client whose request did not come as far as the application."""

import json
from collections.abc import Iterable
from typing import Final

from shared.vocabulary.identifiers import new_id
from shared.web import languages
from shared.web.problems import MEDIA_TYPE, document, headers_of
from shared.web.refusals import DoorRefusal

NO_OTHERS: Final[dict[str, str]] = {}


def said(refusal: DoorRefusal, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The problem document on the wire, in the language asked for by those headers that came."""
    liked = dict(headers).get(b"accept-language", b"").decode("latin-1")
    language = languages.preferred(liked)
    sentence = languages.sentence_of(refusal, language, NO_OTHERS)
    body = json.dumps(document(refusal, language, sentence, new_id()), ensure_ascii=False).encode()
    said_first = headers_of(refusal) | {
        "Content-Type": MEDIA_TYPE,
        "Content-Language": language,
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {refusal.status.value} {refusal.status.phrase}"]
    lines += [f"{name}: {value}" for name, value in said_first.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
