"""How far everybody is: the truth at the time of asking, or no number at all."""

import math
import time
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial

import pytest

from shared.messaging.ends import KafkaEnds
from shared.postgres.connections import connect
from shared.telemetry import progress as room
from shared.telemetry.lag import Extent, KafkaAway, Question, Reader, Record
from shared.telemetry.progress import Progress
from shared.web.progress import QUESTIONS
from tests.telemetry.conftest import HEARS, SHOWS, Facts, at

Publish = Callable[[int, datetime], None]


def told(progress: Progress) -> dict[str, float]:
    """Each metric by its name without prefix and, if it has one, its projection."""
    return {
        " ".join([sample.name.removeprefix("hieuhoc_"), *list(sample.labels.values())[1:]]): (
            sample.value
        )
        for family in progress.collect()
        for sample in family.samples
    }


LAG, OLDEST = "projection_lag_events", "projection_oldest_unapplied_timestamp_seconds"


def test_a_service_with_nothing_recorded_waits_for_nothing(progress: Progress) -> None:
    assert set(told(progress).values()) == {0.0}


def test_what_the_relay_has_not_passed_is_pending(progress: Progress, facts: Facts) -> None:
    for position in range(1, 6):
        facts.record(position, at(position))
    facts.run("update relay_mark set position = 2")
    found = told(progress)
    assert (found["event_log_position"], found["relay_position"]) == (5, 2)
    assert found["outbox_pending_events"] == 3
    assert found["outbox_oldest_pending_timestamp_seconds"] == at(3).timestamp()
    facts.run("update relay_mark set position = 5")
    assert told(progress)["outbox_oldest_pending_timestamp_seconds"] == 0


def test_what_a_view_has_not_applied_is_its_lag(progress: Progress, facts: Facts) -> None:
    facts.record(1, at(1))
    facts.record(2, at(2))
    assert told(progress)[f"{LAG} centres.v2"] == 2, "a view that never ran has applied nothing"
    facts.run("insert into view_marks values ('centres', 2, 1)")
    found = told(progress)
    assert (found[f"{LAG} centres.v2"], found[f"{OLDEST} centres.v2"]) == (1, at(2).timestamp())
    facts.run("update view_marks set position = 2")
    assert told(progress)[f"{OLDEST} centres.v2"] == 0


def test_what_a_listener_has_not_handled_is_its_lag(
    progress: Progress, facts: Facts, publish: Publish
) -> None:
    for partition, minute in [(0, 3), (0, 4), (1, 2), (1, 5)]:
        publish(partition, at(minute))
    facts.handled(0, 0)
    facts.handled(1, -1)
    found = told(progress)
    assert found[f"{LAG} families.v1"] == 3
    assert found[f"{OLDEST} families.v1"] == at(2).timestamp()


def test_a_partition_nobody_ever_heard_is_not_caught_up(
    progress: Progress, facts: Facts, publish: Publish
) -> None:
    publish(1, at(7))
    facts.handled(0, -1)
    found = told(progress)
    assert (found[f"{LAG} families.v1"], found[f"{OLDEST} families.v1"]) == (1, at(7).timestamp())


def test_a_listener_that_handled_everything_is_caught_up(
    progress: Progress, facts: Facts, publish: Publish
) -> None:
    publish(0, at(1))
    facts.handled(0, 0)
    found = told(progress)
    assert (found[f"{LAG} families.v1"], found[f"{OLDEST} families.v1"]) == (0, 0)
    publish(0, at(9))
    assert told(progress)[f"{OLDEST} families.v1"] == at(9).timestamp()


def test_a_topic_made_anew_is_unhandled_from_its_beginning(
    progress: Progress, facts: Facts, publish: Publish
) -> None:
    publish(0, at(1))
    facts.handled(0, 40)
    assert told(progress)[f"{LAG} families.v1"] == 1


