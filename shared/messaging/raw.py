"""Reading what a foreign client may have put into a record, with a client that is easily hurt."""

from operator import methodcaller
from typing import Any, Final

from confluent_kafka import Message

_HEADERS: Final = methodcaller("headers")


def headers_as_sent(message: Message) -> Any:
    """A list of names and values, or None. Raises UnicodeDecodeError or SystemError for a name
    that is not text.

    For such a name the client hands out a list with nothing in it where the name should be, and
    an error beside it. Called directly, Python looks for that error only while the calling code
    is new; later it hands the list on, and who touches it ends the process (SIGSEGV). Called
    through C code, as here, it always looks.
    """
    return _HEADERS(message)
