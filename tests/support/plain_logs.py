"""What structlog writes where nobody set it up, as tests mostly leave it."""

import structlog


def write_plainly() -> None:
    """Left alone, it draws with each fault the values of all variables: seconds for a line."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
        ]
    )
