"""Settings of one running LiftFund: one frozen object, defaults in the open, environment read once."""

import os
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liftfund_core.words import Language, language

PROJECT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Settings:
    """Where the estate file is and how the app is reached."""

    db: Path = PROJECT / "data" / "liftfund.duckdb"
    port: int = 8501
    base_url: str | None = None
    lang: Language = "zh"
    wifi: str | None = None
    wifi_password: str | None = None
    milestones: tuple[int, ...] = ()


@cache
def settings() -> Settings:
    """The settings of this process, from the variables that the README lists."""
    env = os.environ
    return Settings(
        db=Path(env.get("LIFTFUND_DB") or Settings.db),
        port=int(env.get("LIFTFUND_PORT") or Settings.port),
        base_url=env.get("LIFTFUND_BASE_URL") or None,
        lang=language(env.get("LIFTFUND_LANG")),
        wifi=env.get("LIFTFUND_WIFI") or None,
        wifi_password=env.get("LIFTFUND_WIFI_PASSWORD") or None,
        milestones=tuple(int(number) for number in env.get("LIFTFUND_MILESTONES", "").split(",") if number.strip()),
    )


def lan_address() -> str | None:
    """This machine on the venue's Wi-Fi, as phones reach it; None without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))  # nothing is sent; it only picks the network card
            address = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if address.startswith("127.") else address
