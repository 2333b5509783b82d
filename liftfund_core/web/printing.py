"""How a paper is printed: for whom, on what sheet, with a code that a camera reads."""

from html import escape
from pathlib import Path
from string import Template

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from liftfund_core.commands.badges import COOKIE, badge_holder
from liftfund_core.commands.roles import Actor
from liftfund_core.errors import LiftFundError, NotAllowed
from liftfund_core.store.journal import Journal
from liftfund_core.web.page import page, said
from liftfund_core.words import N_, Words

_SHEET = Template((Path(__file__).parent / "paper.html").read_text("utf-8"))
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class NotSignedIn(LiftFundError):
    """Nobody of the staff is before the screen."""


def signed_in(journal: Journal, request: Request) -> Actor:
    """The member of staff who asks.

    Raises:
        NotSignedIn: somebody else does.
    """
    actor = badge_holder(journal, request.cookies.get(COOKIE))
    if actor is None:
        raise NotSignedIn(N_("请先登录。"))
    return actor


def turned(_: Words, request: Request, why: LiftFundError) -> Response:
    """To the door, or one sentence."""
    if isinstance(why, NotSignedIn):
        return RedirectResponse(f"/staff/sign-in?next={escape(request.url.path)}&lang={_.lang}", 303)
    status = 403 if isinstance(why, NotAllowed) else 409
    return page(_, path=request.url.path, query={}, title=_("打印"), body=said(_, why), status=status)


def printed(_: Words, title: str, body: str) -> Response:
    """The sheets, and above them on the screen how to print them; `body` is finished markup."""
    text = _SHEET.substitute(
        html_lang="zh-CN" if _.lang == "zh" else "en",
        title=escape(title),
        body=body,
        hint=escape(_("用 A4 纸、100% 大小打印；不要双面。")),
    )
    return HTMLResponse(text, headers=HEADERS)


def qr(text: str) -> str:
    """The code as a drawing of its own, black on white, with the quiet border that cameras need."""
    code = segno.make(text, error="q", micro=False)
    return code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
