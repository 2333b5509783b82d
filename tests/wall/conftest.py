"""A gallery server on this machine only, and a Chromium to look at it with."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.tree import PROJECT

_OPTIONS = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.enableStaticServing": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
}


class Gallery:
    """A running gallery: `hang` changes what every open screen shows."""

    def __init__(self, home: Path) -> None:
        self.home, self.control = home, home / "control.json"
        (home / "static").symlink_to(PROJECT / "static")
        (home / "app.py").symlink_to(PROJECT / "tests" / "wall" / "gallery_app.py")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.entry = 2000
        self.asked_for: list[str] = []

    def hang(self, **asked: Any) -> str:
        """Show this picture; returns the entry number that its screens then bear."""
        self.entry += 1
        draft = self.control.with_suffix(".draft")
        draft.write_text(json.dumps({"head": self.entry, **asked}), "utf-8")
        draft.rename(self.control)
        return str(self.entry)

    def start(self) -> subprocess.Popen[bytes]:
        """Open the server and wait until it answers."""
        options = [f"--{key}={value}" for key, value in {**_OPTIONS, "server.port": self.port}.items()]
        environment = {**os.environ, "GALLERY_CONTROL": str(self.control)}
        with (self.home / "log").open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", *options],
                cwd=self.home,
                env=environment,
                stdout=log,
                stderr=log,
            )
        for _try in range(150):
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
            except OSError:
                time.sleep(0.2)
            else:
                return server
        raise AssertionError((self.home / "log").read_text("utf-8"))


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    opened = Gallery(tmp_path_factory.mktemp("gallery"))
    server = opened.start()
    yield opened
    server.kill()
    server.wait()


@pytest.fixture(scope="module")
def screen(gallery: Gallery, chromium: Browser) -> Iterator[Page]:
    """One open screen; the gallery notes every address that it asks for."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080}, reduced_motion="no-preference")
    page.on("request", lambda request: gallery.asked_for.append(request.url))
    page.goto(gallery.url)
    page.wait_for_selector(".lf-host .lf[data-ready]")
    yield page
    page.close()
