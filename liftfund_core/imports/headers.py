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

EXPENSES: Columns = (
    Column(
        "paid_on",
        "日期",
        ("付款日期", "支付日期", "支出日期", "付款时间", "支付时间", "时间", "date", "paid_date", "payment_date"),
        "2023-07-17",
        required=True,
        fills_down=True,
    ),
    Column(
        "payee",
        "收款方",
        (
            *("收款单位", "收款人", "施工单位", "供应商", "对方", "对方单位", "对方户名"),
            *("payee_name", "contractor", "vendor"),
        ),
        f"{EXAMPLE}电梯工程公司",
        required=True,
        fills_down=True,
        free_text=True,
    ),
    Column(
        "amount",
        "金额",
        ("付款金额", "支付金额", "支出金额", "实付金额", "实付", "支出", "amount_yuan", "paid"),
        "21000.00",
        required=True,
    ),
    Column("lift", "电梯", ("电梯编号", "梯号", "电梯号", "lift_code"), "3-2", fills_down=True, is_code=True),
    Column(
        "contract_no",
        "合同号",
        ("合同编号", "合同号码", "合同", "contract", "contract_number"),
        f"{EXAMPLE}HT-01",
        fills_down=True,
        is_code=True,
    ),
    Column(
        "invoice_no",
        "发票号",
        ("发票编号", "发票号码", "发票", "invoice", "invoice_number"),
        f"{EXAMPLE}FP-01",
        is_code=True,
    ),
    Column(
        "purpose",
        "事由",
        ("用途", "摘要", "款项", "款项用途", "付款事由", "备注", "说明", "memo", "remark"),
        "合同签订付 30%",
        free_text=True,
    ),
)

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

# How a lift is spelt: 3-2, 3号楼2号梯, 3栋2号电梯.
LIFT_MARKS = ("号电梯", "号梯", "电梯", "梯", "号")

# How a day is spelt: 2023年7月17日, 2023.7.17, 2023/7/17.
YEAR_MARKS = "-./年"
MONTH_MARKS = "-./月"
DAY_MARKS = "日号"
