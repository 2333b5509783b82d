"""The light routes that stand beside the pages: the door for staff, and whether the book is open."""

from collections.abc import Callable, Sequence

from starlette.middleware import Middleware
from starlette.routing import Route

from liftfund_core.store.journal import Journal
from liftfund_core.web.account import account_routes
from liftfund_core.web.answers import ANSWERS, answer_routes
from liftfund_core.web.board import board_routes
from liftfund_core.web.first_admin import FirstKey, first_admin_routes
from liftfund_core.web.health import health_routes
from liftfund_core.web.messages import message_routes
from liftfund_core.web.papers import paper_routes
from liftfund_core.web.patience import Patience
from liftfund_core.web.phone import phone_routes
from liftfund_core.web.receipts import receipt_routes
from liftfund_core.web.short_way import ShortWay
from liftfund_core.web.sign_in import sign_in_routes
from liftfund_core.web.statement import statement_routes
from liftfund_core.web.stream import stream_routes


def routes(
    get_journal: Callable[[], Journal], key: FirstKey | None = None, patience: Patience | None = None
) -> list[Route]:
    """All routes of our own (contracts.md, HTTP).

    Args:
        get_journal: the journal of this process; may raise StoreError while the file cannot be opened.
        key: opens the first administrator's link. patience: how long failed sign-ins wait.
    """
    return [
        *health_routes(get_journal),
        *sign_in_routes(get_journal, patience or Patience()),
        *first_admin_routes(get_journal, key or FirstKey()),
        *answer_routes(get_journal),
        *board_routes(get_journal),
        *stream_routes(get_journal),
        *phone_routes(get_journal),
        *paper_routes(get_journal),
        *statement_routes(get_journal),
        *receipt_routes(get_journal),
        *message_routes(get_journal),
        *account_routes(get_journal),
    ]


def short_way(ours: Sequence[Route]) -> list[Middleware]:
    """The middleware that lets phones' answers past Streamlit's own."""
    return [Middleware(ShortWay, routes=[route for route in ours if route.path == ANSWERS])]
