"""What the house asks of every file: sizes that a reader holds in mind, and no leftovers."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_FILE, LONGEST_FUNCTION, MOST_ARGUMENTS = 300, 30, 6
FILES = [path for top in ("registry", "matching", "tests") for path in sorted((ROOT / top).rglob("*.py"))]
CODE = [path for path in FILES if "versions" not in path.parts]
SCRIPTS = [path for path in sorted((ROOT / "registry" / "static").rglob("*.js")) if "vendor" not in path.parts]
LEFTOVER = re.compile(r"\b(?:TODO|FIXME|XXX)\b")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def all_functions() -> Iterator[tuple[Path, Function]]:
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    is_docstring = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def arguments(function: Function) -> int:
    named = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([argument for argument in named if argument.arg not in ("self", "cls")])


def test_no_file_is_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in CODE + SCRIPTS}

    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    assert [f"{path.name}: {one.name}" for path, one in all_functions() if length(one) > LONGEST_FUNCTION] == []


def test_no_function_takes_many_arguments() -> None:
    own = [(path, one) for path, one in all_functions() if not path.is_relative_to(ROOT / "tests")]

    assert [f"{path.name}: {one.name}" for path, one in own if arguments(one) > MOST_ARGUMENTS] == []


def test_nothing_is_left_for_later() -> None:
    own = Path(__file__)
    texts = {path: path.read_text(encoding="utf-8") for path in FILES + SCRIPTS if path != own}

    assert [path.name for path, text in texts.items() if LEFTOVER.search(text)] == []
