"""Logs: one JSON object a line on standard error, for the web process and the workers alike; plain on a terminal."""

import logging
import sys
from typing import Any

import structlog

AS_JSON = structlog.processors.JSONRenderer(ensure_ascii=False)
#: For whoever reads along: a command's own words stand between the events.
AS_WORDS = structlog.dev.ConsoleRenderer(colors=False, timestamp_key="at", pad_event_to=0)


def configure_logs(level: str = "INFO") -> None:
    """Print events of at least *level* as lines; calling it twice changes nothing.

    Events carry codes, numbers and names of routes, never what a person typed or is called.
    """
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _rendered,
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


def _rendered(logger: Any, name: str, event: structlog.typing.EventDict) -> str | bytes:
    render = AS_WORDS if sys.stderr.isatty() else AS_JSON
    return render(logger, name, event)


def _print_to_stderr(*_names: Any) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)
