"""`python -m benchmarks [name ...]`: measures, and prints one table."""

import os
import platform
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.report import Row, table


def _suites() -> dict[str, Callable[[Path], list[Row]]]:
    from benchmarks.answers import answers
    from benchmarks.core import core
    from benchmarks.desk import desk
    from benchmarks.replay import replay
    from benchmarks.screens import screens
    from benchmarks.starts import starts
    from benchmarks.walls import walls

    return {
        "core": core,
        "desk": desk,
        "answers": answers,
        "walls": walls,
        "screens": screens,
        "starts": starts,
        "replay": replay,
    }


def main(names: list[str]) -> int:
    suites = _suites()
    if unknown := set(names) - set(suites):
        print(f"There is no {', '.join(sorted(unknown))}; choose from {', '.join(suites)}.")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # leaves no server behind
    rows, began = [], time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="liftfund-bench-") as folder:
        os.environ["LIFTFUND_BENCH_FOLDER"] = folder
        for name in names or suites:
            print(f"{name} ...", file=sys.stderr, flush=True)
            found = suites[name](Path(folder) / name)
            print(table(found), file=sys.stderr, flush=True)
            rows += found
    machine = f"{os.cpu_count()} x {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    print(f"\n{date.today()}, {machine}, {time.perf_counter() - began:.0f} s\n\n{table(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
