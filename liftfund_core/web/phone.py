"""The resident's page: one file by hand, a few kilobytes, that answers a poll and leaves a line at the board."""

import gzip
import json
from asyncio import sleep
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from liftfund_core.errors import LiftFundError
from liftfund_core.reports.slips import is_known
from liftfund_core.store.journal import Journal
from liftfund_core.web.limits import AddressLimit
from liftfund_core.web.phone_words import UNKNOWN, page_words, script_words
from liftfund_core.web.sentences import spoken
from liftfund_core.words import Language, Words

_FILES = Path(__file__).parent / "phone_page"
_SCRIPTS = ("keep.js", "tap.js", "show.js", "live.js")
HTML_LANG: dict[Language, str] = {"zh": "zh-CN", "en": "en"}

Code = Literal["none", "known", "unknown"]


def phone_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`GET /join`, and `GET /h/{code}`: the same page, which takes the household's code along."""

    guessing = AddressLimit()

    async def join(request: Request) -> Response:
        return _answer(request, "none")

    async def household(request: Request) -> Response:
        try:
            known = await run_in_threadpool(lambda: is_known(get_journal(), request.path_params["code"]))
        except LiftFundError as error:
            return _answer(request, "known", error, 503)
        if known:
            return _answer(request, "known")
        await sleep(guessing.failed(request.client.host if request.client else ""))
        return _answer(request, "unknown", LiftFundError(UNKNOWN), 404)

    return [Route("/join", join), Route("/h/{code}", household)]


def _answer(request: Request, code: Code, why: LiftFundError | None = None, status: int = 200) -> Response:
    lang = spoken(request)
    page = _page(lang, code, why.sentence(lang) if why else "")
    packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = dict(_headers())
    headers["vary"] = "accept-encoding, accept-language"
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(page.packed if packed else page.plain, status, headers, "text/html")


@dataclass(frozen=True)
class _Page:
    """The finished page, and the same compressed: made once, sent a thousand times."""

    plain: bytes
    packed: bytes


@cache
def _page(lang: Language, code: Code, said: str) -> _Page:
    _ = Words(lang)
    other: Language = "en" if lang == "zh" else "zh"
    words = {name: escape(text) for name, text in page_words(_).items()}
    text = Template(_read("join.html")).substitute(
        words,
        lang=lang,
        html_lang=HTML_LANG[lang],
        other_lang=other,
        other_html_lang=HTML_LANG[other],
        other_name="English" if other == "en" else _("中文"),
        code=code,
        said=escape(said),
        said_hidden="" if said else " hidden",
        css=_css(),
        js=_js(),
        words=json.dumps(script_words(_), ensure_ascii=False).replace("<", "\\u003c"),
    )
    plain = text.encode()
    return _Page(plain, gzip.compress(plain, mtime=0))


@cache
def _headers() -> dict[str, str]:
    """Nobody keeps the page or learns its address, and it runs only the script that it was made with."""
    return {
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "content-security-policy": (
            f"default-src 'self'; script-src {_digest(_js())}; style-src {_digest(_css())}; img-src 'self' data:; "
            "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
        ),
    }


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return (_FILES / name).read_text("utf-8")


@cache
def _css() -> str:
    return _read("join.css")


@cache
def _js() -> str:
    return '(function () {\n"use strict";\n' + "\n".join(_read(name) for name in _SCRIPTS) + "})();\n"
