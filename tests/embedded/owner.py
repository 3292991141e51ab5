"""A process that owns embedded servers: `owner.py <folder> <kind> …`, killed by the tests.

It says one line for each server: the guard's process id, the server's, and the address.
"""

import sys
import threading
from pathlib import Path

from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from hieuhoc.embedded.server import EmbeddedServer

KINDS: dict[str, type[EmbeddedServer]] = {"postgres": EmbeddedPostgres, "kafka": EmbeddedKafka}


def own(folder: Path, kinds: list[str]) -> None:
    servers = [KINDS[kind](folder / kind) for kind in kinds]
    for server in servers:
        starter = threading.Thread(target=server.start)  # the thread ends, the server must not
        starter.start()
        starter.join()
        process = server.process
        print(process.guard_pid, process.pid, server.address, flush=True)
    sys.stdin.read()
    for server in servers:
        server.stop()


if __name__ == "__main__":
    own(Path(sys.argv[1]), sys.argv[2:])
