"""What the screen shows before the first figures: the shape of the board, standing still."""

from liftfund_core.themes import THEMES
from liftfund_core.ui.wall.data import Look
from liftfund_core.ui.wall.page import HTML_LANG
from liftfund_core.ui.wall.sheet import Frame
from liftfund_core.words import Words


def skeleton(look: Look, failed: bool = False) -> Frame:
    """Blocks where the figures will be, and a chip that says whether they are awaited or cannot be read."""
    _ = Words(look.lang)
    said, warn = (_("▲ 数据暂不可用"), " warn") if failed else (_("正在读取…"), "")
    first = "" if failed else "data-first"
    blocks = "".join('<i class="sk row-sk"></i>' for _row in range(6))
    return Frame(
        f'<div class="lf waiting" data-ready {first} lang="{HTML_LANG[look.lang]}" '
        f'style="{THEMES[look.theme].variables()}"><header><i class="sk seal-sk"></i><i class="sk name-sk"></i>'
        f'<div class="chips"><span class="chip{warn}" role="status">{said}</span></div></header>'
        f'<main class="overview"><section class="hero"><i class="sk hero-sk"></i><i class="sk fact-sk"></i>'
        f'<i class="sk fact-sk"></i><i class="sk fact-sk"></i></section><section class="sk-rows">{blocks}</section>'
        "</main></div>",
        {},
    )
