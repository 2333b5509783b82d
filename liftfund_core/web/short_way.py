"""The short way in: what phones send by the thousand is answered in front of Streamlit's own layers."""

from collections.abc import Sequence

from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send


class ShortWay:
    """Middleware around all others: some routes are answered here, everything else goes on.

    Streamlit wraps sessions, compression and a check of file paths around every route, at twice the cost of an answer.
    A route may go the short way when it reads no session, serves no file, and says less than would be compressed.

    Args:
        routes: those that may; they stand among the others too, for whoever asks with another method.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[Route]) -> None:
        self._app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer here what is ours, and pass everything else on."""
        for route in self._routes:
            match, found = route.matches(scope)
            if match is Match.FULL:
                scope.update(found)
                await route.handle(scope, receive, send)
                return
        await self._app(scope, receive, send)
