"""The door: staff sign in by name and PIN, and sign out again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from math import ceil

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from liftfund_core.commands.badges import COOKIE, VALID_FOR_S, badge_holder, issue_badge
from liftfund_core.commands.roles import ROLE_WORDS, Actor
from liftfund_core.commands.staff import check_pin
from liftfund_core.errors import LiftFundError
from liftfund_core.store.journal import Journal
from liftfund_core.web.page import button, field, hidden, page, said
from liftfund_core.web.patience import Patience
from liftfund_core.web.posts import Turned, local_path, read_form
from liftfund_core.words import N_, Words, language

PATH = "/staff/sign-in"
_OUT = "/staff/sign-out"
_PIN_FIELD = 'type="password" inputmode="numeric" autocomplete="current-password" maxlength="40"'


def sign_in_routes(get_journal: Callable[[], Journal], patience: Patience) -> list[Route]:
    """`GET` and `POST /staff/sign-in`, `POST /staff/sign-out`."""
    door = _Door(get_journal, patience)
    return [
        Route(PATH, door.ask, methods=["GET"]),
        Route(PATH, door.sign_in, methods=["POST"]),
        Route(_OUT, door.sign_out, methods=["POST"]),
    ]


@dataclass(frozen=True)
class _Door:
    """The door of one estate."""

    get_journal: Callable[[], Journal]
    patience: Patience

    def ask(self, request: Request) -> Response:
        _, onward = _wishes(request.query_params)
        try:
            actor = badge_holder(self.get_journal(), request.cookies.get(COOKIE))
        except LiftFundError as error:
            return _form(_, onward, error, 503)
        return _inside(_, onward, actor) if actor else _form(_, onward)

    async def sign_in(self, request: Request) -> Response:
        form: Mapping[str, str] = {}
        try:
            form = await read_form(request)
            return await run_in_threadpool(self._admit, request, form)
        except Turned as turned:
            answer = _form(*_wishes(form), turned.why, turned.status, form.get("name", ""))
            if turned.retry_after:
                answer.headers["retry-after"] = str(turned.retry_after)
            return answer
        except LiftFundError as refusal:
            return _form(*_wishes(form), refusal, 401, form.get("name", ""))

    async def sign_out(self, request: Request) -> Response:
        try:
            _, onward = _wishes(await read_form(request))
        except Turned as turned:
            return _form(*_wishes({}), turned.why, turned.status)
        answer = RedirectResponse(onward, 303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer

    def _admit(self, request: Request, form: Mapping[str, str]) -> Response:
        """Check name and PIN, unless the address has to wait first."""
        address = request.client.host if request.client else ""
        journal = self.get_journal()
        if (wait := self.patience.knock(address)) > 0:
            too_often = N_("输错次数太多，请等 {seconds} 秒再试；忘记 PIN 请找管理员换发。")
            raise Turned(429, LiftFundError(too_often, seconds=ceil(wait)), retry_after=ceil(wait))
        actor = check_pin(journal, form.get("name", ""), form.get("pin", ""))
        self.patience.welcome(address)
        _, onward = _wishes(form)
        return give_badge(RedirectResponse(onward, 303), request, journal, actor.name)


def give_badge(answer: Response, request: Request, journal: Journal, name: str) -> Response:
    """Let the browser carry the badge; over https only where it came by https."""
    answer.set_cookie(
        COOKIE,
        issue_badge(journal, name),
        max_age=VALID_FOR_S,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return answer


def _wishes(fields: Mapping[str, str]) -> tuple[Words, str]:
    """The language the visitor reads and the page they were on their way to."""
    return Words(language(fields.get("lang"))), local_path(fields.get("next"))


def _form(_: Words, onward: str, why: LiftFundError | None = None, status: int = 200, name: str = "") -> Response:
    """The form; a name that was typed stays, and the PIN is typed again."""
    typed = f'value="{escape(name)}"' if name else "autofocus"
    body = (
        f"<p>{escape(_('用管理员发给您的姓名和 PIN 登录。'))}</p>{said(_, why)}"
        f'<form method="post" action="{PATH}">{hidden("next", onward)}{hidden("lang", _.lang)}'
        + field("name", _("姓名"), f'autocomplete="username" autocapitalize="off" maxlength="20" {typed}')
        + field("pin", "PIN", f"{_PIN_FIELD} {'autofocus' if name else ''}")
        + button(_("登录"))
        + "</form>"
    )
    return page(_, path=PATH, query={"next": onward}, title=_("工作人员登录"), body=body, status=status)


def _inside(_: Words, onward: str, actor: Actor) -> Response:
    """For somebody who is signed in already: on to the pages, or out."""
    body = (
        f"<p>{escape(_('您已登录：{name}（{role}）', name=actor.name, role=_(ROLE_WORDS[actor.role])))}</p>"
        f'<form method="post" action="{_OUT}">{hidden("next", onward)}{hidden("lang", _.lang)}'
        f'<a class="button" href="{escape(onward)}">{escape(_("继续"))}</a>'
        f'<button class="button quiet">{escape(_("退出登录"))}</button></form>'
    )
    return page(_, path=PATH, query={"next": onward}, title=_("工作人员登录"), body=body)
