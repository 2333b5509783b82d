"""The words that banks write over the columns of their statements, and for what came in and what left.

This module holds input vocabulary only, like `headers`: nothing here is shown on a screen, so nothing is translated.
"""

from liftfund_core.imports.headers import EXAMPLE, Column, Columns

# A bank's statement. One of 金额 (with its sign, or beside 借贷标志) and the pair 收入 and 支出 must be there.
BANK: Columns = (
    Column(
        "value_date",
        "日期",
        ("交易日期", "交易日", "入账日期", "记账日", "date", "transaction_date"),
        "2023-07-17",
        required=True,
        fills_down=True,
    ),
    Column("amount", "金额", ("交易金额", "发生额", "发生金额", "收支金额", "交易额", "transaction_amount"), "1603.48"),
    Column(
        "money_in",
        "收入",
        (
            *("贷方", "贷方发生额", "贷方金额", "收入金额", "存入", "存入金额", "转入金额", "收入发生额"),
            *("贷方交易金额", "credit", "credit_amount"),
        ),
        "",
    ),
    Column(
        "money_out",
        "支出",
        (
            *("借方", "借方发生额", "借方金额", "支出金额", "支取", "支取金额", "转出金额", "支出发生额"),
            *("借方交易金额", "debit", "debit_amount"),
        ),
        "",
    ),
    Column(
        "sign",
        "借贷标志",
        ("借贷", "借贷方向", "借贷标识", "收支", "收支类型", "收支标志", "收付", "收付标志", "drcr", "dc"),
        "",
    ),
    Column(
        "bank_ref",
        "流水号",
        (
            *("交易流水号", "银行流水号", "流水", "核心流水号", "交易流水", "交易号", "交易编号", "日志号"),
            *("reference", "transaction_id"),
        ),
        f"{EXAMPLE}B0001",
        is_code=True,
    ),
    Column("memo", "摘要", ("交易摘要", "摘要说明", "description", "summary"), "1-2-1203 电梯大修", free_text=True),
    Column("note", "附言", ("备注", "交易附言", "客户附言", "交易备注", "remark"), "", free_text=True),
    Column("purpose", "用途", ("交易用途", "资金用途"), "", free_text=True),
    Column(
        "counterparty",
        "对方户名",
        (
            *("对方名称", "对方账户名称", "对方账户名", "对方户名称", "对手户名", "交易对手", "对方单位"),
            *("对方单位名称", "收付款人", "收付方名称", "收付方户名", "counter_party", "payer"),
        ),
        "",
        free_text=True,
    ),
    Column("balance", "余额", ("账户余额", "当前余额", "本次余额", "交易后余额", "帐户余额", "结余"), "161948.48"),
)
# Where a statement has no 日期 under the names above, the first of these says the day.
OTHER_DAYS = ("交易时间", "交易日期时间", "记账日期", "记账时间", "入账时间", "起息日", "业务日期", "时间")

# The sign of a line in words: as the bank says it of our account, 贷 is what came in.
SIGN_WORDS: dict[str, int] = {
    **dict.fromkeys(
        ("贷", "贷方", "收", "收入", "进", "入", "存入", "转入", "来账", "cr", "c", "credit", "in", "+"), 1
    ),
    **dict.fromkeys(
        ("借", "借方", "支", "支出", "付", "出", "支取", "转出", "往账", "dr", "d", "debit", "out", "-"), -1
    ),
}
