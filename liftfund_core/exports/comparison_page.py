"""Two statements side by side: where the account stood on one day and on another, and what changed between."""

from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.statement import Statement
from liftfund_core.exports.markup import money, note, row, table, text
from liftfund_core.exports.statement_page import Link, chips, paper
from liftfund_core.exports.statement_words import day_said
from liftfund_core.reports.statements import Publication
from liftfund_core.words import Words


def comparison_page(_: Words, earlier: Publication, later: Publication, bar: tuple[Link, ...] = ()) -> str:
    """What each line was at the end of two statements; lines that one of them does not tell have no change."""
    first, last, title = earlier.statement, later.statement, _("两期对比")
    heads = (
        _("截至"),
        day_said(_, first.period_to),
        day_said(_, last.period_to),
        _("变动（元）"),
    )
    rows = [
        row([text(label), money(before), money(after), _change(before, after)], kind)
        for label, before, after, kind in _lines(_, first, last)
    ]
    body = (
        f"<h1>{text(title)}</h1>"
        f'<p class="period">{text(_("{a} 与 {b}", a=heads[1], b=heads[2]))}</p>'
        f"<section>{table(heads, rows)}</section>"
        + note(_("两列都取自已公示的收支表；之后的更正列入更正之后的那一期。") if earlier.entry else "")
    )
    return paper(_, title=title, estate=last.estate, chips=chips(_, later), bar=bar, body=body)


def _lines(_: Words, a: Statement, b: Statement) -> list[tuple[str, int | None, int | None, str]]:
    bank = [told.bank.balance_fen if told.bank else None for told in (a, b)]
    return [
        (_("业主缴费累计（扣除退款）"), a.collected_fen, b.collected_fen, ""),
        (_("付给施工单位累计"), a.spent_fen, b.spent_fen, ""),
        (_("账户余额"), a.closing_fen, b.closing_fen, "total"),
        (_("银行余额"), bank[0], bank[1], ""),
        (_("垫资未还"), a.advance.outstanding_fen, b.advance.outstanding_fen, ""),
        (_("待收缺口"), a.unpaid_fen, b.unpaid_fen, ""),
        (_("已承诺、尚未支付"), a.committed_fen, b.committed_fen, ""),
        (_("减免合计"), a.waived_fen, b.waived_fen, ""),
    ]


def _change(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return "—"
    return f"{'+' if after > before else ''}{format_yuan(after - before)}"
