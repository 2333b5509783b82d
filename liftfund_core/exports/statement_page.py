"""The published statement as a page: for the notice board on A4, and for a phone, each payment with its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from string import Template

import segno

from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.statement import PAPER_WORDS, SIDE_WORDS, Bank, Contract, Expense, Statement
from liftfund_core.exports.markup import money, note, row, section, table, text
from liftfund_core.exports.statement_words import (
    TITLE,
    approval_said,
    buildings_said,
    count_said,
    day_said,
    period_said,
    purpose_said,
    role_said,
    standing_said,
    sum_said,
)
from liftfund_core.reports.statements import Publication
from liftfund_core.words import Words

_PAPER = Template((Path(__file__).parent / "statement.html").read_text("utf-8"))


@dataclass(frozen=True)
class Link:
    """A way on from the paper, which is not printed."""

    label: str
    address: str


def paper(_: Words, *, title: str, estate: str, chips: str, bar: tuple[Link, ...], body: str) -> str:
    """A whole page on the estate's paper; `chips` and `body` are finished markup."""
    return _PAPER.substitute(
        html_lang="zh-CN" if _.lang == "zh" else "en",
        title=text(f"{title} · {estate}"),
        foot=text(f"{estate} · {title}").replace('"', "").replace("\\", ""),
        estate=text(estate),
        chips=chips,
        bar="".join(f'<a href="{text(link.address)}">{text(link.label)}</a>' for link in bar),
        body=body,
    )


def statement_page(
    _: Words,
    publication: Publication,
    *,
    base: str = "",
    found_at: str = "",
    bar: tuple[Link, ...] = (),
    others: tuple[Link, ...] = (),
) -> str:
    """The statement as a page.

    Args:
        base: what addresses of ways on begin with; empty on this host itself.
        found_at: where residents' phones find this page, for the code on paper; empty for none.
        bar, others: ways on, above and below the paper, which are not printed.
    """
    told = publication.statement
    title = _(TITLE)
    body = "".join(
        (
            f'<h1>{text(title)}</h1><p class="period">{text(period_said(_, publication))}</p>',
            note(standing_said(_, publication), "standing"),
            _sums(_, told),
            _against_bank(_, told),
            _changed(_, publication),
            _income(_, told),
            _spending(_, told, base),
            f'<div class="two">{_advance(_, told)}{_unpaid(_, told)}</div>',
            _contracts(_, told),
            _bank(_, told.bank) if told.bank else "",
            _documents(_, told),
            _signed(_, publication, found_at),
            _ways(others),
        )
    )
    return paper(_, title=title, estate=told.estate, chips=chips(_, publication), bar=bar, body=body)


def chips(_: Words, publication: Publication) -> str:
    """What must be seen at once: made-up figures, a draft, a withdrawal."""
    said = [(_("演示数据"), "")] if publication.statement.simulated else []
    if publication.is_draft or publication.withdrawn_on:
        said.append((_("草稿") if publication.is_draft else _("已撤回"), "draft"))
    return "".join(f'<span class="chip {kind}">{text(words)}</span>' for words, kind in said)


def _sums(_: Words, told: Statement) -> str:
    """Opening and what came in, less what left, is closing."""
    parts = [(_("期初余额"), told.opening_fen, "")]
    parts += [(_("以前期间更正"), told.earlier_fen, "+")] if told.earlier_fen else []
    parts += [
        (_("本期收入"), told.in_fen, "+"),
        (_("本期支出"), told.out_fen, "−"),
        (_("期末余额"), told.closing_fen, "="),
    ]
    cells = "".join(
        f"<div{' class=last' if sign == '=' else ''}>{f'<i>{sign}</i>' if sign else ''}"
        f"<span>{text(label)}</span><b>{format_yuan(fen)}</b></div>"
        for label, fen, sign in parts
    )
    return f'<div class="sums" aria-label="{text(_("单位：元"))}">{cells}</div>'


def _against_bank(_: Words, told: Statement) -> str:
    """The one line that finance is asked for."""
    if told.bank is None or told.difference_fen is None:
        return note(_("银行还没有余额：导入流水或登记对账单余额后，这里显示差额。"), "note loud")
    agrees = told.difference_fen == 0
    verdict = _("与账面一致，差额 0.00") if agrees else _("差额 {fen}", fen=format_yuan(told.difference_fen))
    day = _("银行余额（{day}）", day=day_said(_, told.period_to))
    return (
        f'<div class="bank{"" if agrees else " differs"}"><span>{text(day)} <b>{format_yuan(told.bank.balance_fen)}</b>'
        f"</span><span>{text(_('账面余额'))} <b>{format_yuan(told.closing_fen)}</b></span>"
        f'<span class="verdict">{text(verdict)}</span></div>'
    )


