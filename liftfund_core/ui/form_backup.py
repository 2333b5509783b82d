"""Keeping the book safe: a verified copy of the estate file, made now."""

from html import escape

import streamlit as st

from liftfund_core.reports.venue import backups
from liftfund_core.settings import settings
from liftfund_core.store.backup import backup
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.guard import allowed


@st.fragment
def show() -> None:
    """The button, for roles that import (they are the ones who could undo a mistake); nothing for everyone else."""
    if allowed("estate", "import", silent=True) is None:
        return
    _ = session.words()
    folder = backups(settings().db)
    with st.container(key="form_backup"):
        st.html(f"<h2>{_('备份')}</h2>")
        copies = sorted(folder.glob("*.duckdb")) if folder.is_dir() else []
        newest = _("最近一份：{name}", name=copies[-1].name) if copies else _("还没有备份。")
        st.html(f'<p class="quiet">{escape(newest)}</p>')
        if st.button(_("立即备份"), key="backup_now", width="stretch"):
            folder.mkdir(parents=True, exist_ok=True)
            with st.spinner(_("正在备份并核对…")):
                written = attempt(lambda: backup(live.journal().database, folder))
            if written is not None:
                notice.leave(_("已备份并核对：**{name}**", name=written.name))
                st.rerun()
