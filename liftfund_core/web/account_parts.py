"""What a household's own page shows: what it owes, each of its receipts and that it stands in the book, the ways on."""

from html import escape

from liftfund_core.domain.levy import STATUS_WORDS, UnitAccount
from liftfund_core.domain.money import format_area, format_yuan
from liftfund_core.errors import LiftFundError
from liftfund_core.reports.accounts import Movement, UnitLine
from liftfund_core.reports.household import Household, ReceiptLine
from liftfund_core.reports.journal_page import KIND_WORDS
from liftfund_core.web.page import said
from liftfund_core.web.statement import STATEMENT
from liftfund_core.words import Words


def door_body(_: Words, why: LiftFundError | None = None) -> str:
    """Where a code is typed; above it what was wrong with the last one."""
    return (
        f'{said(_, why)}<section><h2>{escape(_("查账码"))}</h2><form action="/r" method="get">'
        f'<input type="hidden" name="lang" value="{_.lang}">'
        f'<label for="code">{escape(_("请输入纸条或收据上的查账码"))}</label>'
        '<input id="code" name="code" autocomplete="off" autocapitalize="characters" autocorrect="off" '
        'spellcheck="false" maxlength="24" required placeholder="ABCD-2345">'
        f'<p class="quiet">{escape(_("大小写、横线和空格都不影响。查账码只能看本户账目，不能作答征询。"))}</p>'
        f'<button class="main">{escape(_("查看"))}</button></form></section>'
    )


def account_body(_: Words, seen: Household) -> str:
    """The account."""
    demo = f'<b class="demo">{escape(_("演示数据"))}</b>' if seen.estate.simulated else ""
    return (
        f'<p class="about"><span>{demo}{escape(seen.estate.name)}</span><b>{escape(seen.unit.code)}</b></p>'
        + _standing(_, seen.unit)
        + _receipts(_, seen)
        + _ways(_)
        + _checking(_, seen)
        + _objecting(_)
        + _foot(_, seen)
    )


def _standing(_: Words, unit: UnitLine) -> str:
    account = unit.account
    formula = f"{format_area(unit.area_dm2)} m² × {format_yuan(unit.rate_fen_per_m2)}"
    rows = [(_("应缴（{formula}）", formula=formula), account.assessed_fen)]
    rows += [(_("减免"), -account.waived_fen)] if account.waived_fen else []
    rows.append((_("已缴"), account.paid_net))
    listed = "".join(f"<div><dt>{escape(name)}</dt><dd>¥{format_yuan(fen)}</dd></div>" for name, fen in rows)
    return (
        f'<section><span class="status {account.status}">{escape(_(STATUS_WORDS[account.status]))}</span>'
        f"{_left(_, account)}<dl>{listed}</dl></section>"
    )


def _left(_: Words, account: UnitAccount) -> str:
    """What is still owed, or the credit that the household has."""
    label = _("多缴，记为本户余额") if account.balance < 0 else _("还应缴")
    return f'<p class="left-label">{escape(label)}</p><p class="left-over">¥{format_yuan(abs(account.balance))}</p>'


def _receipts(_: Words, seen: Household) -> str:
    papers = "".join(_receipt(_, line) for line in seen.receipts)
    papers += "".join(_movement(_, movement) for movement in seen.others)
    if not papers:
        papers = f'<p class="quiet">{escape(_("还没有登记过缴费。"))}</p>'
    older = (
        f'<p class="quiet">{escape(_("更早的还有 {n} 笔，请到物管会查看。", n=seen.older))}</p>' if seen.older else ""
    )
    return f"<section><h2>{escape(_('本户收据'))}</h2>{papers}{older}</section>"


def _receipt(_: Words, line: ReceiptLine) -> str:
    gone, entry = line.corrected_by is not None, line.proof.entry
    if gone:
        check = _("▲ 已由第 {by} 条更正或撤销，这张收据以更正为准", by=line.corrected_by)
    elif line.proof.holds:
        check = _("✓ 已核对：与账本第 {entry} 条一致", entry=entry)
    else:
        check = _("▲ 与账本第 {entry} 条不一致，请带收据到物管会", entry=entry)
    return (
        f'<div class="paper{" gone" if gone else ""}"><p><b>№ {escape(line.receipt_no)}</b>'
        f"<b>¥{format_yuan(line.amount_fen)}</b></p>"
        f'<p class="quiet">{line.paid_on}</p><p class="check">{escape(check)}</p></div>'
    )


def _movement(_: Words, movement: Movement) -> str:
    when = f"{movement.day} · " if movement.day else ""
    entry = _("第 {n} 条", n=movement.entry)
    return (
        f'<div class="paper"><p><b>{escape(_(KIND_WORDS[movement.kind]))}</b>'
        f'<b>¥{format_yuan(movement.amount_fen)}</b></p><p class="quiet">{escape(f"{when}{entry}")}</p></div>'
    )


def _ways(_: Words) -> str:
    ways = [(f"{STATEMENT}?lang={_.lang}", _("公开的收支账"))]
    ways += [(f"/Notices?lang={_.lang}", _("各楼每日公示")), (f"/join?lang={_.lang}", _("提建议、看公开数字"))]
    links = "".join(f'<a href="{escape(address)}">{escape(words)}</a>' for address, words in ways)
    return f'<section class="ways"><h2>{escape(_("接着看"))}</h2>{links}</section>'


def _checking(_: Words, seen: Household) -> str:
    """How to recompute by oneself that a receipt is in the chain."""
    live = [line.proof for line in seen.receipts if line.corrected_by is None]
    if not live:
        return ""
    how = _(
        "把盐（16 个字节）和明细连起来求 SHA-256，就是账本行里的第一个摘要；把前一个封签和同一批登记的账本行连起来求 "
        "SHA-256，就是封签。改动任何一笔，后面的封签就全都不同。"
    )
    steps = "".join(
        f"<h3>{escape(_('第 {n} 条', n=proof.entry))}</h3>"
        f"<p>{escape(_('盐和明细'))}</p><code>{proof.salt}</code><code>{escape(proof.detail)}</code>"
        f"<p>{escape(_('账本行'))}</p><code>{escape(proof.line)}</code>"
        f"<p>{escape(_('封签（第 {n} 条）', n=proof.sealed_at))}</p><code>{proof.seal}</code>"
        for proof in live
    )
    return f"<details><summary>{escape(_('怎样自己核对'))}</summary><p>{escape(how)}</p>{steps}</details>"


def _objecting(_: Words) -> str:
    told = _(
        "数字与您手里的收据不一致，或收据没有列在这里，请带收据到物管会财务当面核对；更正会另记一条，原来的记录不删。"
    )
    kept = _("这里只有本户的账目。请不要把查账码转给他人；遗失请到物管会换发，旧码立即作废。")
    return f"<section><h2>{escape(_('有疑问'))}</h2><p>{escape(told)}</p><p class='quiet'>{escape(kept)}</p></section>"


def _foot(_: Words, seen: Household) -> str:
    when = f"{seen.as_of:%Y-%m-%d %H:%M}" if seen.as_of else ""
    return f"<footer><p>{escape(_('截至第 {n} 条 · {when}', n=seen.head, when=when))}</p></footer>"
