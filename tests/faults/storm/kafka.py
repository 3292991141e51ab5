"""What stands on Kafka, and what should by the meaning of the facts in the logs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from tests.faults.storm.logs import Fact, Log
from tests.faults.storm.site import PUBLISHERS, Site
from tests.support.reading import Published, read_topic

TOPIC_OF: Final[Mapping[str, tuple[str, str]]] = {
    "registry.place-established": ("registry.places", "place_id"),
    "registry.place-altered": ("registry.places", "place_id"),
    "registry.place-ended": ("registry.places", "place_id"),
    "registry.place-changes-cancelled": ("registry.places", "place_id"),
    "registry.place-withdrawn": ("registry.places", "place_id"),
    "registry.place-succeeded": ("registry.places", "place_id"),
    "registry.family-registered": ("registry.families", "family_id"),
    "registry.family-merged": ("registry.families", "family_id"),
    "registry.family-withdrawn": ("registry.families", "family_id"),
    "registry.import-finished": ("registry.imports", "import_id"),
    "registry.import-undone": ("registry.imports", "import_id"),
    "registry.family-member-joined": ("registry.families", "family_id"),
    "registry.clan-member-joined": ("registry.clans", "clan_id"),
    "registry.clan-registered": ("registry.clans", "clan_id"),
    "registry.clan-merged": ("registry.clans", "clan_id"),
    "registry.clan-unmerged": ("registry.clans", "clan_id"),
    "registry.centre-established": ("registry.centres", "centre_id"),
    "registry.class-held": ("registry.centres", "centre_id"),
    "registry.association-founded": ("registry.associations", "association_id"),
    "registry.chapter-founded": ("registry.chapters", "chapter_id"),
    "registry.membership-started": ("registry.memberships", "membership_id"),
    "registry.membership-moved": ("registry.memberships", "membership_id"),
    "registry.membership-ended": ("registry.memberships", "membership_id"),
    "registry.session-held": ("registry.sessions", "organiser_id"),
    "registry.session-corrected": ("registry.sessions", "organiser_id"),
    "registry.activity-held": ("registry.activities", "organiser_id"),
    "registry.centre-equipped": ("registry.centres", "centre_id"),
    "registry.board-founded": ("registry.boards", "board_id"),
    "registry.committee-founded": ("registry.committees", "committee_id"),
    "registry.document-issued": ("registry.documents", "organiser_id"),
    "registry.plan-item-set": ("registry.plans", "planner_id"),
    "registry.plan-item-closed": ("registry.plans", "planner_id"),
    "recognition.candidacy-registered": ("recognition.candidacies", "candidacy_id"),
    "recognition.title-recognised": ("recognition.candidacies", "candidacy_id"),
    "recognition.candidacy-declined": ("recognition.candidacies", "candidacy_id"),
    "recognition.candidacy-restated": ("recognition.candidacies", "candidacy_id"),
    "recognition.recognition-restated": ("recognition.candidacies", "candidacy_id"),
    "funding.fund-opened": ("funding.funds", "fund_id"),
    "funding.scholarship-awarded": ("funding.funds", "fund_id"),
}
"""Where a fact is told, and what the event calls its subject; the other facts stay at home."""
STAYS: Final = {
    "registry.committee-place-reserved",
    "registry.document-number-reserved",
    "registry.plan-adopted",
    "registry.text-attached",
    "registry.family-head-reserved",
    "registry.family-head-released",
    "registry.import-submitted",
    "registry.import-confirmed",
    "registry.import-started",
    "registry.import-undo-begun",
    "registry.import-file-reserved",
    "registry.family-member-reserved",
    "registry.reorganisation-announced",
    "registry.reorganisation-cancelled",
    "recognition.bearer-heard",
    "recognition.bearer-merged",
    "recognition.bearer-unmerged",
    "recognition.bearer-withdrawn",
    "recognition.bearer-alias-named",
    "recognition.bearer-alias-released",
    "recognition.candidacy-waiting",
}


@dataclass(frozen=True)
class OnKafka:
    """All topics of all publishers, read once."""

    site: Site

    @cached_property
    def topics(self) -> dict[str, list[Published]]:
        names = sorted({topic for topic, _ in TOPIC_OF.values()})
        return {name: list(read_topic(self.site.brokers, name)) for name in names}

    def ids(self, topic: str) -> dict[int, str]:
        """The event's id by the position of its fact."""
        return {each.stamp.sequence: each.stamp.id for each in self.topics[topic]}

    def subjects(self, topic: str) -> dict[int, str]:
        return {each.stamp.sequence: each.stamp.subject for each in self.topics[topic]}

    @cached_property
    def ends(self) -> dict[tuple[str, int], tuple[int, int]]:
        """The last offset and the highest sequence of each partition that holds anything."""
        found: dict[tuple[str, int], tuple[int, int]] = {}
        for topic, published in self.topics.items():
            for each in published:
                _, highest = found.get((topic, each.partition), (-1, 0))
                last = max(highest, each.stamp.sequence)
                found[topic, each.partition] = (each.offset, last)
        return found

    def repeats(self, logs: Mapping[str, Log]) -> int:
        """Records beyond the first of each fact."""
        told = sum(fact.name in TOPIC_OF for name in PUBLISHERS for fact in logs[name].facts)
        return sum(map(len, self.topics.values())) - told


