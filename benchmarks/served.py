"""A really started server on loopback, ended with the measurement; what it costs is read from /proc."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
HERE = Path(__file__).parent
_PATIENCE_S = 60
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    host: str
    port: int
    pid: int
    started_s: float  # from the command to the first answer

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def cpu_s(self) -> float:
        """Processor seconds that the server has used so far, all threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory_mb(self) -> float:
        """What the server holds in memory now."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def serving(app: str, db: Path | None = None, ready: str = "/_stcore/health", plain: bool = False) -> Iterator[Served]:
    """A Streamlit app of this project, started as `make run` starts it; a plain one knows nothing of our settings."""
    port = _free_port()
    environment = {**os.environ, "PYTHONUTF8": "1", **({"LIFTFUND_DB": str(db)} if db else {})}
    folder = Path(os.environ["LIFTFUND_BENCH_FOLDER"])
    log = folder / f"server-{port}.log"
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", app, *options],
            cwd=folder if plain else PROJECT,
            env={**environment, "PYTHONPATH": str(PROJECT)},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait(f"http://127.0.0.1:{port}{ready}", process, log)
        yield Served("127.0.0.1", port, process.pid, time.perf_counter() - began)
    finally:
        _end(process)


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"the server did not come up:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
