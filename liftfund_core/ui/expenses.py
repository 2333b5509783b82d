"""What was paid to contractors, for everyone: each payment with its papers, how it was approved, and its own page."""

from html import escape

import streamlit as st

from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.statement import Contract, Expense
from liftfund_core.ui import live, live_money, session
from liftfund_core.words import N_, Words

_STEPS = (N_("申请"), N_("确认"), N_("决议"), N_("放款"), N_("监督"))
_MOST_SHOWN = 12


@st.fragment
def show() -> None:
    """The payments, the latest first; of one building where the reader asks for it."""
    _, told = session.words(), live_money.spending()
    with st.container(key="part_expenses"):
        st.html(f"<h2>{escape(_('支出去向'))}</h2>")
        st.html(f'<p class="quiet">{escape(_summary(_, told.expenses))}</p>')
        if not told.expenses:
            return
        building = _building(_)
        lines = [line for line in told.expenses if building is None or (line.lift or "").startswith(f"{building}-")]
        whole = len(lines) <= _MOST_SHOWN or st.toggle(_("全部 {n} 笔", n=len(lines)), key="expenses_all")
        shown = "".join(item(_, line) for line in (lines if whole else lines[:_MOST_SHOWN]))
        st.html(shown or f'<p class="quiet">{escape(_("这栋楼还没有支出。"))}</p>')


@st.fragment
def contracts() -> None:
    """The contracts, what was paid on each, and what the account has still to pay."""
    _, told = session.words(), live_money.spending()
    with st.container(key="part_contracts"):
        st.html(f"<h2>{escape(_('合同与待付'))}</h2>")
        line = _("{n} 份合同 · 合同待付 {fen} 元", n=len(told.contracts), fen=format_yuan(told.committed_fen))
        cards = "".join(_contract(_, contract) for contract in told.contracts)
        st.html(f'<p class="quiet">{escape(line)}</p>{cards}')


def item(_: Words, line: Expense) -> str:
    """One payment; the whole of it leads to its page."""
    where = [_("电梯 {lift}", lift=line.lift) if line.lift else "", line.stage or line.purpose or ""]
    papers = [_("合同 {no}", no=line.contract_no) if line.contract_no else ""]
    papers += [_("发票 {no}", no=line.invoice_no) if line.invoice_no else ""]
    return (
        f'<a class="spent" href="/expense/{line.entry}?lang={_.lang}">'
        f'<span class="head"><b>{format_yuan(line.amount_fen)}</b><time>{line.day}</time></span>'
        f"<span>{escape(line.payee)}{_joined(where)}</span><small>{_joined(papers)[3:]}</small>{_chain(_, line)}</a>"
    )


def _joined(parts: list[str]) -> str:
    return "".join(f" · {escape(part)}" for part in parts if part)


def _chain(_: Words, line: Expense) -> str:
    """The five steps of its approval, or that there were none."""
    if line.approval is None:
        return f'<span class="chain none">{escape(_("批准链未登记"))}</span>'
    done = 5 if line.approval == "noted" else 4
    marks = ["done" if place < done else "open" for place in range(len(_STEPS))]
    steps = "".join(f'<i class="{mark}">{escape(_(word))}</i>' for mark, word in zip(marks, _STEPS, strict=True))
    return f'<span class="chain">{steps}</span>'


def _summary(_: Words, lines: tuple[Expense, ...]) -> str:
    if not lines:
        return _("还没有付过施工款。")
    approved = sum(line.approval is not None for line in lines)
    return _(
        "{n} 笔 · 合计 {fen} 元 · {approved} 笔走完放款审批；点开一笔可看到电梯和经手角色。",
        n=len(lines),
        fen=format_yuan(sum(line.amount_fen for line in lines)),
        approved=approved,
    )


def _building(_: Words) -> str | None:
    codes = [building.code for building in live.public().buildings]
    return st.selectbox(
        _("楼号"),
        codes,
        index=None,
        placeholder=_("全部楼栋"),
        format_func=lambda code: _("{n}号楼", n=code),
        key="expenses_building",
        label_visibility="collapsed",
    )


def _contract(_: Words, line: Contract) -> str:
    """A contract with how much of it is paid; one that the lender pays says so."""
    by_lender = line.committed_fen == 0 and line.paid_fen < line.amount_fen
    share = 100 if by_lender else 100 * line.paid_fen // line.amount_fen
    told = (
        _("垫资方直接支付，不经过独立账户")
        if by_lender
        else _("已付 {paid} 元 · 待付 {left} 元", paid=format_yuan(line.paid_fen), left=format_yuan(line.committed_fen))
    )
    kind = "lender" if by_lender else ""
    where = _joined([line.contractor, _("电梯 {lift}", lift=line.lifts)])[3:]
    return (
        f'<article class="contract {kind}">'
        f"<header><b>{escape(line.contract_no)}</b><b>{format_yuan(line.amount_fen)}</b></header>"
        f'<p>{where}</p><div class="bar"><i style="width:{share}%"></i></div>'
        f'<p class="papers">{escape(told)}</p></article>'
    )
