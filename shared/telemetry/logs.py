"""Log events as lines of JSON, with what the conversation is about, and no line repeated for ever.

`log.info("family registered", family_id=…)`: the event is a fixed phrase, the rest are fields;
never personal data.
"""

import logging
import sys
import time
from collections.abc import Callable
from typing import Any, TextIO

import structlog

BURST = 5
"""So many equal lines are written in each WINDOW; then only their number, with the next one."""
WINDOW = 10.0


def configure(service: str, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """From now on everything the process logs, through structlog or logging, is JSON on stdout."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _naming(service),
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
            ],
        )
    )
    handler.addFilter(RepeatedLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module; ask with `__name__`."""
    found: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return found


def _naming(service: str) -> Callable[[Any, str, Any], Any]:
    def name(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
        event.setdefault("service", service)
        return event

    return name


class RepeatedLines(logging.Filter):
    """Lets BURST equal lines of one logger through in a WINDOW, then counts (`suppressed`).

    During an outage clients log tens of lines a second; the first ones tell it all.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._windows: dict[tuple[str, int, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.msg
        event = str(message.get("event") if isinstance(message, dict) else message)
        line = (record.name, record.levelno, event)
        now = self._monotonic()
        began, count = self._windows.get(line, (now, 0))
        if now - began < WINDOW:
            self._windows[line] = (began, count + 1)
            return count < BURST
        self._forget(now)
        self._windows[line] = (now, 1)
        if count > BURST and isinstance(message, dict):
            record.msg = {**message, "suppressed": count - BURST}
        return True

    def _forget(self, now: float) -> None:
        """Lines not heard for long: texts of foreign loggers may be without end."""
        old = [line for line, (began, _) in self._windows.items() if now - began > 6 * WINDOW]
        for line in old:
            del self._windows[line]
