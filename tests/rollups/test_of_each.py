"""A member is counted of the host, with which it is allocated: what an event says of several hosts
is said of each apart, and adds up to the same."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
from hypothesis import given
from hypothesis import strategies as any_

from services.rollups.inbox.cells import of_each
from services.rollups.measures.counting import contributions
from services.rollups.views import contributions as written
from services.rollups.views.tables import LIVE
from shared.contracts.envelope import Contract
from shared.contracts.registry.memberships import (
    MembershipCorrectedV1,
    MembershipMovedV1,
    MembershipSpell,
)
from tests.rollups.events import heard
from tests.rollups.test_api import hear

HOSTS, PLACES = [uuid4() for _ in range(3)], [uuid4() for _ in range(2)]
DAYS = [date(2025, 7, 1) + timedelta(days=n) for n in range(6)]


def spells(said: list[tuple[UUID, UUID, date]]) -> tuple[MembershipSpell, ...]:
    found = sorted(said, key=lambda each: each[2])
    ends: list[date | None] = [day for _, _, day in found[1:]]
    return tuple(
        MembershipSpell(place_id=at, host_kind="school", host_id=host, since=day, until=until)
        for (host, at, day), until in zip(found, [*ends, None], strict=False)
    )


SPELLS = any_.lists(
    any_.tuples(any_.sampled_from(HOSTS), any_.sampled_from(PLACES), any_.sampled_from(DAYS)),
    max_size=4,
    unique_by=lambda each: each[2],
).map(spells)


def summed(*events: Contract) -> Counter[tuple[str, str, UUID, date]]:
    sums: Counter[tuple[str, str, UUID, date]] = Counter()
    for event in events:
        for measure, dimensions, place_id, day, value in contributions(event):
            sums[measure, dimensions, place_id, day] += value
    return Counter({cell: value for cell, value in sums.items() if value})


def test_an_event_that_is_said_of_two_hosts_is_one_event_to_a_recount(migrated: str) -> None:
    """Else a rebuild would not be switched to."""
    here, there = ((HOSTS[n], PLACES[n], DAYS[n]) for n in (0, 1))
    moved = MembershipMovedV1(
        membership_id=uuid4(),
        place_id=PLACES[1],
        host_kind="school",
        host_id=HOSTS[1],
        moved_on=DAYS[1],
        was=spells([here]),
        now=spells([here, there]),
    )
    hear(migrated, [heard(moved, 7)])
    with psycopg.connect(migrated) as connection:
        assert connection.execute(written.events(LIVE).encode()).fetchone() == (1,)


@given(SPELLS, SPELLS)
def test_what_is_said_of_each_host_adds_up_to_what_is_said_of_all(
    was: tuple[MembershipSpell, ...], now: tuple[MembershipSpell, ...]
) -> None:
    event = MembershipCorrectedV1(
        membership_id=uuid4(),
        place_id=PLACES[0],
        host_kind="school",
        host_id=(now or was)[-1].host_id if now or was else HOSTS[0],
        joined_on=DAYS[0],
        was=was,
        now=now,
    )
    parts = dict(of_each(event))
    assert summed(*parts.values()) == summed(event)
    assert parts.keys() == {each.host_id for each in (*was, *now)} | {event.host_id}
    for host_id, part in parts.items():
        assert isinstance(part, MembershipCorrectedV1)
        assert {each.host_id for each in (*part.was, *part.now)} <= {host_id}
