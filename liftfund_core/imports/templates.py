"""Empty spreadsheets to fill in: the right header, one example row, and a page that says what goes where."""

import io
from typing import TYPE_CHECKING, Literal

from liftfund_core.imports.bank_headers import BANK
from liftfund_core.imports.headers import EXPENSES, PAYMENTS, UNITS, Columns
from liftfund_core.words import N_, Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Kind = Literal["units", "payments", "expenses", "bank"]

_ROWS_AS_TEXT = 2000
_WIDTH = 16
_CHINESE = Words("zh")
_BANK_AS_TYPED = ("value_date", "amount", "bank_ref", "memo", "counterparty", "balance")
_COLUMNS: dict[Kind, Columns] = {
    "units": UNITS,
    "payments": PAYMENTS,
    "expenses": EXPENSES,
    "bank": tuple(column for column in BANK if column.field in _BANK_AS_TYPED),
}
_NOTES: dict[str, str] = {
    "building": N_("楼栋，如 1号楼；一栋楼的格子可以合并。"),
    "section": N_("单元，如 2；没有单元就空着。"),
    "room": N_("房号，如 1203；请勿漏掉前面的 0。"),
    "area_m2": N_("房本面积，平方米，最多两位小数。"),
    "owner_id": N_("自编的业主编号；请勿填身份证号。"),
    "owner_name": N_("业主姓名；只有财务能看到全名。"),
    "phone": N_("联系电话；只有财务能看到全号。"),
    "kind": N_("住宅或商铺；空着按住宅。"),
    "unit": N_("楼栋-单元-房号，如 1-2-1203，也可写 1号楼2单元1203。"),
    "amount": N_("实收金额，元，最多两位小数；退款请另行登记。"),
    "paid_on": N_("缴费日期，如 2023-07-17。"),
    "receipt_no": N_("收据号，一张收据一行，不能重复。"),
    "channel": N_("转账、扫码或现金；空着按转账。"),
    "bank_ref": N_("银行流水号，不能重复；现金可以空着。"),
    "payee": N_("收款的施工单位全称。"),
    "lift": N_("电梯，如 3-2，一行一部；不分电梯就空着。"),
    "contract_no": N_("合同号；登记过合同的，金额不能超过合同价。"),
    "invoice_no": N_("发票号，同一部电梯不能重复。"),
    "purpose": N_("事由，如“合同签订付 30%”；会公开，请勿写姓名和房号。"),
    "value_date": N_("银行记账的日期，如 2023-07-17。"),
    "memo": N_("摘要和附言照抄；里面的房号用来对账。"),
    "counterparty": N_("对方户名；只有财务能看到全名。"),
    "balance": N_("这一笔之后的账户余额，元；逐行核对，查漏行。"),
}
# What a column means in this kind of list alone.
_OWN_NOTES: dict[tuple[Kind, str], str] = {
    ("expenses", "amount"): N_("实付金额，元，最多两位小数。"),
    ("expenses", "paid_on"): N_("付款日期，如 2023-07-17。"),
    ("bank", "amount"): N_("金额，元，最多两位小数；收入为正，支出为负。"),
    ("bank", "bank_ref"): N_("银行流水号，照抄，不能重复。"),
}


def template(kind: Kind, _: Words = _CHINESE) -> bytes:
    """An XLSX workbook to fill in; the example row is left out again when the file is read.

    Args:
        kind: what its rows are.
        _: the language of the notes; headers are Chinese, as files from staff are.
    """
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("填写")
    _fill_in(sheet, _COLUMNS[kind])
    _explain(book.create_sheet(_("说明")), kind, _)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill_in(sheet: "Worksheet", columns: Columns) -> None:
    """Every column is text but the amounts, so that Excel neither drops zeros nor rounds long numbers."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append([column.label for column in columns])
    sheet.append([column.example for column in columns])
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        sheet.cell(1, place).font = Font(bold=column.required)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
        for row in range(2, _ROWS_AS_TEXT):
            sheet.cell(row, place).number_format = "@"


def _explain(sheet: "Worksheet", kind: Kind, _: Words) -> None:
    sheet.append([_("列"), _("必填"), _("怎样填写")])
    for column in _COLUMNS[kind]:
        note = _OWN_NOTES.get((kind, column.field)) or _NOTES[column.field]
        sheet.append([column.label, _("必填") if column.required else "", _(note)])
    sheet.append([])
    sheet.append([_("表格第二行是示例，导入时不算；填写时可以删掉，也可以留着。")])
    sheet.column_dimensions["C"].width = 4 * _WIDTH
