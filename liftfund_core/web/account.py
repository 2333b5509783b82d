"""A household's own account on its phone: read with the code of its slip or receipt, by hand, in a few kilobytes."""

from asyncio import sleep
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from liftfund_core.errors import LiftFundError
from liftfund_core.reports.household import household
from liftfund_core.store.journal import Journal
from liftfund_core.web.account_parts import account_body, door_body
from liftfund_core.web.limits import AddressLimit
from liftfund_core.web.phone import HTML_LANG
from liftfund_core.web.sentences import spoken
from liftfund_core.words import N_, Language, Words

_UNKNOWN = N_("这个查账码无效或已经更换；请照最新的纸条或收据输入，遗失请到物管会补领。")
_HERE = Path(__file__).parent
_STYLES = ("phone_page/join.css", "account_page/account.css")


def account_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`GET /r/{code}`: the account that the code reads; `GET /r`: where the code is typed."""
    guessing = AddressLimit()

    async def door(request: Request) -> Response:
        if code := request.query_params.get("code", "").strip():
            return RedirectResponse(f"/r/{quote(code, safe='')}?lang={spoken(request)}", 303)
        return _answer(request, door_body(Words(spoken(request))))

    async def account(request: Request) -> Response:
        _ = Words(spoken(request))
        try:
            found = await run_in_threadpool(lambda: household(get_journal(), request.path_params["code"]))
        except LiftFundError as error:
            return _answer(request, door_body(_, error), 503)
        if found is None:
            await sleep(guessing.failed(request.client.host if request.client else ""))
            return _answer(request, door_body(_, LiftFundError(_UNKNOWN)), 404)
        return _answer(request, account_body(_, found))

    return [Route("/r", door), Route("/r/{code}", account)]


def _answer(request: Request, body: str, status: int = 200) -> Response:
    lang = spoken(request)
    _, other = Words(lang), _other(lang)
    text = Template(_read("account_page/account.html")).substitute(
        html_lang=HTML_LANG[lang],
        other_lang=other,
        other_html_lang=HTML_LANG[other],
        other_name="English" if other == "en" else _("中文"),
        title=escape(_("查本户账目")),
        css=_css(),
        js=_read("account_page/account.js"),
        body=body,
    )
    return Response(text, status, _headers(), "text/html")


def _other(lang: Language) -> Language:
    return "en" if lang == "zh" else "zh"


@cache
def _headers() -> dict[str, str]:
    """Nobody keeps the page or learns its address, and it runs only the script that it was made with."""
    return {
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "vary": "accept-language",
        "x-content-type-options": "nosniff",
        "content-security-policy": (
            f"default-src 'none'; script-src {_digest(_read('account_page/account.js'))}; "
            f"style-src {_digest(_css())}; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
    }


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


@cache
def _css() -> str:
    return "\n".join(map(_read, _STYLES))