def _changed(_: Words, publication: Publication) -> str:
    if not publication.changed_fen:
        return ""
    said = _(
        "公示之后，这一期的账又有更正，使期末余额变动 {fen} 元；已公示的数不改，更正列入下一期“以前期间更正”。",
        fen=format_yuan(publication.changed_fen),
    )
    return note(said, "note loud")


def _income(_: Words, told: Statement) -> str:
    heads = (_("来源"), _("笔数"), _("金额（元）"))
    rows = [
        row([text(_("{buildings}业主缴费", buildings=buildings_said(_, line.buildings))),
             text(count_said(line.payments)), money(line.amount_fen)])
        for line in told.receipts
    ]  # fmt: skip  # a row of the paper reads as a row
    rows += [row([text(sum_said(_, line.kind)), "", money(line.amount_fen)]) for line in told.other_in]
    rows.append(row([text(_("收入合计")), "", money(told.in_fen)], "total"))
    hidden = any(line.payments is None for line in told.receipts)
    why = _("笔数很少的楼栋合并列示，只写“<5”，避免推知某一户；金额是准确的合计。") if hidden else ""
    return section(_("一、收入"), table(heads, rows), note(why))


def _spending(_: Words, told: Statement, base: str) -> str:
    heads = (_("日期"), _("事由"), _("发票"), _("审批"), _("金额（元）"))
    rows = [line for name, spent in _by_contract(told) for line in _contract_rows(_, told, name, spent, base)]
    rows += [row([text(sum_said(_, line.kind)), "", "", "", money(line.amount_fen)]) for line in told.other_out]
    rows.append(row([text(_("支出合计")), "", "", "", money(told.out_fen)], "total"))
    how = _("点开任何一笔，可以看到它修的是哪部电梯、谁申请、谁确认、谁决议、谁放款、谁监督。")
    return section(_("二、支出"), table(heads, rows, "spent"), note(how) if told.expenses else "")


def _by_contract(told: Statement) -> Iterator[tuple[str | None, list[Expense]]]:
    """Payments under their contracts; those without one come last."""
    ordered = sorted(told.expenses, key=lambda e: (e.contract_no is None, e.contract_no or "", e.day, e.entry))
    for name, spent in groupby(ordered, key=lambda expense: expense.contract_no):
        yield name, list(spent)


def _contract_rows(_: Words, told: Statement, name: str | None, spent: list[Expense], base: str) -> Iterator[str]:
    """A contract with what was paid on it in the period."""
    known = next((contract for contract in told.contracts if contract.contract_no == name), None)
    title = _("合同 {no}", no=name) if name else _("没有合同的支出")
    named = f"{text(title)}<small>{text(_known(_, known, spent))}</small>"
    paid = money(sum(expense.amount_fen for expense in spent))
    yield f'<tr class="group"><th scope="row" colspan="4">{named}</th><td>{paid}</td></tr>'
    for expense in spent:
        way = f"{base}/expense/{expense.entry}?lang={_.lang}"
        lift = _("{lift} 号电梯", lift=expense.lift) if expense.lift else ""
        what = (
            f'<a href="{text(way)}">{text(purpose_said(expense))}</a>{f"<small>{text(lift)}</small>" if lift else ""}'
        )
        cells = [text(f"{expense.day:%m-%d}"), what, text(expense.invoice_no or ""), text(approval_said(_, expense))]
        yield row([*cells, money(expense.amount_fen)], anchor=f"e{expense.entry}")


def _known(_: Words, contract: Contract | None, spent: list[Expense]) -> str:
    """Who works on which lifts, for how much in all."""
    if contract is None:
        return _("、").join(dict.fromkeys(expense.payee for expense in spent))
    return _(
        "{contractor} · 电梯 {lifts} · 合同价 {amount} · 累计已付 {paid}",
        contractor=contract.contractor,
        lifts=contract.lifts,
        amount=money(contract.amount_fen),
        paid=money(contract.paid_fen),
    )


