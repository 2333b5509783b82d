"""Settings of one running LiftFund: one frozen object, defaults in the open, environment read once."""

import os
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


@cache
def settings() -> Settings:
    """The settings of this process: `LIFTFUND_DB`, `LIFTFUND_PORT`, `LIFTFUND_BASE_URL`, `LIFTFUND_LANG`."""
    env = os.environ
    return Settings(
        db=Path(env.get("LIFTFUND_DB") or Settings.db),
        port=int(env.get("LIFTFUND_PORT") or Settings.port),
        base_url=env.get("LIFTFUND_BASE_URL") or None,
        lang=language(env.get("LIFTFUND_LANG")),
    )
