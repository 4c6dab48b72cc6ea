"""The command `python -m matching`: solve a placement problem, verify a plan, run the benchmark.

Exit codes: 0 done, 1 the plan is not accepted, 2 the input is wrong, 3 an internal failure.
"""

import argparse
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

from matching.compact.file import is_compact, parse_compact
from matching.compact.problem import CompactProblem
from matching.errors import InputError
from matching.files.json_file import Source, read_bytes
from matching.files.problem_file import parse_problem
from matching.plan import Plan, read_plan
from matching.problem import Problem
from matching.strategy import solve
from matching.verification import verify

REFUSED, WRONG_INPUT, INTERNAL_FAILURE = 1, 2, 3

Read = TypeVar("Read")

EXIT_SECONDS = 0.3
"""Kept back from the time limit to write the plan and leave."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; answers the exit code, and tells failures in one line each on stderr."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except InputError as error:
        return _tell(str(error), WRONG_INPUT)
    except OSError as error:
        return _tell(f"{error.filename or 'file'}: {error.strerror or error}", WRONG_INPUT)
    except Exception as error:  # the last door: whatever happens, one line and an exit code
        return _tell(f"internal failure: {type(error).__name__}: {error}", INTERNAL_FAILURE)


def _solve(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    with _stop_on_signals() as should_stop:
        problem = _read(_either_problem, options.problem)
        _check_writable(options.output)
        spent_seconds = time.perf_counter() - started + EXIT_SECONDS
        plan = solve(
            problem,
            time_limit_seconds=max(0.0, options.time_limit - spent_seconds),
            gap=options.gap,
            threads=options.threads,
            seed=options.seed,
            should_stop=should_stop,
        )
        _write(options.output, plan.to_json())
    return 0


def _verify(options: argparse.Namespace) -> int:
    problem, plan = _read(_either_problem, options.problem), _read(read_plan, options.plan)
    failures = verify(problem, plan)
    for failure in failures:
        _tell(f"{options.plan}: {failure}", REFUSED)
    if failures:
        return REFUSED
    sys.stdout.write(_verified(plan) + "\n")
    return 0


def _verified(plan: Plan) -> str:
    """What has been found true of a plan, in one line."""
    stages = [f"{name} {reached:.12g} (bound {plan.bound[name]:.12g})" for name, reached in plan.objective.items()]
    return f"{len(plan.chosen)} placed, feasible; {', '.join(stages)}; gap {plan.gap:.3g}, {plan.status}"


def _bench(options: argparse.Namespace) -> int:
    """Run the benchmark, whose peers and measuring need libraries that solving does not."""
    try:
        from matching.bench.command import bench
    except ModuleNotFoundError as error:
        raise InputError("bench", f"{error.name} is missing: install the extra `bench`") from error
    return bench(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m matching", description="Place applicants in openings, provably.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    solving = commands.add_parser("solve", help="solve a placement problem")
    solving.add_argument("problem", help=".json, .json.gz or compact .npz file, or - for stdin")
    solving.add_argument("-o", "--output", required=True, help="where to write the plan, or - for stdout")
    solving.add_argument("--time-limit", type=_amount, default=300.0, metavar="S", help="seconds (300)")
    solving.add_argument("--gap", type=_amount, default=0.0, metavar="G", help="relative gap that is good enough (0)")
    solving.add_argument("--threads", type=_count, default=1, metavar="N", help="solver threads (1)")
    solving.add_argument("--seed", type=_count, default=0, metavar="N", help="breaks ties (0)")
    solving.set_defaults(command=_solve)
    verifying = commands.add_parser("verify", help="check a plan and its bound without a solver")
    verifying.add_argument("problem", help=".json, .json.gz or compact .npz file, or - for stdin")
    verifying.add_argument("plan", help="the plan to check")
    verifying.set_defaults(command=_verify)
    _add_bench(commands.add_parser("bench", help="measure the engine and its peers side by side"))
    return parser


def _add_bench(benching: argparse.ArgumentParser) -> None:
    sizes = "S,A,M,L,N,XL"
    benching.add_argument("--sizes", type=_names, metavar="A,B", default=sizes, help=f"sizes to run, or none ({sizes})")
    benching.add_argument("--seeds", type=_counts, metavar="N,M", default="1,2,3", help="seeds to run (1,2,3)")
    benching.add_argument("--peers", type=_names, metavar="A,B", default="all", help="who else runs, or none (all)")
    benching.add_argument("--limit", type=_amount, default=600.0, metavar="S", help="seconds a run of a peer (600)")
    benching.add_argument("--productive-work", action="store_true", help="run the rounds of all 69 prisons instead")
    benching.add_argument("--workers", type=_count, default=28_000, metavar="N", help="inmates of all prisons (28000)")
    benching.add_argument("--kernels", action="store_true", help="compare the compiled loops with NumPy")
    benching.add_argument("--json", metavar="FILE", help="write everything measured, after each run")
    benching.add_argument("--chart", metavar="FILE", help="write the chart (SVG)")
    benching.add_argument("--results", metavar="FILE", help="write the report (Markdown)")
    benching.add_argument("--read", metavar="FILE", help="run nothing: write the report from this JSON")
    benching.set_defaults(command=_bench)


def _amount(text: str) -> float:
    number = float(text)
    if not math.isfinite(number) or number < 0:
        raise argparse.ArgumentTypeError(f"{text} is not a number ≥ 0")
    return number


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**31:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number ≥ 0")
    return number


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _counts(text: str) -> list[int]:
    return [_count(name) for name in _names(text)]


def _read(reader: Callable[[Source], Read], name: str) -> Read:
    """Read a file, or stdin for -; a fault names the file before the place in it."""
    try:
        return reader(sys.stdin.buffer if name == "-" else name)
    except InputError as error:
        raise InputError("stdin" if name == "-" else name, str(error)) from error


def _either_problem(source: Source) -> Problem | CompactProblem:
    """Read a problem with its options written out or a compact one, told apart by their first bytes."""
    content = read_bytes(source)
    return parse_compact(content) if is_compact(content) else parse_problem(content)


def _check_writable(output: str) -> None:
    """Refuse a plan's destination before the work and not after it."""
    folder = Path(output).parent
    if output != "-" and (not folder.is_dir() or Path(output).is_dir()):
        raise InputError(output, "cannot be written: not a file in an existing folder")


def _write(output: str, content: bytes) -> None:
    """Write the plan whole or not at all; to stdout and devices as they are."""
    path = Path(output)
    if output == "-":
        sys.stdout.buffer.write(content)
    elif path.exists() and not path.is_file():
        path.write_bytes(content)
    else:
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        partial.write_bytes(content)
        partial.replace(path)


@contextmanager
def _stop_on_signals() -> Iterator[Callable[[], bool]]:
    """Turn the first interrupt into a wish to stop, so that the best plan so far is still written."""
    asked = threading.Event()
    known = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.set()
        signal.signal(number, known[signal.Signals(number)])

    for number in known:
        signal.signal(number, ask)
    try:
        yield asked.is_set
    finally:
        for number, handler in known.items():
            signal.signal(number, handler)


def _tell(message: str, code: int) -> int:
    """One line on stderr, whatever the message holds; answers the exit code."""
    line = " ".join(message.split()).encode("ascii", "backslashreplace").decode()
    sys.stderr.write(line + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
