"""The separate account as people read it: exact for staff who keep the households' accounts, cut for everyone else."""

from html import escape

from liftfund_core.domain.money import format_yuan, million, wan
from liftfund_core.ui import live
from liftfund_core.ui.sums import Figure
from liftfund_core.words import Words


def headline(_: Words, exact: bool) -> list[Figure]:
    """Received, spent, balance and the advance that is still owed."""
    if exact:
        fund = live.exact().fund
        sums: list[tuple[str, int | None]] = [
            (_("业主已缴"), fund.collected_fen),
            (_("已支出"), fund.spent_fen),
            (_("账户结余"), fund.balance_fen),
            (_("垫资未还"), fund.advance_outstanding_fen),
        ]
        return [Figure(_("{label}（元）", label=label), format_yuan(fen or 0)) for label, fen in sums]
    shown = live.fund()
    sums = [
        (_("业主已缴"), shown.collected_fen),
        (_("已支出"), shown.spent_fen),
        (_("账户结余"), shown.balance_fen),
        (_("垫资未还"), shown.advance_outstanding_fen),
    ]
    short = wan if _.lang == "zh" else million
    return [
        Figure(_("{label}（万元）", label=label), _("不显示") if fen is None else short(fen)) for label, fen in sums
    ]


def basis(_: Words, exact: bool) -> str:
    """What the sums leave out."""
    if exact:
        return _("业主已缴不含垫资；直接付给施工单位的垫资不进账户，也不算支出。")
    return _("公开金额按千元取整（只舍不入）；精确数以公示的收支表为准。")


def gap(_: Words, exact: bool) -> str:
    """What owners have yet to pay, and who carries it meanwhile, said openly (rules.md 2.3)."""
    fen = live.exact().gap_fen if exact else live.fund().gap_fen
    if fen is None or fen <= 0:
        return ""
    short = wan if _.lang == "zh" else million
    said = _("{amount} 元", amount=format_yuan(fen)) if exact else _("{amount} 万元", amount=short(fen))
    owed = live.fund().advance_outstanding_fen
    carried = _("缺口目前由垫资方承担，垫资还没有还清") if owed > 0 else _("缺口要由后续收缴补上")
    return (
        f'<p class="gap"><b>{escape(_("待收缺口"))} {escape(said)}</b>'
        f"<span>{escape(_('应缴减去已缴'))} · {escape(carried)}</span></p>"
    )
