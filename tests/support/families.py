"""A tiny service that publishes families and a tiny projection that counts them.

Both keep every event, so that a test can recount: what was published against what was applied.
A family may be registered again and again here: so that one subject has an order to keep.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import psycopg

from shared.contracts.envelope import Contract, Stamp
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.eventstore.read_models import OfOthersEvents
from shared.messaging.envelope import Encoded, encode, identity, source_of
from shared.messaging.heard import Heard
from tests.support.foreign import Foreign

TOPIC = FamilyRegisteredV1.TOPIC
LOG_ID = UUID("018f0000-0000-7000-8000-000000000001")
POISON = uuid5(LOG_ID, "poison")
"""A hamlet whose families the database refuses, until `cure`."""

TABLES = f"""
create table families_by_place (place_id uuid primary key, families bigint not null,
    constraint no_poison check (place_id <> '{POISON}'));
create table heard (number bigint generated always as identity, family_id uuid, sequence bigint);
"""
CURE = "alter table families_by_place drop constraint no_poison"

_KEEP = "insert into heard (family_id, sequence) select * from unnest(%s::uuid[], %s::bigint[])"
_COUNT = """insert into families_by_place as there select * from unnest(%s::uuid[], %s::bigint[])
on conflict (place_id) do update set families = there.families + excluded.families"""


class FamiliesByPlace(OfOthersEvents):
    """The projection: a count per place, and every event in the order it was applied. Its tables
    are of no version."""

    name = "families"
    version = 1
    hears: tuple[type[Contract], ...] = (FamilyRegisteredV1,)
    tables = ()

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        events = [heard.event for heard in batch if isinstance(heard.event, FamilyRegisteredV1)]
        counts = sorted(Counter(event.place_id for event in events).items())
        kept = [[event.family_id for event in events], [heard.stamp.sequence for heard in batch]]
        cursor.execute(_KEEP, kept)
        cursor.execute(_COUNT, [[place for place, _ in counts], [n for _, n in counts]])

    def applied(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> set[str]:
        asked = [heard.stamp.sequence for heard in batch]
        query = "select family_id, sequence from heard where sequence = any(%s)"
        there = set(cursor.execute(query, (asked,)).fetchall())
        return {h.stamp.id for h in batch if (h.event.subject, h.stamp.sequence) in there}


@dataclass(frozen=True)
class Family:
    """An event as it was published."""

    sequence: int
    family_id: UUID
    place_id: UUID
    log_id: UUID = LOG_ID

    def event(self) -> FamilyRegisteredV1:
        return FamilyRegisteredV1(
            family_id=self.family_id, place_id=self.place_id, registered_on=date(2022, 9, 1)
        )

    def stamp(self) -> Stamp:
        return Stamp(
            id=identity(self.log_id, self.sequence, FamilyRegisteredV1.TYPE),
            type=FamilyRegisteredV1.TYPE,
            source=source_of("registry"),
            subject=str(self.family_id),
            time=datetime(2022, 9, 1, tzinfo=UTC) + timedelta(seconds=self.sequence),
            sequence=self.sequence,
            log_id=str(self.log_id),
        )

    def encoded(self) -> Encoded:
        return encode(self.event(), self.stamp())


class Publisher:
    """The service: its log is `families`. Positions have holes, as real ones do."""

    def __init__(self, bootstrap: str, prefix: str) -> None:
        self.foreign = Foreign(bootstrap, prefix)
        self.families: list[Family] = []

    def register(self, number: int, subjects: int = 50, hamlets: int = 7) -> list[Family]:
        """Publishes so many events, of so many families in turn."""
        begin = len(self.families)
        new = [
            Family(2 * n + 1, family_named(n % subjects), uuid5(LOG_ID, f"hamlet {n % hamlets}"))
            for n in range(begin, begin + number)
        ]
        self.families += new
        self.send(new)
        return new

    def register_one(self, family_id: UUID, place_id: UUID) -> Family:
        family = Family(2 * len(self.families) + 1, family_id, place_id)
        self.families.append(family)
        self.send([family])
        return family

    def send(self, families: Iterable[Family]) -> None:
        """Again, if they were sent before: the same records."""
        for family in families:
            self.foreign.send(TOPIC, *family.encoded())
        self.foreign.flush()


def family_named(name: object) -> UUID:
    return uuid5(LOG_ID, f"family {name}")


def counted(connection: psycopg.Connection) -> dict[UUID, int]:
    return dict(connection.execute("select place_id, families from families_by_place"))


def applied(connection: psycopg.Connection) -> list[tuple[UUID, int]]:
    return connection.execute("select family_id, sequence from heard order by number").fetchall()


def assert_equal_to_recount(connection: psycopg.Connection, families: Sequence[Family]) -> None:
    """Nothing lost, nothing doubled, order per subject, and the table equals a recount."""
    heard = applied(connection)
    assert sorted(sequence for _, sequence in heard) == sorted(f.sequence for f in families)
    last: dict[UUID, int] = {}
    for family_id, sequence in heard:
        assert last.get(family_id, 0) < sequence, "a subject's events out of order"
        last[family_id] = sequence
    assert counted(connection) == Counter(family.place_id for family in families)
