"""What the light pages share: the two languages in their markup, and headers by which nobody keeps them."""

from base64 import b64encode
from hashlib import sha256

from liftfund_core.words import Language, Words

HTML_LANG: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


def other_language(lang: Language) -> Language:
    """The language that the switch leads to."""
    return "en" if lang == "zh" else "zh"


def tongues(_: Words) -> dict[str, str]:
    """What a template says of its language and of the other one: html_lang, other_lang, other_html_lang, other_name."""
    other = other_language(_.lang)
    return {
        "html_lang": HTML_LANG[_.lang],
        "other_lang": other,
        "other_html_lang": HTML_LANG[other],
        "other_name": "English" if other == "en" else _("中文"),
    }


def headers(css: str, js: str, *, reaches: str) -> dict[str, str]:
    """Nobody keeps the page or learns its address, and it runs only the script that it was made with.

    Args:
        reaches: what else it may load, as `default-src` of the policy: 'none' or 'self'.
    """
    return {
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "content-security-policy": (
            f"default-src '{reaches}'; script-src {_digest(js)}; style-src {_digest(css)}; img-src data:; "
            "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
        ),
    }


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
