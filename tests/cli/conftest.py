"""The command line as other programs use it: in a process of its own, or called here where there are many calls."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from liftfund_core.cli import main
from tests.tree import PROJECT

PLAN = """
[estate]
name = "示例苑"
code = "sly"
[[building]]
code = "1"
lifts = 3
[[building]]
code = "2"
lifts = 1
"""
UNITS = """楼栋,单元,房号,面积,业主编号,业主姓名,电话,类型
1,2,1203,65.00,Y1,甲,13800000001,住宅
1,2,1204,65.00,Y2,乙,,住宅
2,,301,120.00,,,,商铺
"""
PAYMENTS = """房号,金额,日期,收据号,渠道,流水号
1-2-1203,1165.45,2023-06-01,SJ-1,转账,B1
2-301,100.00,2023-06-02,SJ-2,现金,
"""


@dataclass(frozen=True)
class Told:
    """What a call said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one sentence on stderr."""
        assert self.err.count("\n") == 1 and "Traceback" not in self.err, self.err
        return self.err.strip()


@dataclass(frozen=True)
class Shell:
    """A folder with an estate file in it, and the command line."""

    folder: Path

    @property
    def db(self) -> Path:
        """The estate file."""
        return self.folder / "e.duckdb"

    def __call__(self, *words: str | Path, db: Path | None = None) -> Told:
        """Call the command line as `python -m liftfund_core --db FILE ...` does."""
        typed, sys.argv = sys.argv, ["liftfund_core", "--db", str(db or self.db), *map(str, words)]
        out, err = StringIO(), StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                main()
        except SystemExit as end:
            return Told(int(end.code or 0), out.getvalue(), err.getvalue())
        finally:
            sys.argv = typed
        return Told(0, out.getvalue(), err.getvalue())

    def process(self, *words: str | Path, **environment: str) -> Told:
        """Run `python -m liftfund_core --db FILE ...` in a process of its own."""
        command = [sys.executable, "-m", "liftfund_core", "--db", str(self.db), *map(str, words)]
        told = subprocess.run(
            command, cwd=PROJECT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60
        )
        assert "Traceback" not in told.stderr, told.stderr
        return Told(told.returncode, told.stdout, told.stderr)

    def write(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        """A file in the folder."""
        (self.folder / name).write_text(text, encoding)
        return self.folder / name


@pytest.fixture
def bare(tmp_path: Path) -> Shell:
    """A folder without an estate file."""
    return Shell(tmp_path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An estate of two buildings and three units, nothing paid, made by the command line alone."""
    shell = Shell(tmp_path_factory.mktemp("made"))
    assert shell.process("init", "--config", shell.write("plan.toml", PLAN)).code == 0
    assert shell.process("import", "units", shell.write("units.csv", UNITS)).code == 0
    return shell.folder


@pytest.fixture
def shell(made: Path, tmp_path: Path) -> Shell:
    """A copy of that estate."""
    shutil.copytree(made, tmp_path / "estate")
    return Shell(tmp_path / "estate")
