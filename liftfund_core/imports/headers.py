"""The words staff write in their spreadsheets: headers, kinds, channels, ways to spell a room or a date.

This module holds input vocabulary only: nothing here is shown on a screen, so nothing is translated.
"""

from dataclasses import dataclass

EXAMPLE = "示例"  # what the template's example row cannot be mistaken without


@dataclass(frozen=True)
class Column:
    """One column of a file: `field` is the English header and `label` the Chinese one (contracts.md)."""

    field: str
    label: str
    synonyms: tuple[str, ...]
    example: str
    required: bool = False
    fills_down: bool = False  # a merged cell means its value for every row; never so for money and receipts
    is_code: bool = False  # digits that are a name: 1203.0 is "1203"
    free_text: bool = False  # kept as written; every other column is brought to half-width

    @property
    def both(self) -> str:
        """The header in both languages, for a sentence that names a missing column."""
        return f"{self.label}/{self.field}"


Columns = tuple[Column, ...]

_BUILDING = Column(
    "building",
    "楼栋",
    ("楼号", "栋号", "楼", "栋", "幢", "座", "幢号", "楼栋号", "楼座", "号楼", "bldg", "block"),
    "1号楼",
    required=True,
    fills_down=True,
    is_code=True,
)
_SECTION = Column(
    "section",
    "单元",
    ("单元号", "门", "梯", "单元门", "entrance", "stairwell"),
    "2",
    fills_down=True,
    is_code=True,
)

UNITS: Columns = (
    _BUILDING,
    _SECTION,
    Column(
        "room",
        "房号",
        ("房间号", "房间", "室号", "室", "门牌号", "房屋号", "户号", "room_no", "door", "unit"),
        "1203",
        required=True,
        is_code=True,
    ),
    Column(
        "area_m2",
        "面积",
        (
            *("建筑面积", "房本面积", "产权面积", "房产证面积", "证载面积", "专有面积", "建面"),
            *("area", "area_sqm", "deed_area"),
        ),
        "89.43",
        required=True,
    ),
    Column(
        "owner_id",
        "业主编号",
        ("户主编号", "客户编号", "业主号", "owner_no"),
        f"{EXAMPLE}Y001",
        fills_down=True,
        is_code=True,
    ),
    Column(
        "owner_name",
        "业主姓名",
        ("业主", "姓名", "业主名称", "户主", "户主姓名", "产权人", "房主", "owner", "name"),
        f"{EXAMPLE}业主",
        fills_down=True,
        free_text=True,
    ),
    Column(
        "phone",
        "电话",
        ("手机", "手机号", "手机号码", "联系电话", "电话号码", "联系方式", "mobile", "tel", "telephone"),
        "13800000000",
        fills_down=True,
        is_code=True,
    ),
    Column(
        "kind",
        "类型",
        ("房屋类型", "用途", "性质", "房屋用途", "房屋性质", "type", "use"),
        "住宅",
        fills_down=True,
    ),
)

PAYMENTS: Columns = (
    Column(
        "unit",
        "房号",
        ("房间号", "房间", "户号", "房屋", "住户", "室号", "门牌号", "楼栋房号", "unit_code", "room"),
        "1-2-1203",
        required=True,
        fills_down=True,
        is_code=True,
    ),
    Column(
        "amount",
        "金额",
        (
            *("缴费金额", "交费金额", "缴款金额", "实缴金额", "实缴", "收款金额", "实收金额", "实收"),
            *("amount_yuan", "paid"),
        ),
        "1603.48",
        required=True,
    ),
    Column(
        "paid_on",
        "日期",
        (
            *("缴费日期", "交费日期", "缴款日期", "收款日期", "到账日期", "付款日期", "缴费时间", "时间"),
            *("date", "paid_date", "payment_date"),
        ),
        "2023-07-17",
        required=True,
        fills_down=True,
    ),
    Column(
        "receipt_no",
        "收据号",
        ("收据编号", "收据号码", "票据号", "凭证号", "单据号", "收据", "receipt", "receipt_number"),
        f"{EXAMPLE}0001",
        required=True,
        is_code=True,
    ),
    Column(
        "channel",
        "渠道",
        ("缴费方式", "支付方式", "付款方式", "收款方式", "缴费渠道", "方式", "method"),
        "转账",
        fills_down=True,
    ),
    Column(
        "bank_ref",
        "流水号",
        ("银行流水号", "交易流水号", "银行流水", "流水", "交易号", "reference", "transaction_id"),
        f"{EXAMPLE}B0001",
        is_code=True,
    ),
)

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

# Ledgers kept with the room split over three columns: read where they stand beside 房号, never asked for.
ROOM_IN_PARTS: Columns = (
    Column("building", "楼栋", _BUILDING.synonyms, "", fills_down=True, is_code=True),
    Column("section", "单元", _SECTION.synonyms, "", fills_down=True, is_code=True),
)

KIND_WORDS: dict[str, str] = {
    **dict.fromkeys(("住宅", "住户", "居民", "民宅", "公寓", "residence", "residential"), "residence"),
    **dict.fromkeys(("商铺", "商户", "商业", "底商", "门面", "门店", "店铺", "shop", "commercial"), "shop"),
}

CHANNEL_WORDS: dict[str, str] = {
    **dict.fromkeys(("转账", "银行转账", "汇款", "银行汇款", "网银", "银行", "transfer", "bank"), "transfer"),
    **dict.fromkeys(("扫码", "扫码支付", "二维码", "微信", "微信支付", "支付宝", "qr", "wechat"), "qr"),
    **dict.fromkeys(("现金", "cash"), "cash"),
}

# A row that opens with one of these and gives no full set of cells is no household.
TOTAL_WORDS = frozenset(
    (
        *("合计", "小计", "总计", "共计", "累计", "本页合计", "本页小计", "total", "subtotal", "grandtotal", "sum"),
        *(
            "收入合计",
            "支出合计",
            "借方合计",
            "贷方合计",
            "总收入",
            "总支出",
            "总笔数",
            "期初余额",
            "期末余额",
            "承前页",
        ),
    )
)
FOOTER_WORDS = (
    *("制表", "制单", "填表", "填报", "审核", "复核", "经办", "出纳", "会计", "负责人", "打印", "盖章"),
    *("备注", "说明", "注:", "单位:", "note"),
)

# How a place is spelt: 第1号楼2单元12层1203室, 1#2-1203, A座1203, 一栋二门1203.
ORDINAL = "第"
BUILDING_MARKS = ("号楼", "#楼", "栋楼", "号院", "#", "栋", "幢", "座", "楼", "号")
SECTION_MARKS = ("单元", "门栋", "门", "梯")
FLOOR_MARKS = ("层", "楼")
ROOM_MARKS = ("号房", "号", "室", "房", "户")
NO_ROOM_BEFORE = "年月元块"  # 1号 1203元 is a day and a sum
NUMERALS = "一二三四五六七八九"
TEN = "十"
CJK = "\u4e00-\u9fff"

# How a day is spelt: 2023年7月17日, 2023.7.17, 2023/7/17.
YEAR_MARKS = "-./年"
MONTH_MARKS = "-./月"
DAY_MARKS = "日号"
