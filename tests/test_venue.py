"""The check of the venue: every trouble is one sentence with its cure, and what is right is told too."""

import os
import time
from pathlib import Path

import pytest

from liftfund_core.reports.venue import backups, check_venue, phone_base
from liftfund_core.settings import Settings
from liftfund_core.store.backup import backup
from liftfund_core.store.journal import Journal

REACHABLE = "http://192.0.2.7:8501"  # an address that is nobody's (RFC 5737)


def said(journal: Journal, known: Settings, **where: object) -> str:
    lines = check_venue(journal, known, **({"port": 8501, "alone": False} | where))  # type: ignore[arg-type]  # its own names
    return "\n".join(f"{line.state} {line.said.sentence()}" for line in lines)


def known(journal: Journal, **more: object) -> Settings:
    return Settings(db=journal.database.path, **more)  # type: ignore[arg-type]  # the names of the settings


def test_without_an_address_the_rest_is_still_checked(journal: Journal) -> None:
    told = said(journal, known(journal))
    assert "bad 还没有设置手机访问的地址" in told and "good 小区时间" in told and "磁盘" in told


def test_an_address_is_asked_and_compared(journal: Journal) -> None:
    told = said(journal, known(journal, base_url=REACHABLE), port=8600, alone=True)
    assert f"bad {REACHABLE} 没有应答" in told
    assert f"look {REACHABLE} 与程序的端口 8600 不同" in told and "bad 程序只接受本机访问" in told


def test_a_server_that_answers_is_told(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Well(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("0.0.0.0", 0), Well) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr("liftfund_core.reports.venue._leads_to_itself", lambda host: False)
        port = server.server_address[1]
        told = said(journal, known(journal, base_url=f"http://127.0.0.1:{port}"), port=port)
        server.shutdown()
    assert f"good http://127.0.0.1:{port} 有应答" in told


def test_the_wifi_has_a_name(journal: Journal) -> None:
    assert "look 还没有设置 Wi-Fi 名称" in said(journal, known(journal))
    assert "good Wi-Fi 名称是“Meeting”" in said(journal, known(journal, wifi="Meeting"))


def test_a_copy_is_fresh_or_old(journal: Journal) -> None:
    folder = backups(journal.database.path)
    assert "look 还没有备份" in said(journal, known(journal))
    folder.mkdir()
    copy = backup(journal.database, folder)
    assert "good 最近的备份不到 1 小时" in said(journal, known(journal))
    _age(copy, hours=30)
    assert "look 最近的备份是 30 小时前" in said(journal, known(journal))


def test_an_address_with_a_name_is_taken_as_it_is() -> None:
    assert phone_base(Settings(base_url="https://lift.example/")) == "https://lift.example"


def _age(file: Path, hours: float) -> None:
    then = time.time() - hours * 3600 - 5
    os.utime(file, (then, then))
