"""Scene money: what came in, what was advanced, what is left, and where each yuan of the owners went.

The advance stays out of the bar, for it is not the owners' money; what is still to be collected is said in so many
words, because lifts that are done while owners have not paid are carried by somebody (rules.md 2.3).
"""

from liftfund_core.domain.money import million, share, wan
from liftfund_core.reports.public import PublicBoard
from liftfund_core.reports.public_fund import PublicFund, Use
from liftfund_core.ui.wall import notice
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page
from liftfund_core.ui.wall.sheet import Frame, Sheet, key
from liftfund_core.words import N_, Words

SEGMENTS = 5
_NARROW, _WIDE = 7, 15  # fen of a yuan: less than the first holds no figure, less than the second a small one
_LEFT, _OTHER = N_("结余"), N_("其他")


def scene(data: WallData, look: Look) -> Frame:
    """Three sums, one bar of at most five purposes, and the line about what is missing."""
    fund = data.fund()
    if fund is None or data.board.empty:
        return notice.payments_open_soon(data, look)
    sheet, _ = Sheet(), Words(look.lang)
    main = (
        f'<div class="money {key("wall_money")}">{_sums(sheet, fund, _)}'
        f"{_yuan(sheet, data.board, fund, _)}{_missing(sheet, data.board, fund, _)}</div>"
    )
    note = f'<p class="note">{_("公开金额按千元取整，只舍不入")}</p>'
    return page(sheet, data, look, title=_("每一元钱的去向"), main=main, note=note)


def _sums(sheet: Sheet, fund: PublicFund, _: Words) -> str:
    sums = {
        "collected": (_("业主已缴"), fund.collected_fen),
        "advance": (_("物业先行垫资（未还）"), fund.advance_outstanding_fen),
        "balance": (_("账户结余"), fund.balance_fen),
    }
    return '<div class="sums">' + "".join(_sum(sheet, slot, *told, _) for slot, told in sums.items()) + "</div>"


def _sum(sheet: Sheet, slot: str, label: str, fen: int | None, _: Words) -> str:
    digits, unit = _told(fen, _)
    return (
        f'<p class="sum"><span class="label">{label}</span>'
        f"<b>{sheet.text(slot, digits)}{sheet.text(f'{slot}_unit', unit, 'unit')}</b></p>"
    )


def _told(fen: int | None, _: Words) -> tuple[str, str]:
    """A public sum and its unit, "112.0" and 万元 or "¥1.12" and M; a dash where it is hidden."""
    if fen is None:
        return "—", ""
    return (wan(fen), _("万元")) if _.lang == "zh" else (f"¥{million(fen)}", "M")


def _spelled(fen: int, _: Words) -> str:
    return (" " if _.lang == "zh" else "").join(_told(fen, _))


def _yuan(sheet: Sheet, board: PublicBoard, fund: PublicFund, _: Words) -> str:
    rate = _("标准 {rate} 元/平方米", rate=f"{board.estate.rate_fen_per_m2 / 100:.2f}")
    parts = segments(fund)
    fen = share(100, [part.fen for part in parts]) if parts else []
    split = [(n, part, of_yuan) for n, (part, of_yuan) in enumerate(zip(parts, fen, strict=True))]
    bars = "".join(_bar(sheet, *told) for told in split)
    names = "".join(_name(sheet, *told, _) for told in split)
    hidden = "" if parts else f'<p class="hidden">{_("已缴户数太少，金额暂不公开")}</p>'
    return (
        f'<h1>{_("业主每缴 1 元")} <span>{rate}</span></h1><div class="yuan" aria-hidden="true">{bars}{hidden}</div>'
        f'<div class="uses">{names}</div>'
    )


def _fill(n: int, part: Use) -> str:
    """What is left keeps the look of paper, however many purposes stand before it."""
    return "left" if part.purpose == _LEFT else f"s{n}"


def _bar(sheet: Sheet, n: int, part: Use, of_yuan: int) -> str:
    figure = f"{of_yuan / 100:.2f}" if of_yuan >= _NARROW else ""
    length = sheet.bind("w", f"part{n}", f"{of_yuan}%")
    room = sheet.bind("c", f"room{n}", "narrow" if of_yuan < _WIDE else "wide")
    return f'<i class="{_fill(n, part)}" {length} {room}>{sheet.text(f"yuan{n}", figure, tag="b")}</i>'


def _name(sheet: Sheet, n: int, part: Use, of_yuan: int, _: Words) -> str:
    """Under the bar: a chip of the same fill, the purpose, and how much it is."""
    said = _spelled(part.fen, _) if of_yuan >= _NARROW else f"{of_yuan / 100:.2f} · {_spelled(part.fen, _)}"
    return (
        f'<p style="flex-grow:{of_yuan}"><i class="{_fill(n, part)}"></i><b>{_(part.purpose)}</b>'
        f"{sheet.text(f'use{n}', said)}</p>"
    )


def segments(fund: PublicFund) -> tuple[Use, ...]:
    """At most five parts of what the owners paid: purposes, the small ones together, and what is left.

    Where more was spent than the owners have paid, the advance carried the rest: their part is shared by purpose.
    """
    if not fund.collected_fen:
        return ()
    spent = sum(use.fen for use in fund.uses)
    uses, left = list(fund.uses), fund.collected_fen - spent
    if left < 0:
        shared = share(fund.collected_fen, [use.fen for use in uses])
        uses, left = [Use(use.purpose, fen) for use, fen in zip(uses, shared, strict=True)], 0
    large = sorted((u for u in uses if 100 * u.fen >= _NARROW * fund.collected_fen), key=lambda u: -u.fen)
    large = large[: SEGMENTS - 2] if len(large) > SEGMENTS - 1 or len(large) < len(uses) else large
    rest = sum(use.fen for use in uses) - sum(use.fen for use in large)
    parts = [*large, Use(_OTHER, rest), Use(_LEFT, left)]
    return tuple(part for part in parts if part.fen > 0)


def _missing(sheet: Sheet, board: PublicBoard, fund: PublicFund, _: Words) -> str:
    """What has not been paid yet, by whom it is carried meanwhile, and of how much it is a part."""
    if fund.gap_fen is None:
        said = _("已缴户数太少，缺口暂不公开")
    elif fund.gap_fen and fund.advance_outstanding_fen:
        said = _("待收缺口 {x}，由物业垫资承担", x=_spelled(fund.gap_fen, _))
    else:
        said = _("待收缺口 {x}", x=_spelled(fund.gap_fen, _))
    due = _("应缴 {x} 万元", x=board.due_wan if _.lang == "zh" else board.due_million)
    return f'<p class="missing">{sheet.text("missing", said)}{sheet.text("due", due)}</p>'
