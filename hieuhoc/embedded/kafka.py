"""A real Apache Kafka in a folder: KRaft, one node, on 127.0.0.1 only."""

import base64
import secrets
import signal
import socket
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

from hieuhoc.embedded import kafka_java
from hieuhoc.embedded.folder import keep, kept_port
from hieuhoc.embedded.process import Launch
from hieuhoc.embedded.server import EmbeddedServer

# Inside the server's folder, where Java runs, and never spelled out to it: it reads these files as
# ISO-8859-1, a comma divides a list of folders, and `${}` is filled in.
DATA = "data"
PROPERTIES_FILE = "server.properties"
LARGEST_RECORD = 8 * 1024 * 1024

# A short broker session: after SIGKILL the old registration must expire before the broker is back.
# A small cleaner buffer: with the default one this heap is too small, and the broker dies silently.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
log.dirs={data}
message.max.bytes={largest}
replica.fetch.max.bytes={largest}
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
log.cleaner.threads=1
log.cleaner.dedupe.buffer.size=8388608
broker.session.timeout.ms=1000
broker.heartbeat.interval.ms=200
"""

# Nobody is asked who he is: whoever reaches this port may write. So it is on 127.0.0.1, for the
# laptop edition and for tests; those of a Kafka with logins have the other kind (tests/support).
OPEN = """\
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
"""


class EmbeddedKafka(EmbeddedServer):
    """`start` answers with the bootstrap address. Records, groups and the address are kept.

    `java_options` come on top of our own.
    """

    def __init__(self, folder: Path, java_options: Sequence[str] = ()) -> None:
        super().__init__(folder)
        self._data = self.folder / DATA
        self._java_options = java_options
        self._port = 0

    @property
    def bootstrap(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def address(self) -> str:
        return self.bootstrap

    def _prepare(self) -> Launch:
        self._write_properties()
        if not (self._data / "meta.properties").exists():
            self._format()
        broker = kafka_java.command("kafka.Kafka", PROPERTIES_FILE, java=self._java_options)
        return Launch(broker, self.folder / "kafka.log", signal.SIGTERM, self.folder)

    def _answers(self) -> bool:
        return is_ready(self._port)

    def _write_properties(self) -> None:
        self._port = kept_port(self.folder / "port")
        controller = kept_port(self.folder / "controller-port")
        facts = {"port": self._port, "controller": controller}
        text = PROPERTIES.format(data=DATA, largest=LARGEST_RECORD, **facts)
        keep(self.folder / PROPERTIES_FILE, text + self._listeners(facts))

    def _listeners(self, ports: Mapping[str, int]) -> str:
        """The properties that say where clients come in, and who they must be."""
        return OPEN.format(**ports)

    def _first_users(self) -> list[str]:
        """Words of the formatting that make users."""
        return []

    def _format(self) -> None:
        # A cluster id beginning with "-" would be read as an option.
        cluster = base64.urlsafe_b64encode(b"hh" + secrets.token_bytes(14)).decode().rstrip("=")
        words = ["format", "-t", cluster, "-c", PROPERTIES_FILE, *self._first_users()]
        kafka_java.run(kafka_java.command("kafka.tools.StorageTool", *words), self.folder)


def is_ready(port: int) -> bool:
    """Whether the cluster counts a broker in service (its port opens earlier than that), and one
    that coordinates groups: asking for it makes Kafka's own topic of offsets, which would keep the
    first reader waiting for three seconds.
    """
    no_topics = struct.pack(">i", 0)
    any_group = struct.pack(">h7s", 7, b"hieuhoc")
    try:
        _correlation, brokers = struct.unpack(">ii", ask(port, METADATA, no_topics)[:8])
        _correlation, error = struct.unpack(">ih", ask(port, FIND_COORDINATOR, any_group)[:6])
    except (OSError, struct.error):
        return False
    return bool(brokers > 0 and error == 0)


METADATA, FIND_COORDINATOR = (3, 1), (10, 0)


def ask(port: int, api: tuple[int, int], body: bytes) -> bytes:
    """The answer to one request (key and version) of Kafka's protocol."""
    correlation, client = 1, b"hieuhoc"
    request = struct.pack(">hhih7s", *api, correlation, len(client), client) + body
    with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        connection.sendall(struct.pack(">i", len(request)) + request)
        with connection.makefile("rb") as answer:
            (length,) = struct.unpack(">i", answer.read(4))
            return answer.read(length)
