"""Scene cards: the ceremony in which lift cards are handed out. A count and nothing else (rules.md 2.5)."""

from liftfund_core.ui.wall import marks
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page
from liftfund_core.ui.wall.sheet import Frame, Sheet, key
from liftfund_core.words import Words


def scene(data: WallData, look: Look) -> Frame:
    """Hero: cards handed out; beside it a card, below it the sentence that no card depends on a payment."""
    sheet, _ = Sheet(), Words(look.lang)
    current = data.stage.current
    by = (
        _("由{speaker}发放", speaker=current.speaker)
        if current and current.scene == "cards" and current.speaker
        else ""
    )
    main = (
        f'<div class="ceremony {key("wall_cards")}"><section><h1>{_("发放电梯卡")}</h1>'
        f'<p class="handed" {sheet.bind("c", "digits", len(str(data.cards)))} {sheet.shown_if("any", data.cards > 0)}>'
        f"{sheet.text('cards', data.cards, 'xl maple', 'b')} {_('张')}</p>"
        f'<p class="handed" {sheet.shown_if("none", not data.cards)}>{_("即将开始")}</p>'
        f"{sheet.text('speaker', by, 'speaker', 'p')}"
        f'<p class="free">{_("乘电梯不与缴费挂钩")}</p></section>{_card(_)}</div>'
    )
    note = f'<p class="note">{_("只公布张数 · 不登记姓名和房号")}</p>'
    return page(sheet, data, look, title=_("发卡仪式"), main=main, note=note)


def _card(_: Words) -> str:
    """A lift card as one holds it, over two more."""
    return (
        f'<div class="lift-pass" aria-hidden="true"><i></i><i></i><div>{marks.seal()}<b>{_("电梯卡")}</b>'
        f"{marks.waves()}</div></div>"
    )
