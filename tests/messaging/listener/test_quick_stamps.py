"""The quick way through the headers says the same as the envelope, or nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.messaging.envelope import LOG_FORMAT, Unreadable, decode_headers
from shared.messaging.listener.reading.quick_stamps import quick_stamp
from tests.support.families import Family, family_named

HEADERS = Family(7, family_named("one"), family_named("hamlet")).encoded()[2]
NAMES = [name for name, _ in HEADERS] + ["traceparent", "other"]
ODD = [b"", b"1", b"\xff", b"0" * 20, b"9" * 20, b"2022-09-01T00:00:00", b"\xb2" * 20, None]


def test_a_record_as_relays_write_them_is_read_the_quick_way() -> None:
    assert quick_stamp(HEADERS) == decode_headers(HEADERS)


def test_a_traceparent_is_read_too() -> None:
    traced = [*HEADERS, ("traceparent", f"00-{'ab' * 16}-{'cd' * 8}-01".encode())]
    assert quick_stamp(traced) == decode_headers(traced)
    assert decode_headers(traced).traceparent is not None


@pytest.mark.parametrize("said", [None, b"1", b"3", b"02", b""])
def test_a_record_of_another_format_is_never_read_the_quick_way(said: bytes | None) -> None:
    others = [header for header in HEADERS if header[0] != LOG_FORMAT]
    assert quick_stamp(others if said is None else [*others, (LOG_FORMAT, said)]) is None
    assert quick_stamp([*others, ("other", b"2")]) is None


@given(st.sampled_from(NAMES), st.sampled_from(ODD) | st.binary(max_size=30), st.booleans())
@example("ce_time", b"2022-09-01T00:00:00", True)
def test_it_never_says_anything_else(name: str, value: bytes | None, kept: bool) -> None:
    changed = [(n, v) for n, v in HEADERS if n != name] + ([(name, value)] if kept else [])
    quick = quick_stamp(changed)
    try:
        assert quick in (None, decode_headers(changed))
    except Unreadable:
        assert quick is None
