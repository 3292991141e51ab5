"""A command is there at once: of what the others need it imports nothing."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pkgutil import iter_modules

import pytest

from hieuhoc import commands
from hieuhoc.commands.root import COMMANDS, imported
from tests.hieuhoc.demo_process import environment
from tests.rollups.test_report_command import tan_binh
from tests.support.sources import ROOT

HEAVY = {
    "aiokafka",
    "babel",
    "confluent_kafka",
    "cryptography",
    "eventsourcing",
    "fastapi",
    "faststream",
    "joserfc",
    "kafka",
    "prometheus_client",
    "psycopg",
    "starlette",
    "uvicorn",
}
"""What services, brokers and databases are met by."""
RUNNING = """
import atexit, sys
sys.argv[0] = "hieuhoc"
atexit.register(lambda: print("imported", *sys.modules, file=sys.stderr))
from hieuhoc.__main__ import main
main()
"""
ASKED = ("report", "--place", "766", "--on", "2022-09-23", "--year", "2022")


def ran(*words: str, **told: str) -> tuple[str, set[str]]:
    """What a fresh interpreter printed that ran the command, and which packages it had then."""
    answer = subprocess.run(
        [sys.executable, "-c", RUNNING, *words],
        env=environment(PYTHONPATH=str(ROOT), **told),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    modules = answer.stderr.splitlines()[-1].split()[1:]
    return answer.stdout, {module.partition(".")[0] for module in modules}


class Counter(BaseHTTPRequestHandler):
    """Answers any question with the report of Tân Bình."""

    def do_GET(self) -> None:
        body = json.dumps(tan_binh({"place_code": "766", "on": "2022-09-23"})).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is said in between the tests."""


@contextmanager
def counter() -> Iterator[str]:
    """A running system, as far as a report asks it; its address."""
    with HTTPServer(("127.0.0.1", 0), Counter) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_help_of_all_commands_imports_none_of_them() -> None:
    printed, packages = ran("--help")
    assert all(name in printed for name in COMMANDS)
    assert packages & (HEAVY | {"services", "httpx2", "msgspec", "pydantic"}) == set()


def test_a_report_of_a_running_system_imports_nothing_that_runs_one() -> None:
    with counter() as address:
        printed, packages = ran(*ASKED, HIEUHOC_ROLLUPS=address, HIEUHOC_TOKEN="token")
    assert "58.234/64.536 (90,23%)" in printed
    assert packages & (HEAVY | {"rich"}) == set()  # pydantic is what Typer reads options by


def test_an_officer_who_brings_a_list_in_does_not_wait_for_the_registers_code() -> None:
    asking = "import hieuhoc.commands.importing, sys; print(*sys.modules)"
    printed = subprocess.check_output([sys.executable, "-c", asking], cwd=ROOT, text=True)
    packages = {module.partition(".")[0] for module in printed.split()}
    assert packages & HEAVY == set()
    assert "services.registry.importing.kinds" not in printed.split()


def test_what_asks_kafka_or_one_log_imports_no_service() -> None:
    asking = "import hieuhoc.commands.relay, hieuhoc.commands.topics, sys; print(*sys.modules)"
    printed = subprocess.check_output([sys.executable, "-c", asking], cwd=ROOT, text=True)
    assert {"fastapi", "faststream", "services.registry.main"} & set(printed.split()) == set()


def test_the_root_knows_every_command_there_is() -> None:
    """Those that say in their first line how they are called."""
    files = {module.name for module in iter_modules(commands.__path__)}
    said = set()
    for file in files:
        text = (ROOT / "hieuhoc" / "commands" / f"{file}.py").read_text(encoding="utf-8")
        first = text.partition("\n")[0]
        said |= {first.split()[1].strip("`:")} if first.startswith('"""`hieuhoc ') else set()
    assert said == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_root_says_of_a_command_what_it_says_of_itself(name: str) -> None:
    assert imported(name).help == COMMANDS[name].says
