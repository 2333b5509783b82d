"""The public snapshot as one document: what the wall knows, for anyone who wants to reckon with it."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from liftfund_core.errors import LiftFundError, StoreError
from liftfund_core.reports.snapshot import snapshots
from liftfund_core.store.journal import Journal
from liftfund_core.web.sentences import refused
from liftfund_core.words import N_


def board_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`GET /api/board`: as new as the newest entry at the time of asking; 304 while its head stays."""

    async def board(request: Request) -> Response:
        try:
            journal = get_journal()
        except StoreError as error:
            return refused(request, error, 503)
        seen = await snapshots(journal).at_least(journal.head)
        if seen is None:
            return refused(request, LiftFundError(N_("还没有可以公开的数据；请稍后再试。")), 503, 2)
        headers = {"etag": seen.etag, "cache-control": "no-cache", "x-content-type-options": "nosniff"}
        if _has(request.headers.get("if-none-match", ""), seen.etag):
            return Response(status_code=304, headers=headers)
        return Response(seen.body, 200, headers, "application/json")

    return [Route("/api/board", board, methods=["GET"])]


def _has(asked: str, etag: str) -> bool:
    """Whether the visitor holds this one already; a proxy may have made the tag a weak one."""
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in asked.split(","))
