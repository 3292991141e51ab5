"""The log as a recorder of the `eventsourcing` library: its own test cases, on ours.

Run here: AggregateRecorderTestCase (on the snapshots), ApplicationRecorderTestCase,
TrackingRecorderTestCase, ProcessRecorderTestCase, NonInterleavingNotificationIDsBaseCase and
InfrastructureFactoryTestCase (on the log).

Not run, and why:
- every `test_performance` and `test_concurrent_throughput`: they print a figure and assert none;
  `benchmarks/append.py` measures;
- AggregateRecorderTestCase on the log: it wants no positions in answer, which only its recorders
  without a notification log can promise;
- the factory's cases about ciphers: see library_cases.py;
- TranscoderTestCase: our facts are written by msgspec, not by a transcoder;
- the DCB cases: not for this product.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

import pytest
from eventsourcing.application import Application as LibraryApplication
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    ProcessRecorder,
    TrackingRecorder,
)
from eventsourcing.utils import Environment

from shared.eventstore.appending.units import Won
from shared.eventstore.library.database import Database
from shared.eventstore.library.recorder import LogFactory, LogRecorder, SnapshotRecorder
from shared.eventstore.mapper import FactMapper
from shared.eventstore.store import Store
from tests.eventstore.building import fact, unit
from tests.eventstore.library_cases import cases
from tests.support.sample import FACTS
from tests.support.waiting import eventually

ENVIRONMENT = {"PERSISTENCE_MODULE": "shared.eventstore.library.recorder"}


class OnOurLog:
    """Gives a case of the library (they are unittest's) the database of each test."""

    database: Database
    dsn: str

    @pytest.fixture(autouse=True)
    def _log(self, log_dsn: str) -> Iterator[None]:
        self.dsn, self.database = log_dsn, Database(log_dsn)
        yield
        self.database.close()

    def create_recorder(self) -> LogRecorder:
        return LogRecorder(self.database)


class TestSnapshots(OnOurLog, cases.AggregateRecorderTestCase):
    test_performance = cast(Any, None)

    def create_recorder(self) -> AggregateRecorder:  # type: ignore[override]  # of snapshots
        return SnapshotRecorder(self.database)


class TestApplicationRecorder(OnOurLog, cases.ApplicationRecorderTestCase[LogRecorder]):
    test_performance = cast(Any, None)
    test_concurrent_throughput = cast(Any, None)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestTracking(OnOurLog, cases.TrackingRecorderTestCase):
    pass


class TestProcessRecorder(OnOurLog, cases.ProcessRecorderTestCase):
    test_performance = cast(Any, None)


class TestNonInterleavingPositions(OnOurLog, cases.NonInterleavingNotificationIDsBaseCase):
    pass


class OtherRecorder(LogRecorder):
    """Named to the factory."""


class TestFactory(OnOurLog, cases.InfrastructureFactoryTestCase[LogFactory]):
    test_mapper_with_cipher = cast(Any, None)
    test_mapper_with_cipher_and_compressor = cast(Any, None)
    test_mapper_with_wrong_cipher_key = cast(Any, None)

    def setUp(self) -> None:
        self.env = Environment("App", {**ENVIRONMENT, "APP_DATABASE": self.dsn})
        super().setUp()

    def expected_factory_class(self) -> type[LogFactory]:
        return LogFactory

    def expected_aggregate_recorder_class(self) -> type[AggregateRecorder]:
        return LogRecorder

    def expected_application_recorder_class(self) -> type[ApplicationRecorder]:
        return LogRecorder

    def expected_tracking_recorder_class(self) -> type[TrackingRecorder]:
        return LogRecorder

    def tracking_recorder_subclass(self) -> type[TrackingRecorder]:
        return OtherRecorder

    def expected_process_recorder_class(self) -> type[ProcessRecorder]:
        return LogRecorder


class Dog(Aggregate):
    """The library's own way of writing an aggregate."""

    @event("Registered")
    def __init__(self, name: str) -> None:
        self.name = name
        self.tricks: list[str] = []

    @event("TrickAdded")
    def add_trick(self, trick: str) -> None:
        self.tricks.append(trick)


class School(LibraryApplication[UUID]):
    is_snapshotting_enabled = True
    snapshotting_intervals: ClassVar[Any] = {Dog: 5}


# "y" would lose events with the library's own recorder; ours has no such switch.
@pytest.fixture(params=["", "y"])
def school(log_dsn: str, request: pytest.FixtureRequest) -> Iterator[School]:
    settings = {"DATABASE": log_dsn, "POSTGRES_ENABLE_DB_FUNCTIONS": request.param}
    with School({**ENVIRONMENT, **settings}) as application:
        yield application


def test_an_application_of_the_library_works_on_our_log(school: School) -> None:
    dog = Dog("Mực")
    for n in range(12):
        dog.add_trick(f"trick {n}")
        school.save(dog)
    copy: Dog = school.repository.get(dog.id)
    assert copy.tricks == dog.tricks
    assert school.snapshots is not None
    snapshots = school.snapshots.recorder.select_events(dog.id)
    assert [snapshot.originator_version for snapshot in snapshots] == [5, 10]
    assert [n.id for n in school.notification_log.select(5, 9)] == list(range(5, 14))


async def test_its_events_and_our_facts_share_one_order(school: School, store: Store) -> None:
    school.save(Dog("Vện"))
    assert await store.appender.submit(unit(fact(uuid4(), 1))) == Won(range(2, 3))
    school.save(Dog("Vàng"))
    assert [n.id for n in school.notification_log.select(1, 9)] == [1, 2, 3]


class Shelving(LibraryApplication[UUID]):
    def construct_mapper(self) -> Any:
        return FactMapper(FACTS)


async def test_our_facts_can_be_read_through_the_library(log_dsn: str, store: Store) -> None:
    stream = uuid4()
    await store.appender.submit(unit(fact(stream, 1), fact(stream, 2)))
    with Shelving({**ENVIRONMENT, "DATABASE": log_dsn}) as shelving:
        assert list(shelving.events.get(stream)) == await store.history(stream)


def test_a_subscription_goes_on_after_its_connection_was_lost(
    log_dsn: str, database_connection: Any
) -> None:
    with School({**ENVIRONMENT, "DATABASE": log_dsn}) as school:
        school.save(Dog("Mực"))
        with school.recorder.subscribe() as subscription:
            assert next(subscription).id == 1
            kill = (
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where application_name = 'subscription'"
            )
            eventually(lambda: database_connection.execute(kill).fetchall())
            school.save(Dog("Vện"))
            assert next(subscription).id == 2


def test_a_factory_without_a_database_says_so() -> None:
    with pytest.raises(OSError, match="DATABASE is missing"):
        InfrastructureFactory.construct(Environment("App", ENVIRONMENT))
