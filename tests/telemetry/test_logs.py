"""Lines of JSON that say what happened, and do not say it for ever."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog

from shared.telemetry.logs import BURST, WINDOW, RepeatedLines, configure, logger


class Page:
    """What was logged."""

    def __init__(self) -> None:
        self.text = StringIO()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.getvalue().splitlines()]


@pytest.fixture
def page() -> Iterator[Page]:
    root = logging.getLogger()
    handlers, level, before = list(root.handlers), root.level, structlog.get_config()
    page = Page()
    configure("registry", page.text)
    yield page
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**before)


def test_an_event_is_a_line_of_json_with_its_fields(page: Page) -> None:
    logger("a.room").info("family registered", family_id="f-1")
    line = page.lines[0]
    assert (line["event"], line["family_id"]) == ("family registered", "f-1")
    assert (line["service"], line["level"], line["logger"]) == ("registry", "info", "a.room")
    assert line["timestamp"].endswith("Z")


def test_a_line_says_which_conversation_it_belongs_to(page: Page) -> None:
    with structlog.contextvars.bound_contextvars(correlation_id="c-1"):
        logger("a.room").info("heard")
        logging.getLogger("a.library").warning("foreign %s", "words")
    assert [line["correlation_id"] for line in page.lines] == ["c-1", "c-1"]
    assert page.lines[1]["event"] == "foreign words"


def test_vietnamese_stays_readable(page: Page) -> None:
    logger("a.room").info("imported", kind="gia đình")
    assert "gia đình" in page.text.getvalue()


def test_a_fault_is_one_line_with_its_story(page: Page) -> None:
    try:
        raise RuntimeError("the ceiling came down")
    except RuntimeError:
        logger("a.room").exception("request failed")
    assert len(page.lines) == 1
    assert "the ceiling came down" in page.lines[0]["exception"]


def test_a_line_repeated_many_times_is_written_a_few_times(page: Page) -> None:
    for attempt in range(100):
        logger("a.room").warning("kafka away", attempt=attempt)
        logging.getLogger("a.library").warning("connect to %s failed", attempt)
    events = [line["event"] for line in page.lines]
    assert events.count("kafka away") == BURST
    assert len(events) == 2 * BURST


def test_another_line_is_not_held_back(page: Page) -> None:
    for _ in range(100):
        logger("a.room").warning("kafka away")
    logger("a.room").warning("kafka back")
    assert page.lines[-1]["event"] == "kafka back"


def test_how_many_were_held_back_is_told_with_the_next_one() -> None:
    now = [0.0]
    held = RepeatedLines(lambda: now[0])

    def record() -> logging.LogRecord:
        event: Any = {"event": "kafka away"}
        return logging.LogRecord("a.room", logging.WARNING, "", 1, event, None, None)

    passed = [held.filter(record()) for _ in range(BURST + 7)]
    assert passed.count(True) == BURST
    now[0] = WINDOW
    told = record()
    assert held.filter(told)
    assert told.msg == {"event": "kafka away", "suppressed": 7}


def test_lines_long_past_are_forgotten() -> None:
    now = [0.0]
    held = RepeatedLines(lambda: now[0])
    for number in range(1000):
        held.filter(logging.LogRecord("a", logging.INFO, "", 1, f"line {number}", None, None))
    now[0] = 7 * WINDOW
    held.filter(logging.LogRecord("a", logging.INFO, "", 1, "line 0", None, None))
    assert len(held._windows) == 1
