"""The statement as a workbook that adds itself up again: sums are formulas, money is numbers in yuan."""

import io
from dataclasses import dataclass
from decimal import Decimal

from liftfund_core.domain.statement import PAPER_WORDS, SIDE_WORDS, Statement
from liftfund_core.exports.ruled_sheet import Formula, RuledSheet, yuan
from liftfund_core.exports.statement_words import (
    TITLE,
    approval_said,
    buildings_said,
    count_said,
    period_said,
    purpose_said,
    role_said,
    standing_said,
    sum_said,
)
from liftfund_core.reports.statements import Publication
from liftfund_core.words import Words

_NO_CONTRACT = "–"


def statement_book(_: Words, publication: Publication) -> bytes:
    """The statement as an XLSX workbook: the statement itself, every payment, the contracts, the papers.

    Every sum in it is a formula over its own cells; the first sheet's payments come from the second.
    """
    import openpyxl

    book = openpyxl.Workbook()
    first = RuledSheet(book.worksheets[0], (50, 24, 22))
    first.sheet.title = _("收支公示")
    spent = _payments(
        _, publication, RuledSheet(book.create_sheet(_("支出明细")), (6, 20, 12, 24, 9, 30, 20, 30, 10, 16))
    )
    committed = _contracts(_, publication, RuledSheet(book.create_sheet(_("合同")), (22, 28, 16, 18, 18, 18)))
    _statement(_, publication, first, spent, committed)
    _documents(_, publication, RuledSheet(book.create_sheet(_("凭证文件")), (24, 60), has_money=False))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@dataclass(frozen=True)
class _Rows:
    """Where lines of another sheet stand, for formulas: its quoted name, first and last row."""

    sheet: str
    first: int
    last: int

    def column(self, letter: str) -> str:
        """A column of these rows."""
        return f"'{self.sheet}'!${letter}${self.first}:${letter}${self.last}"


def _statement(_: Words, publication: Publication, page: RuledSheet, spent: _Rows, committed: str) -> None:
    told = publication.statement
    page.title(_(TITLE), f"{told.estate} · {period_said(_, publication)}", standing_said(_, publication))
    if told.simulated:
        page.add([_("演示数据：数字是编造的。")], "words")
        page.gap()
    page.add([_("项目"), _("笔数或合同"), _("金额（元）")], "heads")
    page.add([_("期初余额"), "", yuan(told.opening_fen)])
    opening = page.row
    page.add([_("以前期间更正"), "", yuan(told.earlier_fen)])
    came = _income(_, told, page)
    left = _spending(_, told, page, spent)
    page.gap()
    closing = Formula(f"={page.at(opening)}+{page.at(opening + 1)}+{page.at(came)}-{page.at(left)}")
    page.add([_("期末余额"), "", closing], "result")
    _bank(_, told, page, page.row)
    _advance(_, told, page)
    _unpaid(_, told, page)
    page.add([_("已承诺、尚未支付"), "", Formula(f"={committed}")], "total")
    _signed(_, publication, page)
    page.finish(f"{told.estate} · {_(TITLE)}")


def _income(_: Words, told: Statement, page: RuledSheet) -> int:
    """What came in; returns the row of its sum."""
    page.gap()
    page.add([_("一、收入"), "", ""], "heading")
    begin = page.row + 1
    for line in told.receipts:
        named = _("{buildings}业主缴费", buildings=buildings_said(_, line.buildings))
        page.add([named, _count(line.payments), yuan(line.amount_fen)])
    for other in told.other_in:
        page.add([sum_said(_, other.kind), "", yuan(other.amount_fen)])
    page.add([_("收入合计"), "", page.sum_of(begin, page.row)], "total")
    return page.row


def _spending(_: Words, told: Statement, page: RuledSheet, spent: _Rows) -> int:
    """What left, contract by contract, added up over the sheet of payments; returns the row of its sum."""
    page.gap()
    page.add([_("二、支出"), "", ""], "heading")
    begin = page.row + 1
    for name in dict.fromkeys(expense.contract_no or _NO_CONTRACT for expense in told.expenses):
        payees = dict.fromkeys(e.payee for e in told.expenses if (e.contract_no or _NO_CONTRACT) == name)
        of_contract = f"=SUMIF({spent.column('B')},B{page.row + 1},{spent.column('J')})"
        page.add([_("、").join(payees), name, Formula(of_contract)])
    for other in told.other_out:
        page.add([sum_said(_, other.kind), "", yuan(other.amount_fen)])
    page.add([_("支出合计"), "", page.sum_of(begin, page.row)], "total")
    return page.row


def _count(count: int | None) -> int | str:
    """How many, as a number where it is told."""
    return count_said(None) if count is None else count


