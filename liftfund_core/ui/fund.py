"""The separate account as people read it: exact for staff who keep the households' accounts, cut for everyone else."""

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
