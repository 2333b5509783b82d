"""Is the book open? What a watchdog or a person at the venue asks first."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from liftfund_core.errors import StoreError
from liftfund_core.store.journal import Journal
from liftfund_core.words import language


def health_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`GET /healthz`: 200 with the head, 503 with a sentence when the estate file cannot be written."""

    def health(request: Request) -> Response:
        try:
            journal = get_journal()
        except StoreError as error:
            return _unwell(error, request)
        if journal.broken is not None:
            return _unwell(journal.broken, request)
        return JSONResponse({"status": "ok", "head": journal.head}, headers={"cache-control": "no-store"})

    return [Route("/healthz", health)]


def _unwell(error: StoreError, request: Request) -> Response:
    sentence = error.sentence(language(request.query_params.get("lang")))
    return JSONResponse({"status": "unavailable", "sentence": sentence}, 503, {"cache-control": "no-store"})
