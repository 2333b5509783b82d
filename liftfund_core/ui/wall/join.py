"""Scene join: how a phone comes in. The words follow the poll: what is asked for by placard is not asked for here."""

import segno

from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page
from liftfund_core.ui.wall.sheet import Frame, Sheet, key, plain
from liftfund_core.words import Words


def scene(data: WallData, look: Look) -> Frame:
    """Three steps beside a code that is black on white in every theme."""
    sheet, _ = Sheet(), Words(look.lang)
    said = _said(data, _)
    steps = (sheet.text("step1", said["wifi"]), _("打开相机或微信扫一扫"), sheet.text("step3", said["then"]))
    listed = "".join(
        f'<li data-fit="0.66"><i aria-hidden="true">{place}</i><span>{step}</span></li>'
        for place, step in enumerate(steps, start=1)
    )
    main = (
        f'<div class="join {key("wall_join")}"><section><h1 data-fit="0.6">{sheet.text("upper", said["upper"])}'
        f"{sheet.text('lower', said['lower'])}</h1><ol>{listed}</ol>"
        f'<p class="no-phone">{sheet.text("no_phone", said["no_phone"])}</p></section>{_card(data, _)}</div>'
    )
    note = f'<p class="note">{sheet.text("join_note", said["note"])}</p>'
    return page(sheet, data, look, title=_("扫码参与"), main=main, note=note)


def _said(data: WallData, _: Words) -> dict[str, str]:
    """The words that depend on which polls are open and whether they are answered by phone."""
    asked = [poll for poll in data.polls if poll.state == "open"]
    wifi = data.venue.wifi
    shared = {"wifi": _("连接 Wi-Fi：{ssid}", ssid=wifi) if wifi else _("连接现场 Wi-Fi")}
    if any(poll.phones for poll in asked):
        placards = any(poll.phones and poll.placards for poll in asked)
        return shared | {
            "upper": _("扫码参与"),
            "lower": _("答征询 · 写建议"),
            "then": _("输入纸条上的住户码，选一项"),
            "no_phone": _("不用手机？请举牌。") if placards else _("不用手机？请到签到台作答。"),
            "note": _("仅反映在场意向，非业主大会表决"),
        }
    return shared | {
        "upper": _("扫码留言"),
        "lower": _("写建议 · 送祝福"),
        "then": _("选楼号，写一句话"),
        "no_phone": _("不用手机？到签到台写留言卡。"),
        "note": _("意向征询请举牌，不在手机上作答") if asked else _("留言经审核后展示 · 不显示姓名"),
    }


def _card(data: WallData, _: Words) -> str:
    """The code and, for those who cannot scan, the address in letters."""
    address = data.venue.join_address
    if address is None:
        return f'<section class="qr-card bare"><p>{_("手机地址请看签到台")}</p></section>'
    picture = (
        f'<div class="qr-box" role="img" aria-label="{plain(_("扫码打开 {url}", url=address))}">{code(address)}</div>'
    )
    return f'<section class="qr-card">{picture}<p data-fit="0.6">{plain(address.partition("://")[2])}</p></section>'


def code(text: str) -> str:
    """A QR code as a drawing: level Q for glare and dirt, with the quiet border that cameras need."""
    drawn = segno.make(text, error="q", micro=False, boost_error=False)
    return drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
