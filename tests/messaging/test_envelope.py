"""What a record says of itself, and what may stand there instead."""

import json
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

import msgspec
import pytest

from shared.contracts.envelope import Stamp
from shared.contracts.examples.together import examples
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.eventstore.log.format import FORMAT
from shared.messaging.envelope import (
    LARGEST_SEQUENCE,
    Reason,
    Unreadable,
    decode_event,
    decode_headers,
    encode,
    format_of,
    has_its_identity,
    identity,
    source_of,
)

FAMILY = UUID("018f0000-0000-7000-8000-000000000001")
EVENT = FamilyRegisteredV1(family_id=FAMILY, place_id=FAMILY, registered_on=date(2022, 9, 1))
STAMP = Stamp(
    id=identity(FAMILY, 7, EVENT.TYPE),
    type=EVENT.TYPE,
    source=source_of("registry"),
    subject=str(FAMILY),
    time=datetime(2022, 9, 1, 12, 30, 15, 123456, UTC),
    sequence=7,
    log_id=str(FAMILY),
    traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
)


def headers(**changed: bytes | None) -> list[tuple[str, bytes | None]]:
    """Those of a good record, some of them changed; None here is a null on the wire."""
    good: dict[str, bytes | None] = dict(encode(EVENT, STAMP)[2])
    return list((good | changed).items())


def reason_of(given: list[tuple[str, bytes | None]] | None) -> Reason:
    with pytest.raises(Unreadable) as caught:
        decode_headers(given)
    return caught.value.reason


def test_what_is_written_is_read_back_equal() -> None:
    key, value, written = encode(EVENT, STAMP)
    assert key == str(FAMILY).encode()
    assert decode_headers(list(written)) == STAMP
    assert decode_event(STAMP.type, value) == EVENT


def test_a_record_is_cloudevents_in_binary_mode() -> None:
    written = dict(encode(EVENT, STAMP)[2])
    assert written["ce_specversion"] == b"1.0"
    assert written["ce_sequence"] == b"00000000000000000007"
    assert written["ce_dataschema"] == b"urn:hieuhoc:schema:" + EVENT.TYPE.encode()
    assert written["content-type"] == b"application/json"
    assert written["traceparent"].startswith(b"00-0af7")


def test_the_identity_is_the_same_each_time_and_another_in_another_log() -> None:
    other_log = UUID(int=5)
    assert identity(FAMILY, 7, EVENT.TYPE) == STAMP.id
    assert len({STAMP.id, identity(FAMILY, 8, EVENT.TYPE), identity(other_log, 7, EVENT.TYPE)}) == 3


@pytest.mark.parametrize(
    ("said", "found"),
    [(b"2", 2), (b"17", 17), (None, 1), (b"", 1), (b"two", 1), (b"\xb2", 1), (b"9" * 21, 1)],
)
def test_a_record_that_says_no_format_is_of_the_first(said: bytes | None, found: int) -> None:
    assert format_of(headers(ce_logformat=said)) == found


def test_what_is_written_is_of_the_format_of_this_code() -> None:
    assert format_of(encode(EVENT, STAMP)[2]) == FORMAT
    assert format_of([h for h in headers() if h[0] != "ce_logformat"]) == 1


def test_a_stamp_of_another_type_is_not_written() -> None:
    with pytest.raises(ValueError, match="place-ended"):
        encode(EVENT, Stamp("1", "vn.hieuhoc.registry.place-ended.v1", "", "", STAMP.time, 1, ""))


def test_a_record_without_headers_is_unreadable() -> None:
    assert reason_of(None) == Reason.HEADERS_MISSING
    assert reason_of([]) == Reason.HEADERS_MISSING


@pytest.mark.parametrize("name", ["ce_id", "ce_type", "ce_source", "ce_subject", "ce_time"])
def test_a_header_missing_empty_null_or_binary_is_unreadable(name: str) -> None:
    assert reason_of([h for h in headers() if h[0] != name]) == Reason.HEADERS_MISSING
    assert reason_of(headers(**{name: b""})) == Reason.HEADERS_MISSING
    assert reason_of(headers(**{name: None})) == Reason.HEADERS_MISSING
    assert reason_of(headers(**{name: b"\xff\xfe\x00"})) in (
        Reason.HEADER_NOT_TEXT,
        Reason.TIME_UNREADABLE,
    )


