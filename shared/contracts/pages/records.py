"""An example record of an event, as it stands on Kafka: key, headers and value.

Whoever writes an example anew writes the same one: its id, time and place in the log hang on the
type alone.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from shared.contracts.envelope import Contract, schema_of, source_of
from shared.vocabulary.identifiers import derived_id

RECORDED_AT: Final = "2026-01-05T01:30:00+00:00"
LOG_FORMAT: Final = "2"
"""What the log of a release says of itself; contracts know no log (`shared.eventstore.log`)."""
WIDTH: Final = 120


@dataclass(frozen=True)
class Record:
    """Headers in the order in which a relay writes them."""

    topic: str
    key: str
    headers: dict[str, str]
    value: bytes

    @property
    def outside(self) -> str:
        """All but the value, a line each."""
        said = {"topic": self.topic, "key": self.key} | self.headers
        return "\n".join(f"{name + ':':17}{what}" for name, what in said.items())

    @property
    def inside(self) -> str:
        """The value for people: what does not fit on a line is broken, item by item."""
        return _written(json.loads(self.value), "")


def record_of(event: Contract) -> Record:
    """As the relay of its publisher would send it."""
    service, log_id = event.TOPIC.partition(".")[0], _log_of(event)
    sequence = 1 + int.from_bytes(sha256(event.TYPE.encode()).digest()[:2])
    headers = {
        "ce_specversion": "1.0",
        "ce_type": event.TYPE,
        "ce_dataschema": schema_of(event.TYPE),
        "content-type": "application/json",
        "ce_id": str(uuid5(log_id, f"{sequence}/{event.TYPE}")),
        "ce_source": source_of(service),
        "ce_subject": str(event.subject),
        "ce_time": RECORDED_AT,
        "ce_sequence": f"{sequence:020}",
        "ce_logid": str(log_id),
        "ce_logformat": LOG_FORMAT,
    }
    return Record(event.TOPIC, str(event.subject), headers, msgspec.json.encode(event))


def _log_of(event: Contract) -> UUID:
    return derived_id("example", "log", event.TOPIC.partition(".")[0])


def _written(value: Any, indent: str) -> str:
    """JSON, with each thing on one line that fits there."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or (indent and len(indent + line) <= WIDTH):
        return line
    deeper = indent + "  "
    if isinstance(value, list):
        parts, ends = [_written(each, deeper) for each in value], "[]"
    else:
        parts = [f'"{name}": {_written(each, deeper)}' for name, each in value.items()]
        ends = "{}"
    inner = ",\n".join(f"{deeper}{part}" for part in parts)
    return f"{ends[0]}\n{inner}\n{indent}{ends[1]}"