def holds(topic: str, published: list[Published], facts: list[Fact]) -> None:
    """I2: every fact at least once, in order per subject, and nothing else."""
    expected = {f.position: f for f in facts if TOPIC_OF.get(f.name, ("",))[0] == topic}
    subjects: dict[str, int] = {}
    for each in published:
        fact = expected.get(each.stamp.sequence)
        assert fact is not None, f"{topic}: nothing recorded at {each.stamp.sequence}"
        _tells(fact, each)
        there = subjects.setdefault(each.stamp.subject, each.partition)
        assert there == each.partition, f"{topic}: {each.stamp.subject} in two partitions"
    heard = _heard(published)
    assert heard == sorted(expected), f"{topic}: heard {len(heard)} of {len(expected)}"
    said = {(each.stamp.sequence, each.stamp.id, each.value) for each in published}
    assert len(said) == len(expected) == len({id_ for _, id_, _ in said}), f"{topic}: said anew"


MEANT = {("registry.class-held", "organiser_kind"): "centre"}
"""What is told and no fact says, as it is always so."""


def _tells(fact: Fact, each: Published) -> None:
    """The event is the fact: its type, its instant, its subject, and no field told otherwise."""
    stamp, value = each.stamp, json.loads(each.value)
    assert stamp.type == f"vn.hieuhoc.{fact.name}.v1", f"{stamp.type} of a {fact.name}"
    assert stamp.time == fact.recorded_at, f"{stamp.time} of what was recorded {fact.recorded_at}"
    _, name = TOPIC_OF[fact.name]
    subject = value.pop(name)
    assert subject == stamp.subject == str(fact.said.get(name, _subject(fact, subject)))
    said = {**fact.said, **_said_elsewhere(fact, value)}
    meant = {key: said.get(key, MEANT.get((fact.name, key))) for key in value}
    other = {key: told for key, told in value.items() if meant[key] != told}
    assert not other, f"position {fact.position} was told as {other}"


def _said_elsewhere(fact: Fact, value: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of the things that somebody holds, and where their facts say it."""
    itself = str(fact.stream)
    match fact.name:
        case "registry.session-held":
            return {"session_id": itself}
        case "registry.session-corrected":
            now = {key: fact.said[key] for key in value["now"][0]}
            return {"session_id": itself, "was": [fact.said["was"]], "now": [now]}
        case "registry.activity-held":
            held = fact.said["held"]
            came = sum(each["number"] for each in held["attendees"])
            return {**held, "activity_id": itself, "attendances": came}
        case "registry.document-issued":
            return {**fact.said["issued"], "document_id": itself}
        case "registry.import-finished":
            return {**fact.said["rows"], "finished_on": fact.said["closed_on"]}
        case "registry.import-undone":
            return {"undone_on": fact.said["closed_on"]}
        case "registry.plan-item-set":
            return {**fact.said["days"], "plan_id": itself}
        case "registry.plan-item-closed":
            return {"plan_id": itself, **_closed(fact.said)}
    return {}


def _closed(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is done counts from the day on which it was closed."""
    spells = [
        [{"place_id": said["place_id"], "since": each["closed_on"], "until": None}]
        if each is not None and each["state_code"] == "done"
        else []
        for each in (said["closing_before"], said["closing"])
    ]
    by = said["closing"]["fulfilment"] or {}
    return {**said["closing"], **by, "was": spells[0], "now": spells[1]}


def _subject(fact: Fact, told: str) -> str:
    """The stream, but for candidacies, which are named after what makes them."""
    return told if fact.name.startswith("recognition.") else str(fact.stream)


def _heard(published: list[Published]) -> list[int]:
    """What a listener applies, who drops whatever is not above its mark."""
    marks: dict[int, int] = {}
    heard = []
    for each in published:
        if each.stamp.sequence > marks.get(each.partition, 0):
            marks[each.partition] = each.stamp.sequence
            heard.append(each.stamp.sequence)
    return sorted(heard)
