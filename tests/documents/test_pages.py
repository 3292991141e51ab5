"""The pages for neighbouring systems (docs/integrate) say what is told, and show real records."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import jsonschema
import msgspec
import pytest

from services.rollups.measures.catalogue import MEASURES
from services.rollups.measures.measure import Change, Restatement
from shared.contracts import documents
from shared.contracts.catalogue import EVENT_BY_TYPE, TOPIC_BY_NAME
from shared.contracts.envelope import Contract, Stamp
from shared.contracts.examples.together import examples
from shared.contracts.pages import page
from shared.contracts.pages.meanings import SPELLS, fact_of, meaning_of, when
from shared.messaging.envelope import encode, identity
from shared.messaging.listener.reading.judging import Judge

TEXTS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in documents.PAGES.glob("*.md")
    if path.name != "README.md"
}
RECORD = re.compile(r"^```text\n(.*?)\n```\n\n```json\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
TYPES = sorted(EVENT_BY_TYPE)


@dataclass(frozen=True)
class Shown:
    """A record as a reader of the page copies it."""

    topic: str
    key: str
    headers: dict[str, str]
    value: Any

    @property
    def written(self) -> bytes:
        return msgspec.json.encode(self.value)

    @property
    def on_the_wire(self) -> list[tuple[str, bytes | None]]:
        return [(name, said.encode()) for name, said in self.headers.items()]


def shown(text: str) -> Iterator[Shown]:
    for outside, inside in RECORD.findall(text):
        said = dict(re.split(r": +", line, maxsplit=1) for line in outside.split("\n"))
        yield Shown(said.pop("topic"), said.pop("key"), said, json.loads(inside))


RECORDS = {each.headers["ce_type"]: each for text in TEXTS.values() for each in shown(text)}


def test_the_pages_are_fresh() -> None:
    written = {path.stem: text for path, text in documents.pages().items()}
    stale = [name for name in written.keys() | TEXTS if TEXTS.get(name) != written.get(name)]
    assert stale == [], "run `make contracts` and commit what it writes"


def test_every_page_is_named_where_neighbours_begin() -> None:
    begin = (documents.PAGES / "README.md").read_text(encoding="utf-8")
    assert TEXTS
    assert [name for name in TEXTS if f"({name}.md)" not in begin] == []


@pytest.mark.parametrize("service", page.publishers())
def test_a_page_has_every_event_of_its_service_once(service: str) -> None:
    told = [fact_of(e) for t in TOPIC_BY_NAME.values() if t.owner == service for e in t.events]
    assert re.findall(r"^### (.*)$", TEXTS[service], re.MULTILINE) == told
    assert [each.headers["ce_type"].split(".")[-2] for each in shown(TEXTS[service])] == told


@pytest.mark.parametrize("event_type", TYPES)
def test_an_example_is_what_the_relay_would_send(event_type: str) -> None:
    record, event = RECORDS[event_type], examples()[event_type]
    said = record.headers
    sequence = int(said["ce_sequence"])
    stamp = Stamp(
        id=identity(UUID(said["ce_logid"]), sequence, event_type),
        type=event_type,
        source=f"urn:hieuhoc:{record.topic.partition('.')[0]}",
        subject=str(event.subject),
        time=datetime.fromisoformat(said["ce_time"]),
        sequence=sequence,
        log_id=said["ce_logid"],
    )
    key, value, headers = encode(event, stamp)
    assert (record.key.encode(), record.written) == (key, value)
    assert record.on_the_wire == headers


@pytest.mark.parametrize("event_type", TYPES)
def test_an_example_is_heard_by_whoever_listens_to_its_topic(event_type: str) -> None:
    record, event = RECORDS[event_type], examples()[event_type]
    now = datetime.fromisoformat(record.headers["ce_time"])
    judge = Judge(record.topic, frozenset({event_type}), now)
    stamp, heard, wrong = judge.record(record.on_the_wire, record.key.encode(), record.written)
    assert wrong is None
    assert heard is not None
    assert heard.event == event
    assert stamp is not None
    assert stamp.subject == record.key


@pytest.mark.parametrize("event_type", TYPES)
def test_an_example_keeps_to_the_committed_schemas(event_type: str) -> None:
    record, service = RECORDS[event_type], EVENT_BY_TYPE[event_type].TOPIC.partition(".")[0]
    schema = documents.FOLDER / "schemas" / f"{event_type}.json"
    asyncapi = json.loads((documents.FOLDER / "asyncapi" / f"{service}.json").read_bytes())
    headers = asyncapi["components"]["messages"][event_type]["headers"]
    for what, said in ((json.loads(schema.read_bytes()), record.value), (headers, record.headers)):
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        jsonschema.Draft202012Validator(what, format_checker=checker).validate(said)


@pytest.mark.parametrize("event_type", TYPES)
def test_a_reader_is_told_what_an_event_and_each_of_its_fields_mean(event_type: str) -> None:
    event = EVENT_BY_TYPE[event_type]
    assert fact_of(event) in page.glossary(), "docs/glossary-of-facts.md says it in a sentence"
    missing = [name for name in event.__struct_fields__ if not meaning_of(event, name)]
    assert missing == [], "say in shared/contracts/pages/meanings.py what they mean"


CHANGES = sorted((change for m in MEASURES for change in m.changes), key=repr)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.event.__name__)
def test_an_event_counts_from_the_day_from_which_our_own_figures_count_it(
    change: Change | Restatement,
) -> None:
    of_spells = isinstance(change, Restatement) and change.day == "since"
    said = SPELLS if of_spells else f"`{change.day}`"
    assert said in when(change.event)


def test_no_page_is_written_of_an_event_without_an_example() -> None:
    class Told(Contract, frozen=True, kw_only=True):
        TYPE: ClassVar[str] = "vn.hieuhoc.registry.nothing-told.v1"

    with pytest.raises(LookupError, match="nothing-told"):
        page.example_of(Told)
