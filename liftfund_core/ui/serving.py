"""From the first light to the last: opens the estate for a server, tells the terminal how to reach it, closes it."""

import gc
import os
import socket
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, NoReturn

import streamlit as st

from liftfund_core.commands.badges import has_staff
from liftfund_core.commands.roles import ROLE_WORDS, role_named
from liftfund_core.commands.staff import staff_actor
from liftfund_core.demo import demo_staff, write_demo
from liftfund_core.errors import StoreError
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live
from liftfund_core.words import Words


def lifespan(first_path: str) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """What the server does before its first request and after its last one.

    Args:
        first_path: the link for the first administrator, printed while the estate has no staff.
    """

    @asynccontextmanager
    async def live_on(_app: Any) -> AsyncGenerator[None, None]:
        _ = Words(settings().lang)
        try:
            journal = _opened(_)
        except StoreError as error:
            _leave(error.sentence(_.lang))
        _steady_memory()
        _say("\n".join(greeting(_, journal, first_path)))
        yield
        live.close()

    return live_on


def greeting(_: Words, journal: Journal, first_path: str) -> list[str]:
    """What the terminal shows at start: addresses, and the way in for staff."""
    here, there = _addresses()
    lines = [_("本机打开：{url}", url=here)]
    if there:
        lines.append(_("同一 Wi-Fi 的手机和电脑打开：{url}", url=there))
    if not has_staff(journal):
        link = f"{there or here}{first_path}"
        return [*lines, _("还没有工作人员；用这个一次性链接添加第一位管理员：{url}", url=link)]
    if live.public().estate.simulated:
        lines.append(_("演示工作人员和 PIN（数据是编造的）："))
        lines += [
            f"  {member.name}  {member.pin}  {_(ROLE_WORDS[role_named(member.role)])}"
            for member in demo_staff()
            if staff_actor(journal, member.name)
        ]
    return lines


def _opened(_: Words) -> Journal:
    """The estate file of the settings; a made-up estate is put there when there is none."""
    if not settings().db.exists():
        _say(_("还没有数据文件，正在准备演示小区：{path}", path=settings().db))
        write_demo(settings().db)
    return live.journal()


def _steady_memory() -> None:
    """What is loaded now stays: a full collection after it would only look at it again (architecture.md)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def _addresses() -> tuple[str, str | None]:
    """How this machine and the venue's Wi-Fi reach the server; no second one where it listens to itself only."""
    port = st.get_option("server.port")
    here = f"http://localhost:{port}"
    if settings().base_url:
        return here, str(settings().base_url).rstrip("/")
    if st.get_option("server.address") in ("127.0.0.1", "localhost", "::1"):
        return here, None
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))  # nothing is sent; it only picks the network card
            address = probe.getsockname()[0]
        except OSError:
            return here, None
    return here, None if address.startswith("127.") else f"http://{address}:{port}"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _leave(sentence: str) -> NoReturn:
    """One sentence and out: the server would wrap an exception in a page of traceback."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    os._exit(1)
