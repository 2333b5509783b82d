"""The evening's work on a phone: the day, every building's poster and text, all of them at once, and: it is posted."""

from datetime import date

import streamlit as st

from liftfund_core.commands.notices import post_notices
from liftfund_core.commands.roles import Actor
from liftfund_core.exports.notice_files import Sheet, archive
from liftfund_core.reports.notice import Notice, day_by_default
from liftfund_core.ui import live, notice, posters, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.bulletin_log import posted_line
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.evidence import today
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.venue import addresses
from liftfund_core.ui.wall.spoken import building_name, day
from liftfund_core.words import Words

_FORM = "notices"


@st.fragment
def show() -> None:
    """The notices of a day, for everyone; the button that notes them as posted, for those who post them."""
    _ = session.words()
    desk, book = st.columns([10, 11], gap="large")
    with desk.container(key="form_notices"):
        st.html(f"<h2>{_('每日公示')}</h2>")
        told = attempt(lambda: live.notices(_day(_)))
        actor = allowed("notices", "notice")
        if not told:
            return
        _all(_, told, actor)
        sheet = _text(_, _one(_, told))
    with book.container(key="part_poster"):
        if sheet is not None:
            st.image(sheet.png, width="stretch", alt=sheet.text)


def _day(_: Words) -> date:
    return st.date_input(
        _("哪一天的公示"),
        day_by_default(live.journal()),
        max_value=today(),
        key="notices_day",
        format="YYYY-MM-DD",
    )


def _all(_: Words, told: tuple[Notice, ...], actor: Actor | None) -> None:
    """Everything in one archive; whoever posts has it drawn beforehand, so that one click is enough."""
    address = addresses()[1]
    if actor is not None:
        bar = st.progress(0.0, _("正在画海报…"))
        attempt(lambda: posters.finished(told, _, address, lambda done: bar.progress(done / len(told))))
        bar.empty()
    st.download_button(
        _("下载全部 {n} 栋（ZIP）", n=len(told)),
        lambda: archive(posters.finished(told, _, address)),
        f"notices-{told[0].day}.zip",
        "application/zip",
        key="notices_zip",
        on_click="ignore",
        type="primary" if actor is not None else "secondary",
        width="stretch",
    )
    st.html(posted_line(_, told[0].day, told[0].head))
    if actor is not None:
        _post(_, told, actor)


def _post(_: Words, told: tuple[Notice, ...], actor: Actor) -> None:
    """The button; what is noted already is not noted again."""
    when, head = told[0].day, told[0].head
    codes = tuple(notice.building.code for notice in told)
    if when in live.notice_log().full_days(codes):
        return
    if st.button(_("记为已发布"), key=f"notices_post_{when}", width="stretch"):
        done = attempt(lambda: post_notices(live.journal(), actor, day=when, head=head, request_id=draft(_FORM)))
        if done is not None:
            finish(_FORM)
            notice.leave(_("**{day}** 的公示记为已发布 · 第 {entry} 条", day=day(when, _), entry=done.entry))
            st.rerun()


def _one(_: Words, told: tuple[Notice, ...]) -> Notice:
    codes = [notice.building.code for notice in told]
    chosen = st.segmented_control(
        _("楼号"), codes, default=codes[0], required=True, key="notices_building", width="stretch", wrap=True
    )
    return next(notice for notice in told if notice.building.code == chosen)


def _text(_: Words, one: Notice) -> Sheet | None:
    """The text with its button to copy it, and the poster as a file."""
    found = attempt(lambda: posters.finished([one], _, addresses()[1])[0])
    if found is None:
        return None
    name = building_name(one.building.code, _)
    st.html(f"<h3>{_('{building}文字：点一下选中全文，或点右上角复制', building=name)}</h3>")
    st.code(found.text, language=None, wrap_lines=True)
    st.download_button(
        _("下载{building}海报", building=name),
        found.png,
        f"{found.name}.png",
        "image/png",
        key="notices_png",
        on_click="ignore",
        width="stretch",
    )
    return found
