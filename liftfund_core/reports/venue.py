"""Before the meeting: what the machine itself can check of the venue, each with one sentence that names the cure."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener
from zoneinfo import ZoneInfo

from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.reports.read_board import board
from liftfund_core.settings import Settings, lan_address
from liftfund_core.store.journal import Journal
from liftfund_core.words import N_

PATIENCE_S = 3
ENOUGH_BYTES, FEW_BYTES = 2_000_000_000, 300_000_000
FRESH = timedelta(hours=24)
_PORTS = {"http": 80, "https": 443}

State = Literal["good", "look", "bad"]


@dataclass(frozen=True)
class VenueLine:
    """One thing that was checked: `good`, `look` for a person to look at, `bad` for what stops phones."""

    state: State
    said: LiftFundError


def check_venue(journal: Journal, known: Settings, *, port: int, alone: bool) -> tuple[VenueLine, ...]:
    """All checks; the address is really asked, which takes up to three seconds.

    Args:
        port: where this server listens. alone: it listens to its own machine only.
    """
    return (*_address(known, port, alone), _wifi(known), _clock(journal), _disk(known.db), _copies(backups(known.db)))


def phone_base(known: Settings) -> str:
    """The address in front of everything that phones open, without a slash at its end.

    Raises:
        Refusal: none is set, or it leads a phone to itself; slips with it would be waste paper.
    """
    base = (known.base_url or "").rstrip("/")
    parts = urlsplit(base)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Refusal(
            N_("还没有设置手机访问的地址；请先设 LIFTFUND_BASE_URL（如 http://192.168.1.20:8501），重启后再印。")
        )
    if _leads_to_itself(parts.hostname):
        raise Refusal(
            N_("{base} 在手机上打不开；请把 LIFTFUND_BASE_URL 设成现场 Wi-Fi 里的地址，重启后再印。"), base=base
        )
    return base


def backups(db: Path) -> Path:
    """The folder in which the app puts its copies."""
    return db.parent / "backups"


def _leads_to_itself(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _address(known: Settings, port: int, alone: bool) -> Iterator[VenueLine]:
    try:
        base = phone_base(known)
    except Refusal as refusal:
        yield VenueLine("bad", refusal)
        return
    parts = urlsplit(base)
    if alone:
        yield _line("bad", N_("程序只接受本机访问，手机打不开；请用 make run 启动，或去掉 server.address。"))
    if (parts.port or _PORTS[parts.scheme]) != port:
        yield _line("look", N_("{base} 与程序的端口 {port} 不同；除非前面有转发，请改成一致。"), base=base, port=port)
    own = lan_address()
    if own and _is_number(parts.hostname or "") and parts.hostname != own:
        yield _line("look", N_("{base} 不是本机现在的地址 {own}；请在路由器里给本机固定地址。"), base=base, own=own)
    yield _asked(base)


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _asked(base: str) -> VenueLine:
    """Whether the address answers, asked from here without any proxy."""
    started = time.monotonic()
    try:
        with build_opener(ProxyHandler({})).open(f"{base}/healthz", timeout=PATIENCE_S) as answer:
            answer.read(1000)
    except (OSError, HTTPException, ValueError):
        return _line("bad", N_("{base} 没有应答；请核对地址、端口和本机防火墙，再用一部手机打开试试。"), base=base)
    taken = int(1000 * (time.monotonic() - started))
    return _line("good", N_("{base} 有应答（{ms} 毫秒）；请再用一部手机打开试试。"), base=base, ms=taken)


def _wifi(known: Settings) -> VenueLine:
    if not known.wifi:
        return _line("look", N_("还没有设置 Wi-Fi 名称；请设 LIFTFUND_WIFI，大屏和纸条上就会写明。"))
    return _line("good", N_("Wi-Fi 名称是“{wifi}”；请核对与路由器一致。"), wifi=known.wifi)


def _clock(journal: Journal) -> VenueLine:
    seen = board(journal)
    now = datetime.now(UTC)
    if seen.as_of and now < seen.as_of - timedelta(minutes=1):
        return _line("bad", N_("电脑时间比账本最后一条还早；请校准电脑的日期和时间。"))
    here = now.astimezone(ZoneInfo(seen.estate.timezone))
    told = f"{here:%Y-%m-%d %H:%M}"
    return _line("good", N_("小区时间 {now}（{zone}）；请与手机对一下。"), now=told, zone=seen.estate.timezone)


def _disk(db: Path) -> VenueLine:
    free = shutil.disk_usage(db.parent).free
    state: State = "good" if free >= ENOUGH_BYTES else "look" if free >= FEW_BYTES else "bad"
    sentence = N_("磁盘还有 {gb} GB。") if state == "good" else N_("磁盘只剩 {gb} GB；请先清理出 2 GB。")
    return _line(state, sentence, gb=f"{free / 1e9:.1f}")


def _copies(folder: Path) -> VenueLine:
    copies = sorted(folder.glob("*.duckdb"), key=lambda copy: copy.stat().st_mtime) if folder.is_dir() else []
    if not copies:
        return _line("look", N_("还没有备份；请先点“立即备份”，再拷一份到 U 盘。"))
    age = timedelta(seconds=max(time.time() - copies[-1].stat().st_mtime, 0))
    hours = int(age.total_seconds() // 3600)
    if age > FRESH:
        return _line("look", N_("最近的备份是 {hours} 小时前；请开会前再备份一次。"), hours=hours)
    return _line("good", N_("最近的备份不到 {hours} 小时；请再拷一份到 U 盘。"), hours=hours + 1)


def _line(state: State, sentence: str, **values: object) -> VenueLine:
    return VenueLine(state, LiftFundError(sentence, **values))
