"""The rules of the house: the code reads as if one hand wrote it, and the papers tell all that it can do."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from streamlit import config

from tests.tree import CORE, PROJECT, name, parsed, python_files

CHECKS = ("ruff check .", "ruff format --check .", "mypy --strict liftfund_core")
PAPERS = ("README.md", "README.zh.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE")
LONGEST_FUNCTION = 25  # lines of code; the docstring and the head are not counted

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_passes(check: str) -> None:
    unmeasured = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    told = subprocess.run(
        [sys.executable, "-m", *check.split()], cwd=PROJECT, env=unmeasured, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_public_name_says_what_it_means() -> None:
    silent = [name(file) for file in python_files() if not ast.get_docstring(parsed(file))]
    silent += [
        f"{name(file)}:{node.lineno} {node.name}"
        for file in python_files(CORE)
        for node in _public(parsed(file))
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_names_come_from_the_meeting_room() -> None:
    banned = {"manager", "helper", "helpers", "util", "utils", "process", "handle"}
    names = [(name(file), file.stem) for file in python_files()]
    names += [(f"{name(file)}:{d.lineno}", d.name) for file in python_files() for d in _definitions(file)]
    vague = [(place, said) for place, said in names if banned & _parts(said)]
    assert vague == []


def test_functions_are_short() -> None:
    long = {
        f"{name(file)}:{node.lineno} {node.name}": lines
        for file in python_files()
        for node in _definitions(file)
        if not isinstance(node, ast.ClassDef) and (lines := _lines_of_code(node)) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_exception_to_a_rule_gives_its_reason() -> None:
    mark = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|fmt:\s*(?:off|skip))")
    rule = r"noqa: [A-Z]+\d+|type: ignore\[[\w, -]+\]|pragma: no cover|fmt: \w+"
    reasoned = re.compile(rf"#\s*({rule})\W+\w.{{7,}}")
    bare = [
        f"{name(file)}:{number} {line.strip()}"
        for file in python_files(CORE, PROJECT / "pages", PROJECT / "dashboard.py", PROJECT / "tests")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if mark.search(line) and not reasoned.search(line) and file != Path(__file__)
    ]
    assert bare == []


def test_no_test_is_switched_off() -> None:
    off = re.compile(r"mark\.(skip|skipif|xfail)|pytest\.(skip|xfail|importorskip)\(")
    tests = [file for file in python_files(PROJECT / "tests") if file != Path(__file__)]
    assert [name(file) for file in tests if off.search(file.read_text("utf-8"))] == []


def test_the_papers_are_there() -> None:
    assert [paper for paper in PAPERS if not (PROJECT / paper).is_file()] == []


@pytest.mark.parametrize("paper", ["README.md", "README.zh.md"])
def test_the_readme_tells_every_command_and_no_other(paper: str) -> None:
    rows = re.findall(r"^\| `([a-z][a-z -]*?)(?: --| [A-Z]|`)", (PROJECT / paper).read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == _commands()


@pytest.mark.parametrize("paper", ["README.md", "README.zh.md"])
def test_the_readme_tells_every_setting(paper: str) -> None:
    text = (PROJECT / paper).read_text("utf-8")
    named = set(re.findall(r"LIFTFUND_[A-Z_]+", (CORE / "settings.py").read_text("utf-8")))
    assert sorted(setting for setting in named if f"`{setting}`" not in text) == []


@pytest.mark.parametrize("paper", [paper for paper in PAPERS if paper.endswith(".md")])
def test_papers_name_only_targets_and_files_that_exist(paper: str) -> None:
    text = (PROJECT / paper).read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text)) - targets == set()
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [link for link in links if not (PROJECT / link).exists()] == []


def test_streamlit_knows_every_setting_we_set() -> None:
    set_here = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    keys = {f"{section}.{key}" for section, values in set_here.items() for key in values}
    assert sorted(keys - config.get_config_options().keys()) == []
    fonts = [PROJECT / face["url"].removeprefix("app/") for face in set_here["theme"]["fontFaces"]]
    assert [name(font) for font in fonts if not font.is_file()] == []


def test_every_library_is_pinned() -> None:
    files = PROJECT.glob("requirements*.txt")
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-r requirements.txt"))]
    assert [line for line in wanted if not re.match(r"[\w.-]+==[\w.]+(;|  #|$)", line)] == []


@cache
def _commands() -> list[str]:
    """Every command as typed after `python -m liftfund_core`, groups spelled out: `import units`."""
    from liftfund_core.cli import commands

    return sorted(_spelled(commands, ""))


def _spelled(group: click.Group, before: str) -> Iterator[str]:
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _spelled(command, f"{before}{word} ")
        else:
            yield f"{before}{word}"


def _definitions(file: Path) -> Iterator[Definition]:
    return (node for node in ast.walk(parsed(file)) if isinstance(node, Definition))


def _public(place: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    """The public classes and functions of a module, and the public methods of its public classes."""
    for node in place.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def _parts(said: str) -> set[str]:
    """The words inside a name: `PlacardCount` and `placard_count` are both placard, count."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", said)}


def _lines_of_code(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement to the last, the docstring apart."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
