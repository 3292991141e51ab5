"""Every command of the command line, in the containers that the page of compose names for it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import pytest

from hieuhoc.commands.root import COMMANDS, imported
from shared.telemetry.configuration import WRONG_CONFIGURATION
from shared.web.identity import Grant
from tests.composed.conftest import execute, held
from tests.composed.container import Container
from tests.composed.deployment import Deployment
from tests.composed.issuer import Issuer
from tests.composed.journey import PATIENCE, Walked
from tests.support.sources import ROOT
from tests.support.waiting import eventually

PAGE: Final = (ROOT / "docs" / "operate" / "compose.md").read_text(encoding="utf-8")
OPERATOR, OWNER, TOPICS = "operator", "operator-owner", "topics"
FORGE: Final = """
from confluent_kafka import Producer
from shared.telemetry.kafka import KafkaSettings
told = KafkaSettings()
producer = Producer({"bootstrap.servers": told.kafka, **told.kafka_login.for_librdkafka()})
producer.produce("funding.funds", b"nothing of ours", key=b"somebody")
assert producer.flush(60) == 0
"""
"""A record of nobody's, which listeners put aside."""


@dataclass(frozen=True)
class Call:
    """Of a command's words, the arguments that follow them, and how it ends; `says` is a part of
    what it prints. One that has nothing to act upon says so and ends with 1, or 2 for misuse."""

    words: str
    arguments: tuple[str, ...] = ()
    codes: tuple[int, ...] = (0,)
    says: str = ""
    container: str = OPERATOR


REFUSED: Final = (1, 2)
LISTS: Final = (
    "activities",
    "associations",
    "centre-sessions",
    "centres",
    "clans",
    "donations",
    "establishments",
    "families-with-members",
    "hamlets",
    "members",
    "population",
    "places",
    "reorganisation",
    "scholarships",
)
AT_ONCE: Final = (
    Call("demo", codes=REFUSED, says="HIEUHOC_FOLDER"),
    Call("report", ("--place=26983", "--on=2025-12-31", "--year=2025", "--title=family", "--json")),
    Call(
        "import families",
        ("no-such-file.xlsx", "--place=26983", "--on=2026-01-01"),
        REFUSED,
        "no-such-file.xlsx",
    ),
    *(
        Call(f"import {kind}", ("no-such-file.xlsx", "--place=26983"), REFUSED, "no-such-file.xlsx")
        for kind in LISTS
    ),
    Call("import list", ("--place=26983",)),
    Call("import show", ("00000000-0000-4000-8000-000000000001",), REFUSED),
    Call("import undo", ("00000000-0000-4000-8000-000000000001", "--yes"), REFUSED),
    Call("import undo", ("no-import", "--yes"), (2,), "no-import"),
    Call("import mend", ("00000000-0000-4000-8000-000000000001", "--yes"), REFUSED),
    Call("import template", ("families", "--out=/tmp/families.xlsx"), says="families.xlsx"),
    Call("import workbook", ("00000000-0000-4000-8000-000000000001",), REFUSED),
    Call("import places"),
    Call("places import"),
    Call("places show", ("26983",), says="Bảy Hiền"),
    Call("places history", ("26983",), says="Bảy Hiền"),
    Call("places reorganise", ("no-such-file.json",), REFUSED, "no-such-file.json"),
    Call("places cancel", ("123/NQ-HĐND",), REFUSED),
    Call("people affected", ("--from=2026-01-01", "--to=2026-01-02")),
    Call("topics plan", codes=(0, 1)),
    Call("topics check"),
    Call("topics check", ("--rights",), container=TOPICS),
    Call("topics apply", ("--rights",), container=TOPICS),
    Call("lag", says="rollups"),
    Call("dead-letters list", ("registry",), says="Nothing is parked."),
    Call("dead-letters show", ("registry", "4711"), REFUSED),
    Call("dead-letters redrive", ("recognition", "4711"), REFUSED),
    Call("dead-letters redrive", ("notifications", "4711"), REFUSED),
    Call("dead-letters discard", ("funding", "4711"), REFUSED),
    Call(
        "dead-letters accept",
        ("rollups", "cells", "registry.families/0", "--by", "who"),
        REFUSED,
        "is not paused",
    ),
    Call("dead-letters successor", ("rollups", "registry.families", str(uuid4())), REFUSED),
    Call("dead-letters facts list", ("registry",)),
    Call("dead-letters facts retry", ("registry", "places", "4711"), REFUSED),
    Call("dead-letters facts discard", ("registry", "places", "4711"), REFUSED),
    Call("relay withhold", ("registry", "1", "--reason=x", "--by=y"), REFUSED),
    Call("relay withheld", ("registry",)),
    Call("rebuild", ("rollups",), container=OWNER),
)


def leaves(command: Any, *line: str) -> Iterator[str]:
    below = getattr(command, "commands", {})
    if not below:
        yield " ".join(line)
    for name, each in below.items():
        yield from leaves(each, *line, name)


@pytest.fixture(scope="module")
def answers(deployment: Deployment, issuer: Issuer, walked: Walked) -> dict[Call, tuple[int, str]]:
    """What each ended with and said; some at a time, for each is a process that reads much code."""
    token = issuer.sign([Grant("system", None, "subtree")])

    def answer(call: Call) -> tuple[int, str]:
        spec = deployment.ours(call.container).spec
        environment = {**spec["environment"], "HIEUHOC_TOKEN": token}
        container = Container(call.container, {**spec, "environment": environment}, deployment.site)
        done = container.run(*call.words.split(), *call.arguments)
        return done.returncode, done.stdout + done.stderr

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(AT_ONCE, pool.map(answer, AT_ONCE), strict=True))


def test_every_command_is_called_here_and_named_on_the_page() -> None:
    known = {line for name in COMMANDS for line in leaves(imported(name), name)}
    assert {call.words for call in AT_ONCE} == known
    assert not [name for name in known if name.split()[0] not in PAGE]
    assert all(f"run --rm {name} " in PAGE for name in (OPERATOR, OWNER))


@pytest.mark.parametrize("call", AT_ONCE, ids=lambda call: f"{call.container} {call.words}")
def test_a_command_does_its_work_or_says_why_not(
    call: Call, answers: dict[Call, tuple[int, str]], told: dict[str, str]
) -> None:
    code, said = answers[call]
    assert "Traceback" not in said, said
    assert "configuration" not in said, said
    assert not held(told, said)
    assert code in call.codes, said
    assert call.says in said


def test_a_rebuild_by_who_does_not_own_the_tables_says_who_does(deployment: Deployment) -> None:
    """Alone, for two rebuilds at once are refused before that."""
    done = deployment.ours(OPERATOR).run("rebuild", "rollups")
    assert done.returncode == WRONG_CONFIGURATION, done.stderr
    assert OWNER in done.stderr


def test_a_record_that_was_put_aside_is_listed_shown_tried_and_discarded(
    deployment: Deployment,
) -> None:
    execute(deployment, "funding-worker", "python", "-c", FORGE)
    operator = deployment.ours(OPERATOR)

    def letters() -> list[str]:
        listed = operator.run("dead-letters", "list", "rollups").stdout.splitlines()
        return [line.split()[0] for line in listed if line.split()[0].isdigit()]

    (letter,) = eventually(letters, PATIENCE, "the letter")
    assert "nothing of ours" in operator.run("dead-letters", "show", "rollups", letter).stdout
    assert operator.run("dead-letters", "redrive", "rollups", letter).returncode == 1
    assert operator.run("dead-letters", "discard", "rollups", letter).returncode == 0
    assert letters() == []
