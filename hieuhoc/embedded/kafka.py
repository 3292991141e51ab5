"""A real Apache Kafka in a folder: KRaft, one node, on 127.0.0.1 only."""

import base64
import secrets
import signal
import socket
import struct
from pathlib import Path

from hieuhoc.embedded import kafka_java
from hieuhoc.embedded.folder import HeldFolder, kept_port
from hieuhoc.embedded.process import Launch, ServerProcess

LARGEST_RECORD = 8 * 1024 * 1024

# A short broker session: after SIGKILL the old registration must expire before the broker is back.
# A small cleaner buffer: with the default one this heap is too small, and the broker dies silently.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
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


class EmbeddedKafka:
    """One broker in one folder; records, groups and the address outlive a restart.

    Raises FolderInUse when another running hieuhoc holds the folder.
    """

    def __init__(self, folder: Path) -> None:
        self._held = HeldFolder(folder)
        self._folder = self._held.path
        self._process: ServerProcess | None = None
        self.bootstrap = ""

    @property
    def process(self) -> ServerProcess:
        """The broker, for tests that look at it."""
        assert self._process is not None, "the broker was not started"
        return self._process

    def start(self, within: float = 60.0) -> str:
        """The bootstrap address, once the broker takes part in its cluster."""
        return self._hold_and_start(within, archive_to=None)

    def start_archiving(self, archive: Path, within: float = 60.0) -> str:
        """As start; when it stops, the classes it loaded are written to this archive."""
        return self._hold_and_start(within, archive)

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()
        self._held.let_go()

    def kill(self) -> None:
        """SIGKILL, as a power cut does."""
        self.process.kill()
        self._held.let_go()

    def freeze(self) -> None:
        """Takes connections, answers nothing."""
        self.process.send(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send(signal.SIGCONT)

    def restart(self) -> str:
        """The same address as before."""
        self.stop()
        return self.start()

    def _hold_and_start(self, within: float, archive_to: Path | None) -> str:
        self._held.hold()
        try:
            return self._start(within, archive_to)
        except BaseException:
            self._held.let_go()
            raise

    def _start(self, within: float, archive_to: Path | None) -> str:
        port = self._write_properties()
        if not (self._data / "meta.properties").exists():
            self._format()
        launch = Launch(
            kafka_java.command("kafka.Kafka", str(self._properties), archive_to=archive_to),
            self._folder / "kafka.log",
            signal.SIGTERM,
            self._held.server_lock,
        )
        self._process = ServerProcess(launch)
        self._process.wait_until(lambda: has_a_broker(port), within)
        self.bootstrap = f"127.0.0.1:{port}"
        return self.bootstrap

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _properties(self) -> Path:
        return self._folder / "server.properties"

    def _write_properties(self) -> int:
        port = kept_port(self._folder / "port")
        controller = kept_port(self._folder / "controller-port")
        facts = {"port": port, "controller": controller}
        text = PROPERTIES.format(data=self._data, largest=LARGEST_RECORD, **facts)
        self._properties.write_text(text)
        return port

    def _format(self) -> None:
        # A cluster id beginning with "-" would be read as an option.
        cluster = base64.urlsafe_b64encode(b"hh" + secrets.token_bytes(14)).decode().rstrip("=")
        facts = ("format", "-t", cluster, "-c", str(self._properties))
        kafka_java.run("kafka.tools.StorageTool", *facts)


METADATA_KEY, METADATA_VERSION = 3, 1


def has_a_broker(port: int) -> bool:
    """Whether the cluster counts a broker that is in service (the port opens earlier than that)."""
    # Key, version, correlation id, client id, and an array of no topics.
    body = struct.pack(">hhih2si", METADATA_KEY, METADATA_VERSION, 1, 2, b"hh", 0)
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(struct.pack(">i", len(body)) + body)
            answer = connection.makefile("rb").read(12)
    except OSError:
        return False
    if len(answer) < struct.calcsize(">iii"):
        return False
    _length, _correlation, brokers = struct.unpack(">iii", answer)
    return bool(brokers > 0)
