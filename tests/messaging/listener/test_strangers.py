"""Records by others than the topic's owner, or damaged ones: parked or ignored, one by one."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from shared.contracts.registry.families import FamilyRegisteredV1
from shared.contracts.registry.people import PersonErasedV1
from shared.messaging.dead_letters import NoSuchLetter, listed, shown
from shared.messaging.envelope import identity
from shared.messaging.listener import Listener, redrive
from shared.messaging.producer import LARGEST_RECORD
from tests.support.families import LOG_ID, TOPIC, FamiliesByPlace, Family, family_named
from tests.support.foreign import Headers
from tests.support.hearing import Hearing, running

# Between the first thirty and the next: where the owner leaves a hole.
SEQUENCE = 60
STRANGER = Family(SEQUENCE, family_named("stranger"), family_named("nowhere"))
KEY, VALUE, HEADERS = STRANGER.encoded()
ABOVE_BIGINT = b"99999999999999999999"
LARGEST = 2**63 - 1
TOMORROW = datetime.now(UTC) + timedelta(hours=30)
FUTURE = "vn.hieuhoc.registry.family-moved.v9"


def changed(*changes: tuple[str, bytes | None]) -> Headers:
    return [(name, dict(changes).get(name, kept)) for name, kept in HEADERS]


def unsaid(headers: Headers) -> Headers:
    """Without a format, as records of 0.1 are."""
    return [header for header in headers if header[0] != "ce_logformat"]


def identified(sequence: int, event_type: str, log_id: UUID = LOG_ID) -> Headers:
    """As if that log held such a fact there."""
    return changed(
        ("ce_id", identity(log_id, sequence, event_type).encode()),
        ("ce_sequence", b"%020d" % sequence),
        ("ce_type", event_type.encode()),
        ("ce_logid", str(log_id).encode()),
    )


Sent = tuple[bytes | None, bytes | None, Headers]
OTHER_LOG = str(uuid4()).encode()
OTHER_TYPE, WITHOUT_LOG = PersonErasedV1.TYPE, [h for h in HEADERS if h[0] != "ce_logid"]
PARKED: dict[str, Sent] = {
    "headers-missing": (KEY, VALUE, []),
    "headers-missing of the log": (KEY, VALUE, WITHOUT_LOG),
    "log-id-unreadable": (KEY, VALUE, changed(("ce_logid", str(LOG_ID).upper().encode()))),
    "header-not-text": (KEY, VALUE, changed(("ce_id", b"\xff\xfe\x00"))),
    "headers-missing of None": (KEY, VALUE, changed(("ce_type", None))),
    "header-too-long": (KEY, VALUE, changed(("ce_subject", b"s" * 201))),
    "foreign-source": (KEY, VALUE, changed(("ce_source", b"urn:hieuhoc:funding"))),
    "foreign-source of no format": (
        *(KEY, VALUE),
        unsaid(changed(("ce_source", b"urn:hieuhoc:funding"))),
    ),
    "identity-differs of no format": (KEY, VALUE, unsaid(changed(("ce_logid", OTHER_LOG)))),
    "sequence-unreadable": (KEY, VALUE, changed(("ce_sequence", b"1"))),
    "sequence-unreadable above bigint": (KEY, VALUE, changed(("ce_sequence", ABOVE_BIGINT))),
    "time-unreadable": (KEY, VALUE, changed(("ce_time", b"0001-01-01T00:00:00+14:00"))),
    "time-ahead": (KEY, VALUE, changed(("ce_time", TOMORROW.isoformat().encode()))),
    "identity-differs of a copy with another sequence": (
        *(KEY, VALUE),
        changed(("ce_sequence", b"%020d" % (SEQUENCE + 50))),
    ),
    "identity-differs of the largest sequence": (
        *(KEY, VALUE),
        changed(("ce_sequence", b"%020d" % LARGEST)),
    ),
    "identity-differs of another type": (KEY, VALUE, changed(("ce_type", FUTURE.encode()))),
    "identity-differs of another log": (
        *(KEY, VALUE),
        changed(("ce_logid", str(uuid4()).encode())),
    ),
    "another-log": (KEY, VALUE, identified(LARGEST, FamilyRegisteredV1.TYPE, uuid4())),
    "another-log of a type not known": (KEY, VALUE, identified(LARGEST, FUTURE, uuid4())),
    "wrong-topic": (KEY, VALUE, identified(LARGEST, OTHER_TYPE)),
    "subject-differs from the key": (b"another", VALUE, HEADERS),
    "subject-differs without key": (None, VALUE, HEADERS),
    "subject-differs from the event": (
        family_named("other").bytes.hex().encode(),
        VALUE,
        changed(("ce_subject", family_named("other").bytes.hex().encode())),
    ),
    "value-unreadable": (KEY, b"{not json", HEADERS),
    "value-unreadable of None": (KEY, None, HEADERS),
    "too-large": (None, b"x" * 5_000_000, []),
    "too-large in a header that nobody reads": (
        *(KEY, VALUE),
        [*HEADERS, ("traceparent", b"x" * LARGEST_RECORD)],
    ),
    "headers-missing of nothing": (None, None, []),
}


@pytest.mark.parametrize("why", PARKED)
async def test_a_bad_record_is_parked_and_the_others_are_heard(hearing: Hearing, why: str) -> None:
    hearing.publisher.register(30)
    async with running(hearing.listener()):
        await hearing.heard(30)
        hearing.publisher.foreign.send(TOPIC, *PARKED[why])
        hearing.publisher.foreign.flush()
        hearing.publisher.register(30)
        await hearing.caught_up()
        await hearing.parked(1)
    hearing.all_applied()
    assert hearing.reasons() == [why.partition(" ")[0]]
    assert hearing.highest_sequence() <= hearing.publisher.families[-1].sequence


async def test_an_unknown_type_is_ignored(hearing: Hearing) -> None:
    hearing.publisher.register(30)
    async with running(hearing.listener()):
        hearing.publisher.foreign.send(TOPIC, KEY, b"\xff", identified(SEQUENCE, FUTURE))
        hearing.publisher.register(30)
        await hearing.caught_up()
    hearing.all_applied()
    assert hearing.reasons() == []


async def test_a_jump_by_ten_million_facts_that_are_not_published_is_heard(
    hearing: Hearing,
) -> None:
    far = Family(10_000_000, family_named("stranger"), family_named("nowhere"))
    hearing.publisher.register(30)
    async with running(hearing.listener()):
        await hearing.heard(30)
        hearing.publisher.families.append(far)
        hearing.publisher.send([far])
        await hearing.heard(31)
    hearing.all_applied()
    assert hearing.reasons() == []


async def test_records_of_another_installation_do_not_silence_the_owner(hearing: Hearing) -> None:
    """One in each partition, far above: of another log, and of a type that nobody knows."""
    hearing.publisher.register(60)
    async with running(hearing.listener()):
        await hearing.heard(60)
        for number in range(6):
            forged = identified(99_999_999 + number, FUTURE, uuid4() if number % 2 else LOG_ID)
            if number % 2 == 0:  # copied by hand: the identity is still the old one
                forged = [h if h[0] != "ce_id" else HEADERS[4] for h in forged]
            hearing.publisher.foreign.send_to(TOPIC, number, VALUE, forged)
        hearing.publisher.foreign.flush()
        await hearing.parked(6)
        hearing.publisher.register(100)
        await hearing.heard(160)
    hearing.all_applied()


async def test_a_genuine_record_copied_to_other_partitions_counts_once(hearing: Hearing) -> None:
    """Above their marks, too: by a tool that chooses partitions in its own way."""
    hearing.publisher.register(60)
    last = hearing.publisher.register_one(family_named("last"), family_named("hamlet"))
    key, value, headers = last.encoded()
    async with running(hearing.listener()):
        await hearing.heard(61)
        for partition in range(6):
            hearing.publisher.foreign.send_to(TOPIC, partition, value, headers, key)
        hearing.publisher.foreign.flush()
        hearing.publisher.register(60)
        await hearing.caught_up()
    hearing.all_applied()
    assert hearing.reasons() == ["wrong-partition"] * 5
    for letter in listed(hearing.connection):
        assert redrive(hearing.connection, FamiliesByPlace(), letter.letter).applied == 0
    hearing.all_applied()


async def test_what_is_ahead_of_the_clock_waits_with_its_subject(hearing: Hearing) -> None:
    """The first day is over a day ahead of this clock, as are all after it."""
    families = hearing.publisher.register(60, subjects=10)
    behind = families[29].stamp().time - timedelta(hours=24)
    async with running(Listener(hearing.settings(), FamiliesByPlace(), lambda: behind)):
        await hearing.caught_up()
    assert hearing.reasons() == ["time-ahead"] * 30
    for letter in listed(hearing.connection):
        with suppress(NoSuchLetter):
            redrive(hearing.connection, FamiliesByPlace(), letter.letter)
    hearing.all_applied()


async def test_a_stranger_heard_again_is_parked_once(hearing: Hearing) -> None:
    hearing.publisher.foreign.send(TOPIC, None, b"{}", [])
    hearing.publisher.foreign.flush()
    for _ in range(2):
        async with running(hearing.listener()):
            await hearing.parked(1)
            await hearing.caught_up()
        hearing.connection.execute("update listener_marks set record_offset = -1")
    assert hearing.reasons() == ["headers-missing"]


async def test_a_record_larger_than_ours_is_kept_without_its_bytes(hearing: Hearing) -> None:
    headers = [("ce_type", b"\x1b[2J" + b"x" * 900), ("ce_logid", b"\xff")]
    hearing.publisher.foreign.send(TOPIC, b"k", b"x" * 950_000, headers)
    hearing.publisher.foreign.flush()
    async with running(hearing.listener()):
        await hearing.parked(1)
    (letter,) = listed(hearing.connection)
    _, kept = shown(hearing.connection, letter.letter)
    assert (kept.key, kept.value, list(kept.headers)) == (None, None, [])
    assert letter.detail.startswith("950921 bytes")
    claimed = letter.event_type or ""
    assert claimed.isprintable()
    assert 0 < len(claimed) <= 500


async def test_a_parked_record_is_said_once_and_nothing_of_what_it_holds(
    hearing: Hearing,
) -> None:
    hearing.publisher.foreign.send(TOPIC, KEY, b"{secret", HEADERS)
    hearing.publisher.foreign.flush()
    with capture_logs() as lines:
        for _ in range(2):
            async with running(hearing.listener()):
                await hearing.parked(1)
                await hearing.caught_up()
            again = "update listener_marks set record_offset = -1, sequence = 0"
            hearing.connection.execute(again)
    (said,) = [line for line in lines if line["event"] == "record parked"]
    assert (said["topic"], said["offset"], said["reason"]) == (TOPIC, 0, "value-unreadable")
    assert said["event_type"] == FamilyRegisteredV1.TYPE
    assert "secret" not in str(said)
