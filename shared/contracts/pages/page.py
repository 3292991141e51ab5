"""The page of a publisher, in Markdown: made of its contracts, their examples and the glossary of
facts. `python -m shared.contracts.documents` writes it beside the schemas."""

import re
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path
from typing import Final

import msgspec

from shared.contracts.catalogue import TOPIC_BY_NAME, Topic, topics_of
from shared.contracts.envelope import Contract
from shared.contracts.examples.together import examples
from shared.contracts.pages.meanings import fact_of, meaning_of, type_of, when
from shared.contracts.pages.records import record_of

GLOSSARY: Final = Path(__file__).parents[3] / "docs" / "glossary-of-facts.md"
TOLD: Final = re.compile(
    r"^\| ([a-z-]+) \| told \| ([^|]+) \| ([^|]+) \| stands(?: as `([a-z-]+)`)? \|$", re.MULTILINE
)
HEAD: Final = """\
# Events of {service}

<!-- `make contracts` writes this page from shared/contracts and the glossary of facts. -->

All that `{service}` tells, with an example record of each. The form and the promises are those of
[all services](README.md). For programs there are JSON Schemas (`shared/contracts/schemas`, or
`/schemas/<ce_type>` of any service) and AsyncAPI (`shared/contracts/asyncapi/{service}.json`, or
`/asyncapi.json` of this one).
"""


def publishers() -> list[str]:
    """Every service that tells anything."""
    return sorted({topic.owner for topic in TOPIC_BY_NAME.values()})


def page(service: str) -> str:
    """Every topic of the service, and every event on it with an example record."""
    topics, said = topics_of(service), glossary()
    parts = [HEAD.format(service=service), _prepared("how")]
    if any("was" in event.__struct_fields__ for topic in topics for event in topic.events):
        parts.append(_prepared("spells"))
    parts += ["## Topics\n", _list(topics), _prepared("types")]
    for topic in topics:
        parts += [_heading(topic), *(_event(event, said) for event in topic.events)]
    return "\n".join(parts)


def glossary() -> Mapping[str, tuple[str, str]]:
    """Of each fact that is told: its name in Vietnamese, and what it says in a sentence."""
    found = TOLD.findall(GLOSSARY.read_text(encoding="utf-8"))
    return {now or fact: (vietnamese, says) for fact, vietnamese, says, now in found}


def _prepared(name: str) -> str:
    return (Path(__file__).parent / f"{name}.md").read_text(encoding="utf-8")


def _list(topics: tuple[Topic, ...]) -> str:
    head = ["| topic | partitions | key | events |", "|---|---|---|---|"]
    rows = [
        f"| `{topic.name}` | {topic.partitions} | `{topic.events[0].SUBJECT}` | {_links(topic)} |"
        for topic in topics
    ]
    return "\n".join([*head, *rows, ""])


def _links(topic: Topic) -> str:
    return ", ".join(f"[{fact_of(event)}](#{fact_of(event)})" for event in topic.events)


def _heading(topic: Topic) -> str:
    """With what is true of all its events."""
    (common,) = {kind for kind in topic.events[0].__mro__ if "TOPIC" in vars(kind)} - {Contract}
    prose = "" if common in topic.events else f"\n{_prose(common)}\n"
    return f"## {topic.name}\n{prose}"


def _event(event: type[Contract], said: Mapping[str, tuple[str, str]]) -> str:
    fact, record = fact_of(event), record_of(example_of(event))
    parts = [f"### {fact}\n"]
    if fact in said:
        vietnamese, sentence = said[fact]
        parts.append(f"**{vietnamese}**: {sentence}.\n")
    parts += [f"{_prose(kind)}\n" for kind in _own(event)]
    parts += [f"**When it counts**: {when(event)}.\n", "\n".join(_fields(event)), ""]
    parts += [f"```text\n{record.outside}\n```\n\n```json\n{record.inside}\n```\n"]
    return "\n".join(parts)


def example_of(event: type[Contract]) -> Contract:
    """Raises LookupError when there is none."""
    if (found := examples().get(event.TYPE)) is None:
        raise LookupError(f"add an example of {event.TYPE} to shared/contracts/examples/")
    return found


def _own(event: type[Contract]) -> Iterator[type]:
    """The event, and what it is a kind of on its topic, where they say anything."""
    for kind in event.__mro__:
        if "TOPIC" in vars(kind) and kind is not event:
            return
        if vars(kind).get("__doc__"):
            yield kind
        if "TOPIC" in vars(kind):
            return


def _prose(kind: type) -> str:
    """What is none for Python is null in JSON."""
    said = re.sub(r"\bNone\b", "null", cleandoc(kind.__doc__ or ""))
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in said.split("\n\n"))


def _fields(event: type[Contract]) -> Iterator[str]:
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for field in msgspec.structs.fields(event):
        meaning = meaning_of(event, field.name)
        yield f"| `{field.name}` | {type_of(field)} | {meaning} |"
