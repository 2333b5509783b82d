"""The very first key: on an estate without staff, one link makes its first administrator."""

import hmac
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from liftfund_core.commands.badges import has_staff
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.staff import add_staff
from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.store.journal import Journal
from liftfund_core.web.page import button, field, hidden, page, said
from liftfund_core.web.posts import Turned, read_form
from liftfund_core.web.sign_in import give_badge
from liftfund_core.words import N_, Words, language

_PATH = "/staff/first"


class FirstKey:
    """The one-time link of this run; it opens only while the estate has no staff."""

    def __init__(self) -> None:
        self._token = secrets.token_urlsafe(24)
        self._turning = threading.Lock()

    @property
    def path(self) -> str:
        """The link to print, from the root of the site."""
        return f"{_PATH}?token={self._token}"

    def check(self, journal: Journal, token: str) -> None:
        """Whether the link opens.

        Raises:
            Refusal: a wrong token, or there is staff already.
        """
        if not hmac.compare_digest(token.encode(), self._token.encode()) or has_staff(journal):
            raise Refusal(N_("这个链接无效或已经用过；请用姓名和 PIN 登录，或请管理员为您添加。"))

    def turn(self, journal: Journal, token: str, name: str) -> str:
        """Make the first administrator; returns the PIN. Of two who use the link at once, one comes first.

        Raises:
            Refusal: the link does not open, or the name is empty or too long.
        """
        with self._turning:
            self.check(journal, token)
            return add_staff(journal, Actor(name.strip(), "admin"), name=name, role="admin")


def first_admin_routes(get_journal: Callable[[], Journal], key: FirstKey) -> list[Route]:
    """`GET` and `POST /staff/first`."""
    desk = _Desk(get_journal, key)
    return [Route(_PATH, desk.ask, methods=["GET"]), Route(_PATH, desk.make, methods=["POST"])]


@dataclass(frozen=True)
class _Desk:
    """Where the first administrator is made."""

    get_journal: Callable[[], Journal]
    key: FirstKey

    def ask(self, request: Request) -> Response:
        _, token = Words(language(request.query_params.get("lang"))), request.query_params.get("token", "")
        try:
            self.key.check(self.get_journal(), token)
        except LiftFundError as refusal:
            return _closed(_, refusal, 403)
        return _form(_, token)

    async def make(self, request: Request) -> Response:
        try:
            form = await read_form(request)
        except Turned as turned:
            return _closed(Words(), turned.why, turned.status)
        return await run_in_threadpool(self._turn, request, form)

    def _turn(self, request: Request, form: Mapping[str, str]) -> Response:
        _, token, name = Words(language(form.get("lang"))), form.get("token", ""), form.get("name", "").strip()
        try:
            journal = self.get_journal()
            self.key.check(journal, token)
        except LiftFundError as refusal:
            return _closed(_, refusal, 403)
        try:
            pin = self.key.turn(journal, token, name)
        except LiftFundError as refusal:
            return _form(_, token, refusal, 400)
        return give_badge(_welcome(_, name, pin), request, journal, name)


def _form(_: Words, token: str, why: LiftFundError | None = None, status: int = 200) -> Response:
    body = (
        f"<p>{escape(_('这个小区还没有工作人员。请填写第一位管理员的姓名，系统会给出登录用的 PIN。'))}</p>"
        f'{said(_, why)}<form method="post" action="{_PATH}">'
        + hidden("token", token)
        + hidden("lang", _.lang)
        + field("name", _("姓名"), 'autocomplete="name" maxlength="20" autofocus')
        + button(_("成为管理员"))
        + "</form>"
    )
    query = {"token": token}
    return page(_, path=_PATH, query=query, title=_("第一位管理员"), body=body, status=status)


def _welcome(_: Words, name: str, pin: str) -> Response:
    body = (
        f"<p>{escape(_('{name}，您现在是管理员。请记下 PIN：它只显示这一次。', name=name))}</p>"
        f'<div class="pin">{escape(_("您的 PIN"))}<b>{escape(pin)}</b></div>'
        f'<a class="button" href="/Estate?lang={_.lang}">{escape(_("进入系统"))}</a>'
    )
    return page(_, path="/staff/sign-in", query={}, title=_("管理员已添加"), body=body)


def _closed(_: Words, why: LiftFundError, status: int) -> Response:
    body = (
        said(_, why)
        + f'<p style="margin-top:1.5rem"><a class="button" href="/staff/sign-in?lang={_.lang}">'
        + f"{escape(_('去登录'))}</a></p>"
    )
    return page(_, path="/staff/sign-in", query={}, title=_("第一位管理员"), body=body, status=status)
