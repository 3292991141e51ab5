"""Partitions of many keys at once are those that producers choose."""

import struct
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from kafka.partitioner.default import murmur2

from shared.messaging.listener.reading.placing import KEY_LENGTH, partitions_of

KEYS = st.lists(
    st.uuids().map(lambda given: str(given).encode())
    | st.binary(min_size=KEY_LENGTH, max_size=KEY_LENGTH),
    max_size=40,
)
EDGES = [b"\xff" * KEY_LENGTH, b"\0" * KEY_LENGTH, struct.pack("<9I", *[0x80000000] * 9)]


def by_producer(key: bytes, partitions: int) -> int:
    return int(murmur2(key) & 0x7FFFFFFF) % partitions


@given(KEYS, st.integers(1, 64))
def test_each_key_is_placed_where_a_producer_places_it(keys: list[bytes], partitions: int) -> None:
    all_keys = keys + EDGES
    wanted = [by_producer(key, partitions) for key in all_keys]
    assert partitions_of(all_keys, partitions) == wanted


def test_a_whole_batch_is_placed_alike() -> None:
    keys = [str(UUID(int=number * 7**30)).encode() for number in range(5_000)]
    assert partitions_of(keys, 6) == [by_producer(key, 6) for key in keys]