@pytest.mark.parametrize(
    "digits",
    [
        b"7",
        b"0" * 20,
        b"0000000000000000000x",
        b"-0000000000000000007",
        "٠".encode() * 10,
        b"99999999999999999999",
        b"%020d" % (LARGEST_SEQUENCE + 1),
        b"000000000000000000007",
    ],
)
def test_a_sequence_is_twenty_digits_that_a_row_can_hold(digits: bytes) -> None:
    assert reason_of(headers(ce_sequence=digits)) == Reason.SEQUENCE_UNREADABLE


def test_the_largest_sequence_is_read() -> None:
    largest = b"%020d" % LARGEST_SEQUENCE
    assert decode_headers(headers(ce_sequence=largest)).sequence == LARGEST_SEQUENCE


@pytest.mark.parametrize("time", [b"yesterday", b"2022-09-01T12:00:00", b"2022-13-01T00:00:00Z"])
def test_a_time_is_an_instant(time: bytes) -> None:
    assert reason_of(headers(ce_time=time)) == Reason.TIME_UNREADABLE


def test_another_version_or_content_is_not_guessed_at() -> None:
    assert reason_of(headers(ce_specversion=b"2.0")) == Reason.SPECVERSION_UNKNOWN
    assert reason_of(headers(**{"content-type": b"application/avro"})) == Reason.CONTENT_NOT_JSON


def test_what_is_only_for_tracing_never_makes_a_record_unreadable() -> None:
    assert decode_headers(headers(traceparent=b"\xff\xfe")).sequence == 7
    assert decode_headers([*headers(), ("x-other", b"\xff"), ("x-null", None)]) == STAMP


@pytest.mark.parametrize(
    "value", [None, b"", b"{", b"\xff\xfe", b"[]", b"{}", b'{"family_id": "x"}', b"[" * 100_000]
)
def test_a_value_that_is_not_the_event_is_unreadable(value: bytes | None) -> None:
    with pytest.raises(Unreadable, match="value-unreadable"):
        decode_event(EVENT.TYPE, value)


def test_a_type_from_the_future_is_unknown_not_unreadable() -> None:
    assert decode_event("vn.hieuhoc.registry.family-registered.v9", b"{}") is None


def test_fields_added_later_are_passed_over() -> None:
    value = encode(EVENT, STAMP)[1][:-1] + b',"added_later":{"a":[1]}}'
    assert decode_event(EVENT.TYPE, value) == EVENT


@pytest.mark.parametrize("number", [-5, 2**53, 2**63 - 1, 2**63, 10**30])
@pytest.mark.parametrize("field", ["attendances", "grants", "amount_dong"])
def test_a_number_that_a_sum_may_not_hold_is_stopped_at_reading(field: str, number: int) -> None:
    events = [event for event in examples().values() if hasattr(event, field)]
    assert events
    for event in events:
        good = msgspec.json.decode(msgspec.json.encode(event))
        assert decode_event(event.TYPE, msgspec.json.encode(good)) == event
        with pytest.raises(Unreadable, match="value-unreadable"):
            decode_event(event.TYPE, json.dumps({**good, field: number}).encode())


def test_the_identity_is_a_uuid_of_version_five() -> None:
    for position in range(200):
        asked = identity(FAMILY, position, EVENT.TYPE)
        assert asked == str(uuid5(FAMILY, f"{position}/{EVENT.TYPE}"))


def test_a_stamp_has_its_identity_only_with_its_own_log_sequence_and_type() -> None:
    assert has_its_identity(STAMP)
    for changed in ({"sequence": 8}, {"log_id": str(UUID(int=5))}, {"type": EVENT.TYPE + "x"}):
        assert not has_its_identity(msgspec.structs.replace(STAMP, **changed))


@pytest.mark.parametrize(
    "text",
    [
        b"x" * 950_000,
        b"00-aa-bb-01",
        STAMP.traceparent.upper().encode() if STAMP.traceparent else b"",
        f"{STAMP.traceparent}-more".encode(),
        f"{STAMP.traceparent}\n".encode(),
        b"00-00000000000000000000000000000000-b7ad6b7169203331-01",
    ],
)
def test_a_traceparent_is_kept_in_its_exact_form_only(text: bytes) -> None:
    assert decode_headers(headers(traceparent=text)).traceparent is None