def _advance(_: Words, told: Statement) -> str:
    lines = (
        (_("期初未还"), told.advance.before_fen, ""),
        (_("本期垫资（直接付施工单位）"), told.advance.direct_fen, ""),
        (_("本期垫资（存入账户）"), told.advance.deposited_fen, ""),
        (_("本期归还"), -told.advance.repaid_fen, ""),
        (_("期末未还"), told.advance.outstanding_fen, "total"),
    )
    rows = [row([text(label), money(fen)], kind) for label, fen, kind in lines if fen or kind]
    return section(_("三、物业垫资"), table((_("物业公司先行垫付"), _("金额（元）")), rows))


def _unpaid(_: Words, told: Statement) -> str:
    heads = (_("截至期末未缴"), _("户数"), _("金额（元）"))
    rows = [
        row([text(buildings_said(_, line.buildings)), text(count_said(line.units)), money(line.amount_fen)])
        for line in told.unpaid
    ]
    rows.append(row([text(_("待收缺口")), "", money(told.unpaid_fen)], "total"))
    waived = _("另有减免合计 {fen} 元。", fen=money(told.waived_fen)) if told.waived_fen else ""
    return section(_("四、未缴"), table(heads, rows), note(waived))


def _contracts(_: Words, told: Statement) -> str:
    running = [contract for contract in told.contracts if contract.committed_fen]
    if not running:
        return section(_("五、已承诺的支出"), note(_("没有已签合同、尚未支付的款项。")))
    heads = (_("合同"), _("合同价"), _("累计已付"), _("尚待支付（元）"))
    rows = [row([text(c.contract_no), money(c.amount_fen), money(c.paid_fen), money(c.committed_fen)]) for c in running]
    rows.append(row([text(_("已承诺、尚未支付")), "", "", money(told.committed_fen)], "total"))
    return section(_("五、已承诺的支出"), table(heads, rows))


def _bank(_: Words, bank: Bank) -> str:
    """Why the bank says something else than the book; nothing where it does not."""
    if not bank.in_transit and not bank.unexplained_fen:
        return ""
    rows = [
        row([text(_(SIDE_WORDS[item.side])), text(count_said(item.count)), money(item.amount_fen)])
        for item in bank.in_transit
    ]
    if bank.unexplained_fen:
        rows.append(row([text(_("没有未达账项可以说明")), "", money(bank.unexplained_fen)], "part"))
    why = _("说明：{words}", words=bank.explanation) if bank.explanation else ""
    return section(_("银行差额的构成"), table((_("未达账项"), _("笔数"), _("金额（元）")), rows), note(why))


def _documents(_: Words, told: Statement) -> str:
    if not told.documents:
        return ""
    lines = "".join(
        f"<dt>{text(_(PAPER_WORDS[kind]))}</dt><dd>{''.join(f'<span>{text(d.number)}</span>' for d in papers)}</dd>"
        for kind, papers in groupby(told.documents, key=lambda document: document.kind)
    )
    kept = _("原件由物业管理委员会保存，业主可以申请查阅。")
    return section(_("六、凭证文件"), f'<dl class="papers">{lines}</dl>', note(kept))


def _signed(_: Words, publication: Publication, found_at: str) -> str:
    """Who stands behind it, where to object, and how anyone finds it again."""
    told = publication.statement
    facts = [
        (_("编制"), role_said(_, publication.preparer_role)),
        (_("复核公示"), role_said(_, publication.reviewer_role)),
        (_("公示日期"), day_said(_, publication.published_on) if publication.published_on else _("尚未公示")),
        (_("账本位置"), _("截至第 {n} 条", n=told.head)),
        (_("异议渠道"), _(told.objection) if told.objection else _("请向物业管理委员会提出。")),
    ]
    facts += [(_("数据指纹"), publication.digest[:16])] if publication.digest else []
    facts = facts[2:] if publication.is_draft else facts
    lines = "".join(f"<dt>{text(label)}</dt><dd>{text(said)}</dd>" for label, said in facts)
    stamp = f'<p class="seal">{text(_("物业管理委员会（盖章）"))}</p>'
    return f'<footer class="end"><div><dl>{lines}</dl>{stamp}</div>{_code(_, found_at)}</footer>'


def _code(_: Words, found_at: str) -> str:
    """The way from paper to the same page on a phone."""
    if not found_at:
        return ""
    drawn = segno.make(found_at, error="m", micro=False)
    code = drawn.svg_inline(border=2, dark="#16202b", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return f"<figure>{code}{text(_('扫码看每一笔的去向'))}</figure>"


def _ways(others: tuple[Link, ...]) -> str:
    ways = "".join(f'<a href="{text(link.address)}">{text(link.label)}</a>' for link in others)
    return f'<p class="way">{ways}</p>' if ways else ""
