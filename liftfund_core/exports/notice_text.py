"""The notice as a text to paste into the building's chat group."""

from collections.abc import Iterator

from liftfund_core.exports import notice_words as said
from liftfund_core.reports.notice import Notice
from liftfund_core.reports.spoken import building_name, day
from liftfund_core.words import Words


def text(notice: Notice, _: Words, address: str | None) -> str:
    """The whole text with a line feed at its end.

    Args:
        address: in front of what phones open, without a slash at its end; None where it is not known.
    """
    return "\n".join(_lines(notice, _, address)) + "\n"


def _lines(notice: Notice, _: Words, address: str | None) -> Iterator[str]:
    head = f"{notice.estate.name} · {building_name(notice.building.code, _)}"
    when = day(notice.day, _)
    yield _("【{building}】电梯大修公示 {day}", building=head, day=when)
    if notice.estate.simulated:
        yield _("（演示数据）")
    yield ""
    yield f"· {said.paid(notice, _)}"
    yield f"· {said.collected(notice, _)}"
    yield f"· {said.trigger(notice, _)}"
    yield from (
        f"· {name} {state}（{line}）" if _.lang == "zh" else f"· {name}: {state} ({line})"
        for name, state, line in said.lifts(notice, _)
    )
    yield from _changed(notice, _)
    yield ""
    yield _("{thanks}！每一笔都记在账上，谁都可以查。", thanks=said.thanks(notice, _))
    yield from _where(_, address)
    yield f"{said.as_of(notice, _)} · {said.streak(notice, _)}"


def _changed(notice: Notice, _: Words) -> Iterator[str]:
    told = said.changes(notice, _)
    if notice.change is not None:
        yield ""
        yield _("{since}：{told}", since=said.since(notice.change, _), told=_("；").join(told))


def _where(_: Words, address: str | None) -> Iterator[str]:
    """Where to check, and what is never told."""
    if address:
        yield _("看各楼数字：{url}", url=f"{address}/Notices")
        yield _("用收据上的查账码看自己一户：{url}", url=f"{address}/r")
    else:
        yield _("核对：楼道公示栏或物管会。")
    yield _("只公布各楼合计，不公布任何一户。")
