"""The small page at the door: hand-written, a few kilobytes, nothing from another host."""

from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from liftfund_core.errors import LiftFundError
from liftfund_core.web.light import other_language, tongues
from liftfund_core.words import Words

_TEMPLATE = Template((Path(__file__).parent / "page.html").read_text("utf-8"))
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def page(_: Words, *, path: str, query: dict[str, str], title: str, body: str, status: int = 200) -> HTMLResponse:
    """A whole page; `body` is finished markup, `path` and `query` are where the other language is found."""
    other = other_language(_.lang)
    text = _TEMPLATE.substitute(
        tongues(_),
        title=escape(title),
        body=body,
        other_url=escape(f"{path}?{urlencode({**query, 'lang': other})}"),
        wall=escape(_("看大屏")),
    )
    return HTMLResponse(text, status, _HEADERS)


def said(_: Words, why: LiftFundError | None) -> str:
    """What went wrong, read aloud at once; nothing when nothing did."""
    return f'<p class="said" role="alert">{escape(why.sentence(_.lang))}</p>' if why else ""


def hidden(name: str, value: str) -> str:
    """A field that travels with the form."""
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def field(name: str, label: str, attributes: str) -> str:
    """A labelled field; `attributes` are finished markup."""
    return f'<label>{escape(label)}<input name="{name}" required {attributes}></label>'


def button(label: str) -> str:
    """The one button of the form."""
    return f'<button class="button">{escape(label)}</button>'
