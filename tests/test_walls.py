"""The walls between the rooms of the house: who may import whom, and who may write."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.tree import CORE, DASHBOARD, PAGES, PROJECT, STORE, imported, name, parsed, python_files, strings

ROOM_OF_RULES = ("liftfund_core.domain", "liftfund_core.errors", "liftfund_core.words")
HEAVY = {"altair", "babel", "duckdb", "numpy", "pandas", "pyarrow", "streamlit"}


def test_every_import_points_downward() -> None:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    told = _run(lint, "--no-cache", "--no-logo")
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_rules_import_the_standard_library_only() -> None:
    strangers = [
        f"{name(file)}:{line} imports {module}"
        for file in python_files(CORE / "domain")
        for line, module in imported(file)
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith(ROOM_OF_RULES)
    ]
    assert strangers == []


def test_the_rules_load_without_database_pandas_or_screen() -> None:
    assert _loaded_by(_modules_of("domain")) & HEAVY == set()


def test_the_core_loads_without_a_screen() -> None:
    rooms = chain.from_iterable(map(_modules_of, ("store", "commands", "reports", "imports")))
    assert _loaded_by([*rooms, "liftfund_core.__main__"]) & {"altair", "streamlit"} == set()


def test_pages_know_only_the_screen_and_never_each_other() -> None:
    strangers = [
        f"{name(file)}:{line} imports {module}"
        for file in python_files(PAGES)
        for line, module in imported(file)
        if not module.startswith("liftfund_core.ui")
        and module.split(".")[0] not in {"streamlit", *sys.stdlib_module_names}
    ]
    assert strangers == []


def test_the_dashboard_knows_only_the_screen_and_the_routes() -> None:
    strangers = [
        module
        for _, module in imported(DASHBOARD)
        if not module.startswith(("liftfund_core.ui", "liftfund_core.web"))
        and module.split(".")[0] not in {"streamlit", *sys.stdlib_module_names}
    ]
    assert strangers == []


def test_facts_are_added_in_the_store_and_nowhere_else() -> None:
    adding = {place for place, sql in _statements() if _ADDS.search(sql)}
    assert adding, "the store adds somewhere, or this test is blind"
    assert [name(place) for place in sorted(adding) if STORE not in place.parents] == []


def test_facts_are_never_edited_or_deleted() -> None:
    facts = _fact_tables()
    assert {"entry", "payment"} <= facts
    edited = [
        f"{name(place)}: {found[0]}"
        for place, sql in _statements()
        for found in _EDITS.finditer(sql)
        if (found[1] or found[2]).lower() in facts
    ]
    assert edited == []


def test_no_question_is_built_by_format() -> None:
    built = [
        f"{name(file)}:{node.lineno}"
        for file in python_files()
        for node in strings(file)
        if re.search(r"\bselect\b.*\bfrom\b", str(node.value), re.IGNORECASE | re.DOTALL)
        and getattr(node.parent, "attr", "") == "format"  # type: ignore[attr-defined]  # set by tree.parsed
    ]
    assert built == []


def test_no_file_is_longer_than_300_lines() -> None:
    assert {name(file): lines for file in python_files() if (lines := _length(file)) > 300} == {}


def test_a_page_is_20_to_60_lines() -> None:
    assert {name(file): lines for file in python_files(PAGES) if not 20 <= (lines := _length(file)) <= 60} == {}


def test_a_page_opens_itself_and_holds_no_logic() -> None:
    logic = (ast.Try, ast.While, ast.ClassDef, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)
    for file in python_files(PAGES):
        source = file.read_text("utf-8")
        assert "frame.open_page(" in source, f"{name(file)}: a deep link must find a complete page"
        thought = [type(node).__name__ for node in ast.walk(parsed(file)) if isinstance(node, logic)]
        assert thought == [], f"{name(file)}: liftfund_core.ui thinks; a page shows"
        assert re.search(r"\bselect\b.*\bfrom\b", source) is None, f"{name(file)} asks the store itself"


_ADDS = re.compile(r"\binsert\s+(or\s+\w+\s+)?into\b", re.IGNORECASE)
_EDITS = re.compile(r"\bupdate\s+(\w+)\s+set\b|\b(?:delete\s+from|truncate(?:\s+table)?)\s+(\w+)", re.IGNORECASE)
_TABLE = re.compile(r"\s*create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)\s*\((.*)", re.IGNORECASE | re.DOTALL)


def _statements() -> Iterator[tuple[Path, str]]:
    """Every text in the product that could be SQL, with the file that holds it."""
    for file in python_files():
        yield from ((file, str(node.value)) for node in strings(file))
    for file in sorted(CORE.rglob("*.sql")):
        yield file, file.read_text("utf-8")


def _fact_tables() -> set[str]:
    """The tables of the journal: `entry` itself and every table whose rows belong to an entry."""
    schema = "\n".join(file.read_text("utf-8") for file in sorted(STORE.rglob("*.sql")))
    created = map(_TABLE.match, re.sub(r"--.*", "", schema).split(";"))
    tables = {found[1].lower(): found[2] for found in created if found}
    return {table for table, body in tables.items() if table == "entry" or "entry_id" in body}


def _length(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def _modules_of(room: str) -> list[str]:
    """The full names of all modules of a room of the core."""
    files = python_files(CORE / room)
    return [file.relative_to(PROJECT).with_suffix("").as_posix().replace("/", ".") for file in files]


def _loaded_by(modules: list[str]) -> set[str]:
    """The top-level packages that a fresh Python has loaded after importing these modules."""
    told = _run(
        "import sys, json, importlib; [importlib.import_module(m) for m in sys.argv[1:]];"
        "print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))",
        *(module.removesuffix(".__init__") for module in modules),
    )
    assert told.returncode == 0, told.stderr
    return set(json.loads(told.stdout))


def _run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A fresh Python at the root of the project, not the one that pytest has filled with libraries."""
    unmeasured = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=PROJECT,
        env=unmeasured,
        capture_output=True,
        text=True,
        timeout=120,
    )
