"""Records by others than the topic's owner, or damaged ones: parked or ignored, one by one."""

import pytest

from tests.support.families import TOPIC, Family, family_named
from tests.support.foreign import Headers
from tests.support.hearing import Hearing, running

# Between the first thirty and the next: where the owner leaves a hole.
STRANGER = Family(60, family_named("stranger"), family_named("nowhere"))
KEY, VALUE, HEADERS = STRANGER.encoded()
ABOVE_BIGINT = b"99999999999999999999"


def changed(name: str, value: bytes | None) -> Headers:
    return [(key, value if key == name else kept) for key, kept in HEADERS]


PARKED: dict[str, tuple[bytes | None, bytes | None, Headers]] = {
    "headers-missing": (KEY, VALUE, []),
    "header-not-text": (KEY, VALUE, changed("ce_id", b"\xff\xfe\x00")),
    "headers-missing of None": (KEY, VALUE, changed("ce_type", None)),
    "foreign-source": (KEY, VALUE, changed("ce_source", b"urn:hieuhoc:funding")),
    "sequence-unreadable": (KEY, VALUE, changed("ce_sequence", b"1")),
    "sequence-unreadable above bigint": (KEY, VALUE, changed("ce_sequence", ABOVE_BIGINT)),
    "value-unreadable": (KEY, b"{not json", HEADERS),
    "value-unreadable of None": (KEY, None, HEADERS),
    "value-unreadable without key": (None, b"\xff", HEADERS),
    "headers-missing of 5 MB": (None, b"x" * 5_000_000, []),
    "headers-missing of nothing": (None, None, []),
}


@pytest.mark.parametrize("why", PARKED)
async def test_a_bad_record_is_parked_and_the_others_are_heard(hearing: Hearing, why: str) -> None:
    hearing.publisher.register(30)
    async with running(hearing.listener()):
        hearing.publisher.foreign.send(TOPIC, *PARKED[why])
        hearing.publisher.foreign.flush()
        hearing.publisher.register(30)
        await hearing.caught_up()
        await hearing.parked(1)
    hearing.all_applied()
    assert hearing.reasons() == [why.partition(" ")[0]]


async def test_an_unknown_type_is_ignored(hearing: Hearing) -> None:
    unknown = changed("ce_type", b"vn.hieuhoc.registry.family-moved.v9")
    hearing.publisher.register(30)
    async with running(hearing.listener()):
        hearing.publisher.foreign.send(TOPIC, KEY, b"\xff", unknown)
        hearing.publisher.register(30)
        await hearing.caught_up()
    hearing.all_applied()
    assert hearing.reasons() == []


async def test_a_foreign_sequence_does_not_silence_the_owner(hearing: Hearing) -> None:
    forged = [
        *changed("ce_source", b"urn:hieuhoc:funding")[:-1],
        ("ce_sequence", b"09223372036854775807"),
    ]
    async with running(hearing.listener()):
        for number in range(40):
            hearing.publisher.foreign.send(TOPIC, b"%d" % number, VALUE, forged)
        hearing.publisher.register(60)
        await hearing.heard(60)
        await hearing.parked(40)
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
