"""The outer form of every published event: CloudEvents 1.0 in Kafka's binary mode."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

import msgspec

from shared.vocabulary import text


class Contract(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A fact one service tells the others.

    TYPE is the CloudEvents type, TOPIC the Kafka topic without prefix, SUBJECT the name of the
    field whose value is the record's key. PARTITIONS is of the whole topic.
    """

    TYPE: ClassVar[str]
    TOPIC: ClassVar[str]
    SUBJECT: ClassVar[str]
    PARTITIONS: ClassVar[int] = 6

    def legible(self) -> Self:
        """Itself. Raises msgspec.ValidationError when a text, of whatever field, has characters
        that nobody sees: control characters, marks of direction and what else `text` says."""
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, str) and not text.is_legible(value):
                raise msgspec.ValidationError(f"`{name}` has characters that cannot be seen")
        return self

    @property
    def subject(self) -> UUID:
        return getattr(self, self.SUBJECT)  # type: ignore[no-any-return]  # named by the class


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """What the headers of a record say about it; the header names are `ce_<field>`.

    `log_id` (header `ce_logid`) names the log in which `sequence` counts: a publisher that was
    set up anew has another one, though its source is the same.
    """

    id: str
    type: str
    source: str
    subject: str
    time: datetime
    sequence: int
    log_id: str
    traceparent: str | None = None


def source_of(service: str) -> str:
    """The `ce_source` of everything this service publishes."""
    return f"urn:hieuhoc:{service}"


def schema_of(event_type: str) -> str:
    """The `ce_dataschema` of an event type, which is the `$id` of its JSON Schema."""
    return f"urn:hieuhoc:schema:{event_type}"
