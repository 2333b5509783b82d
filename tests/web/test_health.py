"""Is the book open: a watchdog asks one address."""

import json

from starlette.applications import Starlette

from liftfund_core.errors import StoreError
from liftfund_core.store.journal import Journal
from liftfund_core.web.app import routes
from tests.web.conftest import Visitor
from tests.worlds import pay


def test_an_open_book_tells_its_head(visitor: Visitor, journal: Journal) -> None:
    pay(journal, "1-1-101", 100)
    answer = visitor.get("/healthz")
    assert (answer.status, json.loads(answer.text)) == (200, {"status": "ok", "head": journal.head})


def test_a_book_that_cannot_be_written_says_so(visitor: Visitor, journal: Journal) -> None:
    journal.broken = StoreError("数据文件无法再写入，已停止登记；请检查磁盘空间，然后重新启动程序。")
    answer = visitor.get("/healthz")
    assert answer.status == 503
    assert json.loads(answer.text)["status"] == "unavailable"
    assert "请检查磁盘空间" in json.loads(answer.text)["sentence"]
    journal.broken = None


def test_the_routes_stand_beside_the_pages_and_under_no_page_name() -> None:
    def closed() -> Journal:
        raise StoreError("没有找到数据文件 {path}；请先运行 init 新建，或用 --db 指明文件位置。", path="x")

    paths = {route.path for route in Starlette(routes=routes(closed)).routes}  # type: ignore[attr-defined]  # all are Route
    ours = ("/healthz", "/api/", "/staff/", "/join", "/h/", "/r", "/statement", "/expense")  # pages: a capital first
    assert [path for path in paths if not path.startswith(ours)] == []
    assert {"/healthz", "/join", "/api/board", "/api/stream", "/api/receipts/{receipt}"} <= paths
