"""A really started server on loopback with a file of its own, and the hands of the people who use it."""

import os
import re
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

from playwright.sync_api import Page

PROJECT = Path(__file__).parents[2]
_PATIENCE_S = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A running LiftFund: its address and its process."""

    url: str
    db: Path
    process: "subprocess.Popen[str]"
    log: Path

    def stop(self) -> None:
        """End the process that this test started, and what it started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(timeout=20)


def start(db: Path, port: int, log: Path) -> Served:
    """Start the app as `make run` does, on loopback only, and wait until it answers."""
    environment = {**os.environ, "LIFTFUND_DB": str(db), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "liftfund_core", "serve", "--address", "127.0.0.1", "--port", str(port)]
    with log.open("a") as output:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    served = Served(f"http://127.0.0.1:{port}", db, process, log)
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{served.url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return served
        except OSError:
            time.sleep(0.1)
    served.stop()
    raise AssertionError(f"the server did not come up:\n{log.read_text()}")


@contextmanager
def serving(db: Path, log: Path) -> Iterator[Served]:
    """A server for the length of a test."""
    served = start(db, free_port(), log)
    try:
        yield served
    finally:
        served.stop()


def sign_in(page: Page, served: Served, name: str, pin: str, onward: str) -> None:
    """Come in as a member of staff and go on to a page."""
    page.goto(f"{served.url}/staff/sign-in?next={onward}")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=pin]").fill(pin)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(re.compile(re.escape(onward)))


def text_of(page: Page, key: str) -> str:
    """What an element of the wall says, by its key of the contracts."""
    return page.locator(f".st-key-{key}").first.inner_text()