def _bank(_: Words, told: Statement, page: RuledSheet, closing: int) -> None:
    """The bank's balance less the book's, and what the difference is made of."""
    page.gap()
    page.add([_("银行核对"), "", ""], "heading")
    if told.bank is None:
        page.add([_("银行余额"), "", _("还没有")])
        return
    page.add([_("银行余额"), "", yuan(told.bank.balance_fen)])
    page.add([_("差额（银行减账面）"), "", Formula(f"={page.at(page.row)}-{page.at(closing)}")], "total")
    difference, made_of = page.row, ""
    for item in told.bank.in_transit:
        page.add([_(SIDE_WORDS[item.side]), _count(item.count), yuan(item.amount_fen)])
        made_of += f"{'-' if item.side == 'bank' else '+'}{page.at(page.row)}"
    page.add([_("没有未达账项可以说明"), "", Formula(f"={page.at(difference)}{made_of}")])
    if told.bank.explanation:
        page.add([_("说明：{words}", words=told.bank.explanation)])


def _advance(_: Words, told: Statement, page: RuledSheet) -> None:
    page.gap()
    page.add([_("三、物业垫资"), "", ""], "heading")
    begin = page.row + 1
    for label, fen in (
        (_("期初未还"), told.advance.before_fen),
        (_("本期垫资（直接付施工单位）"), told.advance.direct_fen),
        (_("本期垫资（存入账户）"), told.advance.deposited_fen),
        (_("本期归还"), -told.advance.repaid_fen),
    ):
        page.add([label, "", yuan(fen)])
    page.add([_("期末未还"), "", page.sum_of(begin, page.row)], "total")


def _unpaid(_: Words, told: Statement, page: RuledSheet) -> None:
    """What is still due; no sum over lines of which one is not told."""
    page.gap()
    page.add([_("四、未缴"), "", ""], "heading")
    begin = page.row + 1
    for line in told.unpaid:
        page.add([buildings_said(_, line.buildings), _count(line.units), yuan(line.amount_fen)])
    total = yuan(None) if told.unpaid_fen is None else page.sum_of(begin, page.row)
    page.add([_("待收缺口"), "", total], "total")
    page.add([_("减免合计"), "", yuan(told.waived_fen)])
    page.gap()


def _signed(_: Words, publication: Publication, page: RuledSheet) -> None:
    page.gap()
    if not publication.is_draft:
        page.add([_("编制"), role_said(_, publication.preparer_role)])
        page.add([_("复核公示"), role_said(_, publication.reviewer_role)])
        page.add([_("数据指纹"), publication.digest[:16]])
    page.add([_("账本位置"), _("截至第 {n} 条", n=publication.statement.head)])
    page.add([_("异议渠道"), _(publication.statement.objection) or _("请向物业管理委员会提出。")])
    page.sheet.merge_cells(start_row=page.row, end_row=page.row, start_column=2, end_column=3)
    page.sheet.row_dimensions[page.row].height = 48


def _payments(_: Words, publication: Publication, page: RuledSheet) -> _Rows:
    """Every payment to a contractor, one row each."""
    page.title(_("支出明细"), period_said(_, publication))
    heads = (_("序号"), _("合同"), _("日期"), _("收款方"), _("电梯"), _("事由"), _("发票号"), _("审批"), _("账本条号"))
    page.add([*heads, _("金额（元）")], "heads")
    top = page.row
    for number, spent in enumerate(publication.statement.expenses, 1):
        who = (spent.contract_no or _NO_CONTRACT, spent.day.isoformat(), spent.payee, spent.lift or "")
        papers = (purpose_said(spent), spent.invoice_no or "", approval_said(_, spent))
        page.add([number, *who, *papers, spent.entry, yuan(spent.amount_fen)])
    rows = _Rows(page.sheet.title, top + 1, max(page.row, top + 1))
    if page.row == top:
        page.gap()
    page.add([_("合计"), *[""] * 8, page.sum_of(rows.first, rows.last)], "total")
    page.finish(f"{publication.statement.estate} · {_('支出明细')}", landscape=True, heads=top)
    return rows


def _contracts(_: Words, publication: Publication, page: RuledSheet) -> str:
    """Every running contract; returns the cell with what is still committed."""
    page.title(_("合同"), period_said(_, publication))
    heads = (_("合同号"), _("施工单位"), _("电梯"), _("合同价"), _("累计已付"))
    page.add([*heads, _("尚待支付（元）")], "heads")
    top = page.row
    for contract in publication.statement.contracts:
        price, paid = yuan(contract.amount_fen), yuan(contract.paid_fen)
        left = Formula(f"=D{page.row + 1}-E{page.row + 1}") if contract.committed_fen else Decimal(0)
        page.add([contract.contract_no, contract.contractor, contract.lifts, price, paid, left])
    page.add([_("已承诺、尚未支付"), *[""] * 4, page.sum_of(top + 1, page.row)], "total")
    page.finish(f"{publication.statement.estate} · {_('合同')}", landscape=True, heads=top)
    return f"'{page.sheet.title}'!{page.at(page.row)}"


def _documents(_: Words, publication: Publication, page: RuledSheet) -> None:
    page.title(_("凭证文件"), _("原件由物业管理委员会保存，业主可以申请查阅。"))
    page.add([_("种类"), _("编号")], "heads")
    top = page.row
    for document in publication.statement.documents:
        page.add([_(PAPER_WORDS[document.kind]), document.number])
    page.finish(f"{publication.statement.estate} · {_('凭证文件')}", heads=top)
