"""The source tree as the tests of walls, words and house rules read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parent.parent
CORE = PROJECT / "liftfund_core"
STORE = CORE / "store"
PAGES = PROJECT / "pages"
DASHBOARD = PROJECT / "dashboard.py"


def python_files(*places: Path) -> list[Path]:
    """The Python files in these folders (or these files), in order; all of the product when none is named."""
    found = [
        file for place in places or (CORE, PAGES, DASHBOARD) for file in (place, *place.rglob("*.py")) if file.is_file()
    ]
    assert found, f"nothing to read in {places}"
    return sorted(found)


def name(file: Path) -> str:
    """The file as a person would name it."""
    return file.relative_to(PROJECT).as_posix()


@cache
def parsed(file: Path) -> ast.Module:
    """The file's syntax tree; every node knows its `parent`."""
    module = ast.parse(file.read_text("utf-8"), str(file))
    for node in ast.walk(module):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]  # ours, for the walk upward
    return module


def strings(file: Path) -> Iterator[ast.Constant]:
    """Every string literal of a Python file, pieces of f-strings included."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


def is_docstring(node: ast.Constant) -> bool:
    """Whether the literal documents the module, class or function around it (or an attribute above it)."""
    return isinstance(node.parent, ast.Expr)  # type: ignore[attr-defined]  # set by `parsed`


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full module name of every import of a Python file, lazy ones included."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(file)}:{node.lineno} imports relatively; name the room in full"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
