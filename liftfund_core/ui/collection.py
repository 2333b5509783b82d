"""Collection as people read it: exact for staff who keep the households' accounts, masked for everyone else."""

from dataclasses import dataclass
from html import escape

from liftfund_core.commands.roles import Actor
from liftfund_core.domain.money import format_yuan, million, wan
from liftfund_core.reports.board import Board, BuildingLine
from liftfund_core.reports.public import PublicBoard, PublicBuilding
from liftfund_core.ui import live
from liftfund_core.ui.sums import Figure
from liftfund_core.ui.wall.spoken import basis_head, building_name, line_percent
from liftfund_core.words import Words


@dataclass(frozen=True)
class Row:
    """One building: households paid of households that owe, both rates, and where it stands to the start line.

    Args:
        bar_bp: basis points on the trigger's basis. sums: fen collected and fen due, None where masked.
    """

    code: str
    paid: str
    units: int
    household: str
    amount: str
    bar_bp: int
    bar: str
    triggered: bool
    sums: tuple[int, int] | None = None


def sees_exact(actor: Actor | None) -> bool:
    """Whether exact figures may be shown to this reader (rules.md 2.5)."""
    return actor is not None and actor.may("read_households")


def rows(exact: bool) -> tuple[Row, ...]:
    """The buildings in their order."""
    if not exact:
        return public_rows(live.public())
    board = live.exact()
    return tuple(_exact_row(building, board) for building in board.buildings)


def public_rows(board: PublicBoard) -> tuple[Row, ...]:
    """The buildings of a masked board."""
    return tuple(_public_row(building) for building in board.buildings)


def headline(_: Words, exact: bool) -> list[Figure]:
    """Households, their rate, and the money, each with its basis and what it is a part of."""
    return _exact_headline(_, live.exact()) if exact else public_headline(_, live.public())


def table(_: Words, lines: tuple[Row, ...]) -> str:
    """The buildings as a table; the small line under a building has its exact sums."""
    rules = live.public().estate
    upper, lower = basis_head(rules.trigger_basis, _)
    head = "".join(
        f"<th>{escape(text)}</th>" for text in (_("楼号"), _("已缴户"), _("户数收缴率"), _("金额收缴率"), _("启动"))
    )
    note = _("启动线 {line} {upper}（{lower}）", line=line_percent(rules.trigger_bp), upper=upper, lower=lower)
    body = "".join(_table_row(_, line) for line in lines)
    rows = f'<table class="list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'{rows}<p class="quiet">{escape(note)}</p>'


def spoken(_: Words, lines: tuple[Row, ...]) -> str:
    """The chart in words, for those who do not see it."""
    return _("各楼进度：{said}", said=" · ".join(f"{building_name(line.code, _)} {line.bar}" for line in lines))


def _table_row(_: Words, line: Row) -> str:
    sums = ""
    if line.sums is not None:
        said = _("已收 {got} / 应缴 {due} 元", got=format_yuan(line.sums[0]), due=format_yuan(line.sums[1]))
        sums = f'<tr class="below"><td colspan="5">{escape(said)}</td></tr>'
    started = f'<i class="tick" role="img" aria-label="{escape(_("已启动"))}"></i>' if line.triggered else "–"
    return (
        f"<tr><th>{escape(building_name(line.code, _))}</th>"
        f"<td><b>{escape(line.paid)}</b> / {line.units}</td><td>{escape(line.household)}</td>"
        f"<td>{escape(line.amount)}</td><td>{started}</td></tr>{sums}"
    )


def _public_row(building: PublicBuilding) -> Row:
    return Row(
        code=building.code,
        paid=building.paid_text,
        units=building.units,
        household=building.household.percent,
        amount=building.amount.percent,
        bar_bp=building.on_basis.bp,
        bar=building.on_basis.percent,
        triggered=building.triggered,
    )


def _exact_row(building: BuildingLine, board: Board) -> Row:
    on_basis = building.on_basis(board.estate.trigger_basis)
    return Row(
        code=building.code,
        paid=str(building.paid_units),
        units=building.charged_units,
        household=building.household.percent,
        amount=building.amount.percent,
        bar_bp=on_basis.bp,
        bar=on_basis.percent,
        triggered=building.triggered_at_entry is not None,
        sums=(building.collected_fen, building.due_fen),
    )


def public_headline(_: Words, board: PublicBoard) -> list[Figure]:
    """The same of a masked board."""
    collected = board.collected_wan if _.lang == "zh" else board.collected_million
    due = board.due_wan if _.lang == "zh" else board.due_million
    return _headline(_, board.paid_text, board.units, board.household.percent, collected, due)


def _exact_headline(_: Words, board: Board) -> list[Figure]:
    short = wan if _.lang == "zh" else million
    return _headline(
        _,
        str(board.household.part),
        board.household.whole,
        board.household.percent,
        short(board.amount.part),
        short(board.amount.whole),
    )


def _headline(_: Words, paid: str, units: int, rate: str, collected: str | None, due: str) -> list[Figure]:
    money = _("{amount}万", amount=collected) if collected else _("不显示")
    return [
        Figure(_("已缴户数"), paid, _("/ {n} 户", n=units)),
        Figure(_("收缴率"), rate, _("按户数口径")),
        Figure(_("已收金额"), money, _("/ {x} 万元", x=due)),
    ]
