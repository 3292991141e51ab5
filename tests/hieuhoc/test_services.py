"""What commands of the command line run of a service: what it hears with, and its application."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import psycopg
import pytest

from hieuhoc.commands import services
from shared.contracts.envelope import Contract
from shared.contracts.recognition import TitleRecognisedV1
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.messaging.heard import Heard
from shared.messaging.listener import Reaction
from tests.support.databases import Databases
from tests.support.land import HAMLET
from tests.support.stamps import log_of, stamp_of

NOON, DAY = datetime(2022, 11, 24, 5, tzinfo=UTC), date(2022, 11, 24)
FAMILY: UUID = uuid4()
REGISTERED = FamilyRegisteredV1(family_id=FAMILY, place_id=HAMLET, registered_on=DAY)
RECOGNISED = TitleRecognisedV1(
    candidacy_id=uuid4(),
    bearer_kind="family",
    bearer_id=FAMILY,
    title="family",
    title_year=2022,
    place_id=HAMLET,
    decided_on=DAY,
    decision_number="123/QĐ-UBND",
)


def environment(service: str, dsn: str, folder: Path) -> Mapping[str, str]:
    return {
        f"{service.upper()}_DATABASE": dsn,
        "NOTIFICATIONS_FOLDER": str(folder),
        "HIEUHOC_KAFKA": "127.0.0.1:1",
        "HIEUHOC_IDENTITY_ISSUER": "https://identity.example",
        "HIEUHOC_IDENTITY_KEYS": '{"keys": []}',
    }


@pytest.fixture
def database(databases: Databases, service: str) -> Iterator[str]:
    """With all tables of the service that hears."""
    with databases.migrated(service) as dsn:
        yield dsn


@pytest.mark.parametrize(
    ("service", "event", "recorded"),
    [
        ("recognition", REGISTERED, "recognition.bearer-heard.v1"),
        ("notifications", RECOGNISED, "notifications.delivery-requested.v1"),
    ],
)
async def test_an_event_is_heard_once_more_on_the_log_that_the_environment_names(
    service: str,
    event: Contract,
    recorded: str,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment(service, database, tmp_path).items():
        monkeypatch.setenv(name, value)
    stamp = stamp_of(event, 1, log_of("registry"), NOON)
    reaction = cast(Reaction, services.listeners(service)[0])
    async with services.transactions(service) as transactions:
        assert await transactions.hear(reaction.commands(Heard(event, stamp)), [])
    with psycopg.connect(database) as connection:
        found = connection.execute("select distinct type from log").fetchall()
    assert found == [(recorded,)]
