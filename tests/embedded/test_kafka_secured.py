"""The embedded broker with logins: who is let in and what is kept; and the open one stays open."""

from pathlib import Path

import pytest

from hieuhoc.commands.users import wanted
from hieuhoc.embedded.kafka import EmbeddedKafka
from shared.messaging import topics, users
from shared.messaging.brokers import Brokers, KafkaRefuses
from shared.telemetry.kafka import Login
from tests.messaging.secured import asking
from tests.support.secured_kafka import ADMINISTRATOR, SecuredKafka

PASSWORDS = {ADMINISTRATOR: "mat-khau-quan-tri", "registry": "mat-khau-dang-ky"}


def test_logins_rights_and_records_outlive_a_restart(place: Path) -> None:
    kafka = SecuredKafka(place, PASSWORDS)
    try:
        kafka.start()
        topics.apply(kafka.brokers(ADMINISTRATOR))
        users.apply(kafka.brokers(ADMINISTRATOR), wanted((), (), ""), {})
        assert asking.writes(kafka.brokers("registry"), "registry.places") is None
        kafka.restart()
        assert asking.reads(kafka.brokers("registry"), "registry.places", "registry.again") is None
        with pytest.raises(KafkaRefuses, match="refuses the login"):
            topics.plan(Brokers(kafka.bootstrap, login=stranger(kafka)))
        assert not asking.gets_in(Brokers(kafka.bootstrap))
    finally:
        kafka.stop()


def stranger(kafka: SecuredKafka) -> Login:
    """Somebody with a good password who is nobody's user."""
    return Login("SASL_PLAINTEXT", user="nobody", password=kafka.login("registry").password)


def test_its_files_are_read_by_its_owner_only(place: Path) -> None:
    kafka = SecuredKafka(place, PASSWORDS)
    kafka._write_properties()
    for name in ("server.properties", "keystore.pem"):
        assert (kafka.folder / name).stat().st_mode & 0o077 == 0


def test_the_open_broker_is_on_this_machine_only(place: Path) -> None:
    kafka = EmbeddedKafka(place)
    kafka._write_properties()
    text = (kafka.folder / "server.properties").read_text()
    [listeners] = [line for line in text.splitlines() if line.startswith("listeners=")]
    assert all("://127.0.0.1:" in each for each in listeners.split(","))
