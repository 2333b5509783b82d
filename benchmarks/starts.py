"""From the command to the first figure on a screen, against an empty Streamlit app with the same libraries."""

import asyncio
import shutil
import time
from pathlib import Path

from benchmarks.estates import filled, write_sheets
from benchmarks.report import Row, at_most, median
from benchmarks.served import HERE, PROJECT, serving
from benchmarks.wire import Screen

ROUNDS = 3


def starts(folder: Path) -> list[Row]:
    folder.mkdir(parents=True, exist_ok=True)
    filled(folder / "estate.duckdb", write_sheets(folder, 6, 1080, 1000))
    ours, empty = [], []
    for n in range(ROUNDS):
        empty.append(_first_figure(str(HERE / "empty_app.py"), None))
        copy = folder / f"start{n}.duckdb"
        for file in folder.glob("estate.duckdb*"):
            shutil.copy(file, folder / file.name.replace("estate", f"start{n}"))
        ours.append(_first_figure(str(PROJECT / "dashboard.py"), copy))
    note = f" ({median(ours):.2f} of {median(empty):.2f} s)"
    return [at_most("start to first figure, of an empty app", median(ours) / median(empty), 1.2, "x", note)]


def _first_figure(app: str, db: Path | None) -> float:
    began = time.perf_counter()
    with serving(app, db) as served:
        asyncio.run(_seen(served.url))
        return time.perf_counter() - began


async def _seen(url: str) -> None:
    screen = Screen(url)
    await screen.open()
    await screen.finished()
    await screen.socket.close()
