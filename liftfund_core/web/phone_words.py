"""What the resident's page says, in the reader's language: one table for its markup, one for its script."""

from liftfund_core.domain.poll import DISCLAIMER
from liftfund_core.words import N_, Words

_PAGE = {
    "title": N_("扫码参与"),
    "demo": N_("演示数据"),
    "connecting": N_("正在连接…"),
    "needs_script": N_("这个页面需要浏览器脚本；请换一个浏览器打开，或到签到台参与。"),
    "code_head": N_("住户码"),
    "code_label": N_("请输入纸条上的住户码"),
    "code_help": N_("大小写、横线和空格都不影响。"),
    "code_use": N_("使用这个码"),
    "code_other": N_("换一个"),
    "polls_head": N_("现场意向征询"),
    "no_poll": N_("现在没有进行中的征询；主持人开始后，这里会自动出现。"),
    "message_head": N_("写建议、送祝福"),
    "message_kind": N_("想写什么"),
    "suggestion": N_("建议"),
    "blessing": N_("祝福"),
    "message_from": N_("您是"),
    "owner": N_("业主"),
    "resident": N_("居民"),
    "merchant": N_("商户"),
    "building": N_("楼号"),
    "building_none": N_("不填楼号"),
    "text_label": N_("内容（最多 200 字）"),
    "text_help": N_("请不要写姓名、电话和房号；审核后展示，不显示姓名。"),
    "message_send": N_("提交留言"),
    "figures_head": N_("公开数字"),
    "paid_head": N_("已缴费"),
    "lifts_head": N_("电梯完成大修"),
    "figures_note": N_("只公布各楼合计，不公布任何一户。"),
    "wall": N_("看大屏"),
    "account": N_("查本户账目"),
    "privacy_head": N_("隐私说明"),
    "stored_head": N_("存什么"),
    "stored": N_(
        "作答时存：住户码对应的那一户、您的选择、时间和一个回执号。留言时存：文字（电话、证件号和房号先遮住）、"
        "楼号和身份，不与住户码相连。不存姓名、电话和手机信息。"
    ),
    "seen_head": N_("谁能看到"),
    "seen": N_(
        "大屏和所有公开页面只有合计。某一户选了什么不公布；只有管账本的工作人员查账时能看到。"
        "凭回执只能查到“已计入第几条”，查不到选择。"
    ),
    "kept_head": N_("存多久"),
    "kept": N_("账本只增不删，由物管会保管；建议保存三年，期满由物管会封存或销毁。要求查阅或更正，请找物管会。"),
    "phone_head": N_("这部手机里"),
    "phone": N_("手机只记住住户码、您的回执和还没送到的内容，不发往别处；随时可以清除。"),
    "clear": N_("清除本机记录"),
}

_SCRIPT = {
    "for": N_("赞成"),
    "against": N_("反对"),
    "abstain": N_("弃权"),
    "law": DISCLAIMER,
    "online": N_("已连接"),
    "offline": N_("网络中断 · 内容存在手机里，恢复后自动发送"),
    "open": N_("正在征询"),
    "closed": N_("征询已结束"),
    "closed_at": N_("征询已于 {t} 结束"),
    "placards_only": N_("本项请举牌，不在手机上作答。"),
    "not_yet": N_("请选一项"),
    "not_answered": N_("这个住户码没有作答"),
    "may_change": N_("结束前可以改选。"),
    "waiting": N_("待发送：{choice}"),
    "waiting_more": N_("已存在手机里，会自动重试，直到服务器确认。"),
    "saved": N_("已保存：{choice}"),
    "receipt": N_("回执 {receipt} · 账本第 {n} 条"),
    "result": N_("手机作答合计：赞成 {a} · 反对 {b} · 弃权 {c}"),
    "refused": N_("没有被接受（{status}）；请到签到台参与。"),
    "code_first": N_("请先输入纸条上的住户码，再选一项。"),
    "code_help": N_("大小写、横线和空格都不影响。"),
    "code_short": N_("住户码是 8 位字母和数字；请对照纸条再输一次。"),
    "code_checking": N_("正在核对…"),
    "code_unknown": N_("没有这个住户码；请对照纸条再输一次，或到签到台换发。"),
    "clear_waiting": N_("还有内容没有送到，清除后不会再发送。确定清除吗？"),
    "text_empty": N_("请先写一句话，再提交。"),
    "message_waiting": N_("待发送：留言存在手机里，会自动重试。"),
    "message_saved": N_("已收到，审核后展示。"),
    "paid": N_("{a} / {b} 户"),
    "lifts": N_("{a} / {b} 部"),
    "as_of": N_("截至账本第 {n} 条"),
    "building_name": N_("{n}号楼"),
}

UNKNOWN = N_("这个住户码无效；请对照纸条再扫一次，或到签到台换发。")
"""What somebody reads who scanned a code that no household has (any more)."""


def page_words(_: Words) -> dict[str, str]:
    """The words in the markup, by the name of their place."""
    return {name: _(sentence) for name, sentence in _PAGE.items()}


def script_words(_: Words) -> dict[str, str]:
    """The words that the script shows, by name; it fills the placeholders itself."""
    return {"lang": _.lang} | {name: _(sentence) for name, sentence in _SCRIPT.items()}
