"""Of notifications: each family recognised and each scholarship makes one message, sent once."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from tests.faults.storm.invariants.aftermath import Aftermath, same
from tests.faults.storm.logs import Fact

DELIVERIES = "select delivery_id, position, rule_code, recipient_id, status from deliveries_v1"
Asked = tuple[str, str, str, str]
"""Rule, recipient, subject, event."""


def one_delivery_is_asked_for_by_each_event(after: Aftermath) -> None:
    requested = after.logs["notifications"].of("delivery-requested")
    names = ("rule_code", "recipient_id", "subject_id", "event_id")
    found = {tuple(fact.said[name] for name in names): fact.stream for fact in requested}
    expected = dict.fromkeys(_asked(after))
    assert len(found) == len(requested), "a delivery asked for twice"
    same(dict.fromkeys(found), expected, "deliveries")


def _asked(after: Aftermath) -> Iterator[Asked]:
    ids = after.kafka.ids("recognition.candidacies")
    subjects = after.kafka.subjects("recognition.candidacies")
    for fact in after.logs["recognition"].of("title-recognised"):
        about = (fact.said["bearer_id"], subjects[fact.position], ids[fact.position])
        yield "title-recognised", *about
    ids = after.kafka.ids("funding.funds")
    for fact in after.logs["funding"].of("scholarship-awarded"):
        about = (fact.said["recipient_ref"], fact.said["award_id"], ids[fact.position])
        yield "scholarship-awarded", *about


def each_delivery_was_accepted_once(after: Aftermath) -> None:
    requested = _by_stream(after, "delivery-requested")
    accepted = _by_stream(after, "delivery-accepted")
    same(dict.fromkeys(accepted), dict.fromkeys(requested), "accepted")
    assert not after.logs["notifications"].of("delivery-rejected")


def each_delivery_is_one_message(after: Aftermath) -> None:
    """I7: whole, and not written again once it was accepted."""
    accepted = _by_stream(after, "delivery-accepted")
    files = {UUID(file.stem): file for file in after.site.messages.glob("[!.]*.json")}
    same(dict.fromkeys(files), dict.fromkeys(accepted), "messages")
    for delivery, fact in _by_stream(after, "delivery-requested").items():
        message = json.loads(files[delivery].read_text())
        assert message["recipient"]["id"] == fact.said["recipient_id"], message
        assert message["event_id"] == fact.said["event_id"], message
        assert message["text"], message
        written = datetime.fromtimestamp(files[delivery].stat().st_mtime, UTC)
        assert written <= accepted[delivery].recorded_at, f"{delivery} was written again"


def deliveries_view_equals_a_recount(after: Aftermath) -> None:
    expected = {
        delivery: (f.position, f.said["rule_code"], f.id("recipient_id"), "accepted")
        for delivery, f in _by_stream(after, "delivery-requested").items()
    }
    found = {d: tuple(rest) for d, *rest in after.rows("notifications", DELIVERIES)}
    same(found, expected, "deliveries")


def _by_stream(after: Aftermath, name: str) -> dict[UUID, Fact]:
    facts = after.logs["notifications"].of(name)
    found = {fact.stream: fact for fact in facts}
    assert len(found) == len(facts), f"twice of one delivery: {name}"
    return found


CHECKS = (
    one_delivery_is_asked_for_by_each_event,
    each_delivery_was_accepted_once,
    each_delivery_is_one_message,
    deliveries_view_equals_a_recount,
)
