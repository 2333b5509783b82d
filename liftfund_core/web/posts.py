"""What a form sent to our own routes must be: from our own page, a plain form, and small."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from liftfund_core.errors import LiftFundError
from liftfund_core.words import N_

FORM = "application/x-www-form-urlencoded"
_MOST_BYTES = 4096


class Turned(Exception):
    """A request turned away at the door: with a status, one sentence, and seconds to wait where it may return."""

    def __init__(self, status: int, why: LiftFundError, retry_after: int | None = None) -> None:
        super().__init__(str(why))
        self.status = status
        self.why = why
        self.retry_after = retry_after


async def read_form(request: Request) -> Mapping[str, str]:
    """The fields of a posted form.

    Raises:
        Turned: 403 from a foreign page, 413 too large, 422 not a form.
    """
    _check_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Turned(422, LiftFundError(N_("这不是登录表单；请从登录页面填写后提交。")))
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_BYTES:
            raise Turned(413, LiftFundError(N_("提交的内容太长；请只填写表单里的几项。")))
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20))
    except ValueError as error:
        raise Turned(422, LiftFundError(N_("提交的内容无法读取；请从登录页面重新填写。"))) from error


def local_path(asked: str | None, otherwise: str = "/Collection") -> str:
    """Where to go on to: a path of this site, never another one."""
    if not asked or not asked.isprintable() or "\\" in asked or not asked.startswith("/"):
        return otherwise
    try:
        parts = urlsplit(asked)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc or asked.startswith("//") else asked


def _check_origin(request: Request) -> None:
    """Turn away a form that another site's page sends in our visitor's name."""
    said = request.headers.get("origin") or request.headers.get("referer")
    if said is not None and urlsplit(said).netloc != request.headers.get("host"):
        raise Turned(403, LiftFundError(N_("这份表单来自别的网站，没有受理；请直接打开本系统的登录页面。")))
