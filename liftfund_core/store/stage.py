"""The stage in the file: plain tables, replaced rather than added to, so that a restart comes back to them."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import duckdb

from liftfund_core.domain.stage import Segment, Stage
from liftfund_core.store.deeds import PlainWrite
from liftfund_core.store.rows import first_row

THIS_MEETING = ""
"""The run of show that is being followed; others are kept under a name."""

_SEGMENT = [field.name for field in fields(Segment)]
_STATE = [field.name for field in fields(Stage) if field.name != "run"]


def read_stage(file: duckdb.DuckDBPyConnection) -> Stage:
    """The host's choice with the run of show; the overview until the host has chosen."""
    row = first_row(file, f"select {', '.join(_STATE)} from stage_state")
    told = {name: _aware(value) for name, value in zip(_STATE, row, strict=True)} if row else {}
    if "rotation" in told:
        told["rotation"] = tuple(told["rotation"])
    return Stage(**told, run=read_run(file, THIS_MEETING))


def read_run(file: duckdb.DuckDBPyConnection, run: str) -> tuple[Segment, ...]:
    """The segments of a run in their order."""
    rows = file.execute(f"select {', '.join(_SEGMENT)} from segment where run = ? order by place", [run]).fetchall()
    return tuple(Segment(*row) for row in rows)


def read_kept_runs(file: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The names of the runs that were kept."""
    rows = file.execute("select distinct run from segment where run <> ? order by run", [THIS_MEETING]).fetchall()
    return tuple(name for (name,) in rows)


def save_stage(stage: Stage) -> PlainWrite:
    """Put the stage in place of what it was; the run of show has a write of its own."""
    values = [_naive(getattr(stage, name)) for name in _STATE]
    marks = ", ".join("?" * len(values))

    def write(file: duckdb.DuckDBPyConnection) -> None:
        file.execute(f"insert or replace into stage_state (one, {', '.join(_STATE)}) values (true, {marks})", values)

    return write


def save_run(run: str, segments: Sequence[Segment]) -> PlainWrite:
    """Put these segments in place of a run; none of them: it is no longer kept."""

    def write(file: duckdb.DuckDBPyConnection) -> None:
        file.execute("delete from segment where run = ?", [run])
        for place, segment in enumerate(segments):
            values = [getattr(segment, name) for name in _SEGMENT]
            marks = ", ".join("?" * len(values))
            file.execute(
                f"insert into segment (run, place, {', '.join(_SEGMENT)}) values (?, ?, {marks})", [run, place, *values]
            )

    return write


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _naive(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return list(value) if isinstance(value, tuple) else value
