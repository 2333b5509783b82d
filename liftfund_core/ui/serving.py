"""From the first light to the last: opens the estate for a server, tells the terminal how to reach it, closes it."""

import gc
import os
import signal
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, NoReturn

from liftfund_core.commands.badges import has_staff
from liftfund_core.commands.roles import ROLE_WORDS, role_named
from liftfund_core.commands.staff import staff_actor
from liftfund_core.demo import demo_staff, write_demo
from liftfund_core.errors import StoreError
from liftfund_core.reports.snapshot import snapshots
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live
from liftfund_core.ui.venue import addresses
from liftfund_core.words import Words

# The writer asks for its turn a dozen times in each commit; Python's usual 5 ms each would be most of the commit.
_TURN_S = 0.0005
_OPEN_FILES = 10_000  # more than web.stream lets in; macOS grants no more than 10,240


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
        _let_streams_end(journal)
        _room_for_phones()
        _steady_memory()
        sys.setswitchinterval(_TURN_S)
        _say("\n".join(greeting(_, journal, first_path)))
        yield
        live.close()

    return live_on


def greeting(_: Words, journal: Journal, first_path: str) -> list[str]:
    """What the terminal shows at start: addresses, and the way in for staff."""
    here, there = addresses()
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


def _let_streams_end(journal: Journal) -> None:
    """Open streams would hold a server that is told to stop: tell them first."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _after_streams(journal, signal.getsignal(number)))


def _after_streams(journal: Journal, then: Any) -> Callable[[int, Any], None]:
    """What a signal does, once the streams know."""

    def ending(number: int, frame: Any) -> None:
        snapshots(journal).end()
        if callable(then):
            then(number, frame)

    return ending


def _room_for_phones() -> None:
    """Every phone and screen that listens is an open file, and systems allow 256 or 1,024 to who does not ask."""
    if sys.platform == "win32":  # knows no such limit
        return
    import resource

    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(_OPEN_FILES, most)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _steady_memory() -> None:
    """What is loaded now stays: a full collection after it would only look at it again (architecture.md).

    Later garbage is swept up every 10,000 objects: Streamlit leaves a hundred in circles after every refresh, and two
    hundred screens held 10 MB more of them with architecture.md's 100,000, for no time saved.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 100)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _leave(sentence: str) -> NoReturn:
    """One sentence and out: the server would wrap an exception in a page of traceback."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    os._exit(1)
