"""How the meeting reaches this machine: its own address, and the one for everybody else in the same Wi-Fi."""

import time
from functools import lru_cache

import streamlit as st

from liftfund_core.settings import lan_address, settings
from liftfund_core.ui.wall.data import Venue

_KEPT_S = 10
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def venue() -> Venue:
    """What the wall tells phones; looked up every ten seconds, since a Wi-Fi may give another address."""
    return _venue(int(time.monotonic() / _KEPT_S))


@lru_cache(maxsize=1)
def _venue(_moment: int) -> Venue:
    return Venue(addresses()[1], settings().wifi)


def addresses() -> tuple[str, str | None]:
    """How this machine and the venue's Wi-Fi reach the server; no second one where it listens to itself only."""
    here = f"http://localhost:{port()}"
    if settings().base_url:
        return here, str(settings().base_url).rstrip("/")
    if listens_alone():
        return here, None
    there = lan_address()
    return here, f"http://{there}:{port()}" if there else None


def port() -> int:
    """Where this server listens."""
    return int(st.get_option("server.port"))


def listens_alone() -> bool:
    """Whether it answers its own machine only."""
    return st.get_option("server.address") in _LOOPBACK
