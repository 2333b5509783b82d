"""Public papers: the published statement for everyone, each payment's way, and the draft for who makes it ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from liftfund_core.commands.badges import COOKIE, badge_holder
from liftfund_core.commands.roles import check_may
from liftfund_core.domain.period import Period
from liftfund_core.errors import LiftFundError, NotAllowed, NotFound
from liftfund_core.exports.comparison_page import comparison_page
from liftfund_core.exports.expense_page import expense_page
from liftfund_core.exports.statement_book import statement_book
from liftfund_core.exports.statement_page import Link, statement_page
from liftfund_core.exports.statement_words import period_said
from liftfund_core.reports.expenditure import expenditure
from liftfund_core.reports.read_board import board
from liftfund_core.reports.statements import Publication, draft, prepared, publication, publications
from liftfund_core.reports.venue import phone_base
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.web.page import page, said
from liftfund_core.words import N_, Language, Words, language

STATEMENT, EXPENSE, DRAFT = "/statement", "/expense", "/staff/statement"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def statement_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`GET /statement` and what it leads to are for everyone; drafts are for who makes them ready or publishes them."""
    desk = _Desk(get_journal)
    return [
        Route(STATEMENT, desk.newest),
        Route(f"{STATEMENT}/compare", desk.compare),
        Route(f"{STATEMENT}/{{entry:int}}", desk.one),
        Route(f"{STATEMENT}/{{entry:int}}.xlsx", desk.workbook),
        Route(f"{EXPENSE}/{{entry:int}}", desk.expense),
        Route(DRAFT, desk.draft),
    ]


@dataclass(frozen=True)
class _Desk:
    """Where the papers lie open."""

    get_journal: Callable[[], Journal]

    def newest(self, request: Request) -> Response:
        def paper(_: Words, journal: Journal) -> Response:
            published = publications(journal)
            if not published:
                raise NotFound(N_("还没有公示过收支表；物管会公示第一期之后，这里就能看到。"))
            return _published(_, journal, published[0])

        return self._answered(request, paper)

    def one(self, request: Request) -> Response:
        entry = request.path_params["entry"]
        return self._answered(request, lambda _, journal: _published(_, journal, publication(journal, entry)))

    def workbook(self, request: Request) -> Response:
        def file(_: Words, journal: Journal) -> Response:
            told = publication(journal, request.path_params["entry"])
            name = quote(f"{_('收支公示')}-{told.statement.period_to}.xlsx")
            headers = {**_HEADERS, "content-disposition": f"attachment; filename*=UTF-8''{name}"}
            return Response(statement_book(_, told), media_type=_WORKBOOK, headers=headers)

        return self._answered(request, file)

    def compare(self, request: Request) -> Response:
        def paper(_: Words, journal: Journal) -> Response:
            earlier, later = (publication(journal, _number(request, name)) for name in ("from", "to"))
            return _html(comparison_page(_, earlier, later, (_back(_), _other_language(_, request))))

        return self._answered(request, paper)

    def expense(self, request: Request) -> Response:
        def paper(_: Words, journal: Journal) -> Response:
            spent = expenditure(journal, request.path_params["entry"])
            return _html(expense_page(_, spent, board(journal).estate, (_back(_), _other_language(_, request))))

        return self._answered(request, paper)

    def draft(self, request: Request) -> Response:
        def paper(_: Words, journal: Journal) -> Response:
            actor = badge_holder(journal, request.cookies.get(COOKIE))
            if actor is None:
                way = f"{request.url.path}?{request.url.query}"
                return RedirectResponse(f"/staff/sign-in?{urlencode({'next': way, 'lang': _.lang})}", 303)
            check_may(actor, "read_bank")
            if "prepared" in request.query_params:
                told = prepared(journal, _number(request, "prepared"))
            else:
                told = draft(journal, _period(request))
            return _html(statement_page(_, told, bar=(_ledger(_), _other_language(_, request))))

        return self._answered(request, paper)

    def _answered(self, request: Request, paper: Callable[[Words, Journal], Response]) -> Response:
        """The paper in the reader's language, or one sentence."""
        _ = Words(language(request.query_params.get("lang")))
        try:
            return paper(_, self.get_journal())
        except LiftFundError as why:
            query = {name: value for name, value in request.query_params.items() if name != "lang"}
            body, status = said(_, why), _status(why)
            return page(_, path=request.url.path, query=query, title=_("收支公示"), body=body, status=status)


def _published(_: Words, journal: Journal, told: Publication) -> Response:
    """A published statement with the ways on: the ledger, the workbook, the other language, the other periods."""
    path = f"{STATEMENT}/{told.entry}"
    bar = (
        _ledger(_),
        Link(_("下载 Excel"), f"{path}.xlsx?lang={_.lang}"),
        Link(*_other(_, path)),
    )
    others = [other for other in publications(journal) if other.entry != told.entry]
    return _html(statement_page(_, told, found_at=_found_at(path), bar=bar, others=_ways(_, told, others)))


def _found_at(path: str) -> str:
    """Where phones find a paper; empty while this machine is not set up for them."""
    try:
        return phone_base(settings()) + path
    except LiftFundError:
        return ""


def _ways(_: Words, told: Publication, others: list[Publication]) -> tuple[Link, ...]:
    """Every other period, and what changed since the one before."""
    ways = [Link(period_said(_, other), f"{STATEMENT}/{other.entry}?lang={_.lang}") for other in others]
    before = [other for other in others if other.statement.period_to < told.statement.period_to]
    if before:
        ways.append(
            Link(_("与上一期对比"), f"{STATEMENT}/compare?from={before[0].entry}&to={told.entry}&lang={_.lang}")
        )
    return tuple(ways)


def _ledger(_: Words) -> Link:
    return Link(_("← 账本"), f"/Ledger?lang={_.lang}")


def _back(_: Words) -> Link:
    return Link(_("← 收支公示"), f"{STATEMENT}?lang={_.lang}")


def _other_language(_: Words, request: Request) -> Link:
    query = urlencode({name: value for name, value in request.query_params.items() if name != "lang"})
    return Link(*_other(_, f"{request.url.path}?{query}" if query else request.url.path))


def _other(_: Words, path: str) -> tuple[str, str]:
    """The name of the other language and where the same paper is in it."""
    other: Language = "en" if _.lang == "zh" else "zh"
    return "English" if other == "en" else _("中文"), f"{path}{'&' if '?' in path else '?'}lang={other}"


def _number(request: Request, name: str) -> int:
    """A number in the address.

    Raises:
        NotFound: it is none.
    """
    asked = request.query_params.get(name, "")
    if not asked.isascii() or not asked.isdecimal():
        raise NotFound(N_("网址里的编号不完整；请从账本页面重新打开。"))
    return int(asked)


def _period(request: Request) -> Period:
    """The days in the address.

    Raises:
        NotFound: they are none.
    """
    try:
        first, last = (date.fromisoformat(request.query_params.get(name, "")) for name in ("first", "last"))
    except ValueError:
        raise NotFound(N_("网址里的日期不完整；请从账本页面重新打开。")) from None
    return Period(first, last)


def _status(why: LiftFundError) -> int:
    return 404 if isinstance(why, NotFound) else 403 if isinstance(why, NotAllowed) else 409


def _html(text: str) -> Response:
    return HTMLResponse(text, headers=_HEADERS)
