"""A household's answer by phone: taken once, told when it is durable, proved by a receipt that hides the choice."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from liftfund_core.commands.phones import LONGEST_REQUEST_ID, Answered, UnknownCode, answer, unknown_code
from liftfund_core.domain.codes import normalise
from liftfund_core.errors import Conflict, LiftFundError, NotFound, Refusal, StoreError
from liftfund_core.reports.answers import receipt
from liftfund_core.store.journal import Journal
from liftfund_core.web.json_posts import read_json, text_of
from liftfund_core.web.limits import AddressLimit, CodeLimit
from liftfund_core.web.posts import Turned
from liftfund_core.web.sentences import NO_STORE, refused, said_json
from liftfund_core.words import N_

ANSWERS = "/api/polls/{motion}/answers"

_LONGEST_TEXT = 100
_BLAMELESS = (409, 429, 503)  # a whole venue is a moment too late when a poll closes
_STATUS: tuple[tuple[type[LiftFundError], int], ...] = (
    (UnknownCode, 403),
    (NotFound, 404),
    (Conflict, 409),
    (Refusal, 422),
    (StoreError, 503),
)
_HEAD = [(b"content-type", b"application/json"), *((name.encode(), said.encode()) for name, said in NO_STORE.items())]


def answer_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`POST /api/polls/{motion}/answers` and `GET /api/receipts/{receipt}`."""
    desk = _Desk(get_journal)
    return [
        Route(ANSWERS, desk, methods=["POST"]),
        Route("/api/receipts/{receipt}", desk.prove, methods=["GET"]),
    ]


def turned_by(error: LiftFundError) -> Turned:
    """A refusal of the core as a status."""
    return Turned(next((status for kind, status in _STATUS if isinstance(error, kind)), 422), error)


@dataclass(frozen=True)
class _Desk:
    """Where answers come in; an ASGI endpoint, for a request and a response object cost as much as all the rest."""

    get_journal: Callable[[], Journal]
    codes: CodeLimit = field(default_factory=CodeLimit)
    addresses: AddressLimit = field(default_factory=AddressLimit)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            done = await self._answered(scope, receive)
        except (LiftFundError, Turned) as error:
            turned_away = await self._turn_away(Request(scope), error)
            await turned_away(scope, receive, send)
            return
        body = b'{"receipt":"%s","entry":%d}' % (done.receipt.encode(), done.entry)  # letters that JSON has as they are
        head = [*_HEAD, (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200 if done.repeated else 201, "headers": head})
        await send({"type": "http.response.body", "body": body})

    async def prove(self, request: Request) -> Response:
        try:
            found = await run_in_threadpool(receipt, self.get_journal(), request.path_params["receipt"])
        except LiftFundError as error:
            return await self._turn_away(request, error)
        return said_json(
            {
                "receipt": found.receipt,
                "poll": found.poll,
                "entry": found.entry,
                "counted": found.counted,
                "replaced_by": found.replaced_by,
            }
        )

    async def _answered(self, scope: Scope, receive: Receive) -> Answered:
        told = await read_json(scope, receive)
        code = normalise(text_of(told, "code", _LONGEST_TEXT))
        choice = text_of(told, "choice", _LONGEST_TEXT)
        request_id = text_of(told, "request_id", LONGEST_REQUEST_ID)
        if code is None:
            raise unknown_code()
        if wait := self.codes.take(code):
            sentence = N_("答得太快了：同一个住户码 10 秒内最多 10 次，请等 {seconds} 秒再试。")
            raise Turned(429, LiftFundError(sentence, seconds=wait), wait)
        motion = scope["path_params"]["motion"]
        try:
            return await answer(self.get_journal(), code=code, motion=motion, choice=choice, request_id=request_id)
        except UnknownCode:
            self.codes.give_back(code)
            raise

    async def _turn_away(self, request: Request, error: LiftFundError | Turned) -> Response:
        """The sentence; later and later for an address that keeps failing, and 429 when too many are waiting."""
        turned = error if isinstance(error, Turned) else turned_by(error)
        blameless = turned.status in _BLAMELESS
        pause = 0.0 if blameless else self.addresses.failed(request.client.host if request.client else "")
        if pause <= 0:
            return refused(request, turned.why, turned.status, turned.retry_after)
        if not self.addresses.enter_pause():
            too_many = LiftFundError(N_("失败的请求太多；请等 {seconds} 秒再试。"), seconds=ceil(pause))
            return refused(request, too_many, 429, ceil(pause))
        try:
            await asyncio.sleep(pause)
        finally:
            self.addresses.leave_pause()
        return refused(request, turned.why, turned.status, turned.retry_after)
