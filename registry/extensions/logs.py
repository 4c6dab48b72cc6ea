"""Logs: one JSON object a line on standard error, for the web process and the workers alike."""

import logging
import sys
from typing import Any

import structlog


def configure_logs(level: str = "INFO") -> None:
    """Print events of at least *level* as JSON lines; calling it twice changes nothing.

    Events carry codes, numbers and names of routes, never what a person typed or is called.
    """
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=_print_to_stderr,
        cache_logger_on_first_use=False,
    )


def log() -> Any:
    """Logger of the process."""
    return structlog.get_logger()


def frames_of(error: BaseException) -> list[str]:
    """Tell where an error came from, file and line, without its message: that may quote a person's record."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}")
        trace = trace.tb_next
    return frames


def _print_to_stderr(*_names: Any) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)
