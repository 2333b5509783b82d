"""What our light routes answer when they do not do as asked: one JSON sentence in the visitor's language."""

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from liftfund_core.errors import LiftFundError
from liftfund_core.words import Language, language

NO_STORE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


def spoken(request: Request) -> Language:
    """The language asked for in the address, or the one that the browser likes best; Chinese by default."""
    asked = request.query_params.get("lang")
    if asked is not None:
        return language(asked)
    return "en" if _comes_first("en", request.headers.get("accept-language", "")) else "zh"


def said_json(document: Mapping[str, object], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer that nobody keeps."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status, {**NO_STORE, **(headers or {})}, "application/json")


def refused(request: Request, why: LiftFundError, status: int, retry_after: int | None = None) -> Response:
    """The one sentence."""
    headers = {"retry-after": str(retry_after)} if retry_after else {}
    if status == 408:  # what it did not send will not be waited for
        headers["connection"] = "close"
    return said_json({"error": why.sentence(spoken(request))}, status, headers)


def _comes_first(lang: Language, header: str) -> bool:
    """Whether a language stands before Chinese in an Accept-Language header."""
    liked: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:200].lower().split(",")):
        tag, _, quality = part.partition(";q=")
        try:
            liked.append((-float(quality or 1), place, tag.strip().partition("-")[0]))
        except ValueError:
            continue
    known = [tag for _, _, tag in sorted(liked) if tag in ("zh", lang)]
    return known[:1] == [lang]