def test_a_record_without_its_headers_is_dated_by_kafka(
    progress: Progress, facts: Facts, publish: Publish
) -> None:
    publish(0, datetime.min)  # a time without a zone cannot be read
    assert told(progress)[f"{OLDEST} families.v1"] == pytest.approx(time.time(), abs=60)


def test_parked_records_are_open_until_somebody_settles_them(
    progress: Progress, facts: Facts
) -> None:
    for number, state in enumerate(("parked", "parked", "redriven", "discarded")):
        facts.run(
            "insert into dead_letters (projection, version, topic, partition, record_offset,"
            " record_hash, reason, detail, headers, state)"
            " values ('families', 1, 'registry.families', 0, %s, '', 'r', '', '', %s)",
            number,
            state,
        )
    assert told(progress)["dead_letters_open"] == 2


def test_facts_set_aside_by_own_views_are_told_until_somebody_settles_them(
    progress: Progress, facts: Facts
) -> None:
    assert told(progress)["view_facts_set_aside centres.v2"] == 0
    for number, state in enumerate(("waiting", "waiting", "applied", "discarded")):
        facts.run(
            "insert into view_facts_set_aside values"
            " ('centres', 2, %s, gen_random_uuid(), 's', 't', 'cannot-be-read', '', %s)",
            number,
            state,
        )
    assert told(progress)["view_facts_set_aside centres.v2"] == 2


def test_a_rebuild_is_wanted_by_whoever_counts_otherwise_than_what_is_live(
    progress: Progress, facts: Facts
) -> None:
    live = "insert into read_models values ('view', 'centres', 2, array['hears ' || %s])"
    assert told(progress)["rebuild_wanted centres.v2"] == 0
    facts.run(live, "b")
    assert told(progress)["rebuild_wanted centres.v2"] == 1
    assert progress.wanted() == {SHOWS: ["new: hears a", "gone: hears b"]}
    facts.run("truncate read_models")
    facts.run(live, "a")
    assert told(progress)["rebuild_wanted centres.v2"] == 0
    assert progress.wanted() == {SHOWS: []}


def test_a_paused_partition_is_told_while_its_mark_stands_where_it_was_paused(
    progress: Progress, facts: Facts
) -> None:
    assert told(progress)["listener_partitions_paused families.v1"] == 0
    facts.handled(0, 7)
    for offset, ended_at in [(7, None), (7, at(1)), (6, at(1))]:
        facts.run(
            "insert into listener_pauses (projection, version, topic, partition, mark_offset,"
            " read_through, subjects, error, ended_at)"
            " values ('families', 1, 'registry.families', 0, %s, 9, 20, 'KeyError', %s)",
            offset,
            ended_at,
        )
    assert told(progress)["listener_partitions_paused families.v1"] == 1
    facts.run("update listener_marks set record_offset = 8")
    assert told(progress)["listener_partitions_paused families.v1"] == 0


def test_a_halted_log_is_told(progress: Progress, facts: Facts) -> None:
    facts.run("update log_head set halted = 'Kafka holds what the database lost'")
    assert told(progress)["event_log_halted"] == 1


def test_a_log_recorded_ahead_of_time_is_told(progress: Progress, facts: Facts) -> None:
    facts.run("update log_head set recorded_at = now() - interval '1 hour'")
    assert told(progress)["event_log_head_ahead_seconds"] == 0
    facts.run("update log_head set recorded_at = now() + interval '1 hour'")
    assert told(progress)["event_log_head_ahead_seconds"] == pytest.approx(3_600, abs=60)


class Wavering:
    """Kafka as it looks from outside when it goes away (the database is real)."""

    def __init__(self) -> None:
        self.away = False
        self.unread: set[str] = set()
        self.end = 3
        self.asked = 0

    def extents(self, topics: Collection[str]) -> Mapping[str, Mapping[int, Extent]]:
        self.asked += 1
        if self.away:
            raise KafkaAway
        return {topic: {0: Extent(0, self.end)} for topic in topics}

    def following(self, questions: Collection[Question]) -> Mapping[Question, Record | None]:
        return {
            question: Record(question.start, 7.0)
            for question in questions
            if question.place[0] not in self.unread
        }


