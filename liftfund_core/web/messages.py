"""Where a phone leaves its message: checked at the door, masked, kept, and shown to nobody before the staff agree."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from liftfund_core.commands.messages import message_deed
from liftfund_core.errors import LiftFundError, Refusal, StoreError
from liftfund_core.store.deeds import Deed
from liftfund_core.store.journal import Journal
from liftfund_core.web.crowd import Crowd
from liftfund_core.web.posts import Turned, read_json, text_of
from liftfund_core.words import N_, Words, language

PATH = "/api/messages"
_QUIET = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
_TOO_MANY = N_("这个网络提交得太多，请等 {seconds} 秒再试；也可以到签到台写留言卡。")


def message_routes(get_journal: Callable[[], Journal], crowd: Crowd | None = None) -> list[Route]:
    """`POST /api/messages` (contracts.md).

    Args:
        crowd: how much one address may send; a whole venue shares one.
    """
    return [Route(PATH, _Letterbox(get_journal, crowd or Crowd()).take, methods=["POST"])]


@dataclass(frozen=True)
class _Letterbox:
    """The letterbox of one estate."""

    get_journal: Callable[[], Journal]
    crowd: Crowd

    async def take(self, request: Request) -> Response:
        """202 when the message is durable; every refusal is one sentence."""
        _ = Words(language(request.query_params.get("lang")))
        address = request.client.host if request.client else ""
        if (wait := self.crowd.wait(address)) > 0:
            return _no(_, LiftFundError(_TOO_MANY, seconds=ceil(wait)), 429, retry_after=ceil(wait))
        try:
            receipt = await asyncio.wrap_future(self.get_journal().submit(await _deed(request)))
        except Turned as turned:
            self.crowd.failed(address)
            return _no(_, turned.why, turned.status)
        except StoreError as error:
            return _no(_, error, 503)
        except Refusal as refusal:
            self.crowd.failed(address)
            return _no(_, refusal, 422)
        said = _("已收到，谢谢！审核后会在大屏展示，不显示姓名。")
        return JSONResponse({"message": said, "receipt": str(receipt.entry)}, 202, _QUIET)


async def _deed(request: Request) -> Deed:
    """What the letter asks for.

    Raises:
        Turned: not a letter of ours. Refusal: a field of it is wrong.
    """
    fields = await read_json(request)
    request_id = text_of(fields, "request_id")
    if request_id is None:
        raise Turned(422, LiftFundError(N_("这次提交缺少有效的编号；请刷新页面后再提交。")))
    return message_deed(
        text=text_of(fields, "text") or "",
        kind=text_of(fields, "kind") or "",
        building=text_of(fields, "building") or None,
        from_who=text_of(fields, "from_who") or "resident",
        request_id=request_id,
    )


def _no(_: Words, why: LiftFundError, status: int, retry_after: int | None = None) -> Response:
    headers = {**_QUIET, "retry-after": str(retry_after)} if retry_after else _QUIET
    return JSONResponse({"sentence": why.sentence(_.lang)}, status, headers)
