"""Officers' subjects stand in the log as actors, beside those of the system itself.

What the system does has an actor of its own, `system:…` or `import:…`, and its keys are kept for
ever. No officer may be named so, nor so that a reader of the log would take it for that.
"""

from typing import Final

from shared.vocabulary import text

RESERVED: Final = ("system", "import")
LONGEST_SUBJECT: Final = 255  # OpenID Connect Core 1.0, section 2
COLONS: Final = (
    ":\u02d0\u02d1\u02f8\u0589\u05c3\u0703\u0704\u0903\u0a83\u1361\u1365\u16ec\u1803\u1804\u1809"
    "\u205a\u2236\u2982\ua4fd\ua789\ufe13\ufe30\ufe55\uff1a"
)
"""The colon and what looks like one (Unicode's list of confusables, UTS 39)."""


def subject_of(said: object, *, of_system: bool) -> str | None:
    """The subject in its one form, for the same subject is the same officer; None: it is none, or
    one that only the system's own tokens (`of_system`) may have."""
    if not isinstance(said, str) or not 0 < len(said) <= LONGEST_SUBJECT or not text.is_fit(said):
        return None
    subject = text.fit(said)
    if of_system and subject.startswith(tuple(f"{name}:" for name in RESERVED)):
        return subject
    return None if _looks_reserved(subject) else subject


def _looks_reserved(subject: str) -> bool:
    """Whether the word before the first colon is one of the system's, in any spelling. Letters of
    other alphabets look alike: before a colon, or what looks like one, only ASCII is taken."""
    at = next((n for n, sign in enumerate(subject) if sign in COLONS), None)
    if at is None:
        return False
    word = subject[:at]
    return not word.isascii() or word.strip().casefold() in RESERVED