def test_kafkas_last_word_counts_for_a_while_and_then_nothing_does(
    database: str, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    kafka = Wavering()
    progress = Progress("sample", partial(connect, database, "test"), kafka, [HEARS], QUESTIONS)
    assert told(progress)[f"{LAG} families.v1"] == 3
    kafka.away = True
    found = told(progress)
    assert found[f"{LAG} families.v1"] == 3
    assert math.isnan(found[f"{OLDEST} families.v1"]), "never caught up while unsure"
    monkeypatch.setattr(room, "KAFKA_MEMORY", 0.0)
    assert math.isnan(told(progress)[f"{LAG} families.v1"])
    progress.close()


def test_kafka_that_is_away_is_asked_once_a_scrape(database: str, facts: Facts) -> None:
    kafka, other = Wavering(), Reader("classes", 1, ("registry.centres",))
    kafka.away = True
    progress = Progress(
        "sample", partial(connect, database, "test"), kafka, [HEARS, other], QUESTIONS
    )
    for scrapes in (1, 2):
        told(progress)
        assert kafka.asked == scrapes
    progress.close()


def test_a_mark_that_went_on_before_kafka_went_away_is_not_a_topic_made_anew(
    database: str, facts: Facts
) -> None:
    kafka = Wavering()
    progress = Progress("sample", partial(connect, database, "test"), kafka, [HEARS], QUESTIONS)
    told(progress)
    kafka.away = True
    facts.handled(0, 40)
    assert told(progress)[f"{LAG} families.v1"] == 0
    progress.close()


def test_what_cannot_be_read_for_one_reader_silences_no_other(database: str, facts: Facts) -> None:
    kafka, other = Wavering(), Reader("classes", 1, ("registry.centres",))
    kafka.unread = {"registry.families"}
    progress = Progress(
        "sample", partial(connect, database, "test"), kafka, [HEARS, other], QUESTIONS
    )
    found = told(progress)
    assert (found[f"{LAG} families.v1"], found[f"{LAG} classes.v1"]) == (3, 3)
    assert math.isnan(found[f"{OLDEST} families.v1"])
    assert found[f"{OLDEST} classes.v1"] == 7
    progress.close()


def test_a_topic_that_is_missing_does_not_hide_the_others(
    database: str, facts: Facts, ends: KafkaEnds, publish: Publish
) -> None:
    publish(0, at(1))
    missing = Reader("classes", 1, ("registry.centres",))
    progress = Progress(
        "sample", partial(connect, database, "test"), ends, [missing, HEARS], QUESTIONS
    )
    found = told(progress)
    assert math.isnan(found[f"{LAG} classes.v1"])
    assert found[f"{LAG} families.v1"] == 1
    progress.close()


def test_a_database_that_is_away_leaves_no_healthy_number(database: str) -> None:
    away = database.replace(database.rsplit("/", 1)[1], "gone")
    progress = Progress(
        "sample", partial(connect, away, "test"), Wavering(), [HEARS, SHOWS], QUESTIONS
    )
    assert all(math.isnan(value) for value in told(progress).values())


def test_a_connection_that_broke_is_made_again(progress: Progress, facts: Facts) -> None:
    told(progress)
    facts.run(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where application_name = 'test' and datname = current_database()"
    )
    assert math.isnan(told(progress)["event_log_position"])
    assert told(progress)["event_log_position"] == 0


def test_a_service_that_publishes_nothing_has_no_outbox_to_be_behind(
    database: str, facts: Facts, ends: KafkaEnds
) -> None:
    facts.record(1, at(1))
    asking = partial(connect, database, "progress")
    silent = Progress("sample", asking, ends, (), QUESTIONS, publishes=False)
    found = told(silent)
    silent.close()
    assert found["event_log_position"] == 1
    assert not [name for name in found if "relay" in name or "outbox" in name]
