"""Reading what a foreign client may have put into a record, with a client that is easily hurt."""

from operator import methodcaller
from typing import Any, Final

from confluent_kafka import Message

_ASK: Final = methodcaller("headers")
_REFUSED: Final[list[Any]] = []
"""Put in place of headers that cannot be read; known by being this very list."""


class NameNotText(SystemError):
    """A header's name is not UTF-8: what the client then raises, by a name of ours."""


def headers_as_sent(message: Message) -> Any:
    """A list of names and values, or None. Raises NameNotText, however often it is asked.

    For such a name the client makes a list with nothing where the name should be, and an error
    beside it. It keeps the list and hands it out the next time without the error; and when it is
    called directly, Python looks for the error only while the calling code is new. Who touches the
    list ends the process (SIGSEGV). So the client is called through C code, which always looks,
    and its list is replaced at once.
    """
    try:
        found = _ASK(message)
    except (UnicodeDecodeError, SystemError):
        message.set_headers(_REFUSED)
        raise NameNotText("a header's name is not text") from None
    if found is _REFUSED:
        raise NameNotText("a header's name is not text")
    return found
