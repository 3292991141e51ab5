"""Of every log and every listener alike."""

import importlib
from collections.abc import Iterator
from typing import Any

from shared.eventstore.audit import chain
from shared.eventstore.mapper import FactMapper
from shared.postgres.connections import connect
from tests.faults.storm.invariants.aftermath import Aftermath
from tests.faults.storm.kafka import STAYS, TOPIC_OF, holds
from tests.faults.storm.site import LISTENERS, PUBLISHERS, SERVICES
from tests.support.rebuilding import rebuilt_view

MARKS = "select projection, topic, partition, record_offset, sequence from listener_marks"
LETTERS = "select projection, reason, detail from dead_letters limit 3"


def every_kind_of_fact_is_known_here(after: Aftermath) -> None:
    """So that a new one cannot go by uncounted."""
    names = {fact.name for name in PUBLISHERS for fact in after.logs[name].facts}
    assert not (new := names - TOPIC_OF.keys() - STAYS), f"nobody recounts {new}"


def positions_and_versions_have_no_hole(after: Aftermath) -> None:
    """I1: what won has a place in the log and in its stream, what lost left nothing."""
    for name, log in after.logs.items():
        positions = [fact.position for fact in log.facts]
        assert positions == list(range(1, len(positions) + 1)), f"{name}: holes in the log"
        versions: dict[Any, int] = {}
        for fact in log.facts:
            before = versions.get(fact.stream, 0)
            assert fact.version == before + 1, f"{name}: {fact.stream}: {before}, {fact.version}"
            versions[fact.stream] = fact.version


def chains_are_whole(after: Aftermath) -> None:
    for name, log in after.logs.items():
        with connect(after.site.database(name), "storm") as connection:
            head = chain.verify(connection)
        last = head.last if head else 0
        assert last == len(log.facts), f"{name}: the chain ends at {last}"


def kafka_holds_the_logs(after: Aftermath) -> None:
    """I2."""
    for topic, published in after.kafka.topics.items():
        holds(topic, published, after.logs[topic.partition(".")[0]].facts)


def marks_stand_at_the_ends(after: Aftermath) -> None:
    """I5 and I8: all was handled, and the marks say just that."""
    for name in LISTENERS:
        for projection, topic, partition, *mark in after.rows(name, MARKS):
            end = after.kafka.ends.get((topic, partition), (-1, 0))
            assert tuple(mark) == end, f"{name} {projection} {topic}/{partition}: {mark}, not {end}"


def nothing_is_parked(after: Aftermath) -> None:
    for name in LISTENERS:
        letters = after.rows(name, LETTERS)
        assert not letters, f"{name} parked: {letters}"


def places_are_all_known(after: Aftermath) -> None:
    told = [f.position for f in after.logs["registry"].facts if ".place-" in f.name]
    for name in {*LISTENERS} - {"registry"}:
        known = after.rows(name, "select position from place_entries_v1 order by position")
        assert [position for (position,) in known] == told, f"{name}: the copy of the places"


def the_register_knows_of_whom_others_speak(after: Aftermath) -> None:
    """Nobody goes from the vault who was given something."""
    told = sorted(
        fact.id("recipient_ref") for fact in after.logs["funding"].of("scholarship-awarded")
    )
    known = after.rows("registry", "select person_ref from people_used_v1 order by person_ref")
    assert [person_ref for (person_ref,) in known] == told


def rebuilt_views_equal_the_live_ones(after: Aftermath) -> None:
    """I3 and I6, of every service's own views."""
    for service, view in _views():
        mapper = FactMapper(importlib.import_module(f"services.{service}.main").CARDS.facts)
        with connect(after.site.database(service), "storm") as connection:
            tables = rebuilt_view(connection, mapper, view).tables
        assert tables, f"{service}: nothing of {view.name} was rebuilt"
        for table in tables:
            assert table.before == table.after, f"{service}: {table}"


def _views() -> Iterator[tuple[str, Any]]:
    """Those with tables: some only see to it that what is erased or corrected goes."""
    for service in SERVICES:
        for view in importlib.import_module(f"services.{service}.main").CARDS.views:
            if view.tables:
                yield service, view


CHECKS = (
    every_kind_of_fact_is_known_here,
    positions_and_versions_have_no_hole,
    chains_are_whole,
    kafka_holds_the_logs,
    marks_stand_at_the_ends,
    nothing_is_parked,
    places_are_all_known,
    the_register_knows_of_whom_others_speak,
    rebuilt_views_equal_the_live_ones,
)
