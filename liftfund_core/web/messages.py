"""Where a phone leaves its message: checked at the door, masked, kept, and shown to nobody before the staff agree."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from liftfund_core.commands.messages import message_deed
from liftfund_core.errors import LiftFundError, Refusal, StoreError
from liftfund_core.store.deeds import Deed
from liftfund_core.store.journal import Journal
from liftfund_core.web.crowd import Crowd
from liftfund_core.web.json_posts import read_json
from liftfund_core.web.posts import Turned
from liftfund_core.web.sentences import refused, said_json, spoken
from liftfund_core.words import N_, Words

PATH = "/api/messages"
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
        address = request.client.host if request.client else ""
        if (wait := ceil(self.crowd.wait(address))) > 0:
            return refused(request, LiftFundError(_TOO_MANY, seconds=wait), 429, wait)
        try:
            receipt = await asyncio.wrap_future(self.get_journal().submit(await _deed(request)))
        except Turned as turned:
            self.crowd.failed(address)
            return refused(request, turned.why, turned.status)
        except StoreError as error:
            return refused(request, error, 503)
        except Refusal as refusal:
            self.crowd.failed(address)
            return refused(request, refusal, 422)
        said = Words(spoken(request))(N_("已收到，谢谢！审核后会在大屏展示，不显示姓名。"))
        return said_json({"message": said, "receipt": str(receipt.entry)}, 202)


async def _deed(request: Request) -> Deed:
    """What the letter asks for.

    Raises:
        Turned: not a letter of ours. Refusal: a field of it is wrong.
    """
    told = await read_json(request.scope, request.receive)
    return message_deed(
        text=_text(told, "text") or "",
        kind=_text(told, "kind") or "",
        building=_text(told, "building"),
        from_who=_text(told, "from_who") or "resident",
        request_id=_text(told, "request_id") or "",
    )


def _text(told: Mapping[str, object], name: str) -> str | None:
    """A text of the letter; None where it is left out, null or empty.

    Raises:
        Turned: 422, it is something else.
    """
    value = told.get(name)
    if value is not None and not isinstance(value, str):
        raise Turned(422, LiftFundError(N_("提交的内容看不懂；请刷新页面后再提交。")))
    return value or None
