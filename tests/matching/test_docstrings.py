"""Whatever the package offers says what it does."""

import ast
from collections.abc import Iterator
from pathlib import Path

import matching

FOLDER = Path(matching.__file__).parent

Named = ast.ClassDef | ast.FunctionDef


def offered(node: ast.AST, name: str) -> Iterator[tuple[str, Named]]:
    """Public classes, functions and methods of a module or class, with their full names."""
    for one in ast.iter_child_nodes(node):
        if isinstance(one, Named) and not one.name.startswith("_"):
            yield f"{name}.{one.name}", one
            if isinstance(one, ast.ClassDef):
                yield from offered(one, f"{name}.{one.name}")


def test_everything_public_has_a_docstring():
    modules = [(path.stem, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.rglob("*.py"))]

    found = [pair for name, module in modules for pair in offered(module, name)]

    assert len(found) > 300
    assert [name for name, one in found if not ast.get_docstring(one)] == []
