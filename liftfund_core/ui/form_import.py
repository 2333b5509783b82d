"""Files in: staff see every finding of a spreadsheet before anything is written, and then write all of it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

from liftfund_core.commands.bank_file import import_bank
from liftfund_core.commands.bring_in import ImportReport
from liftfund_core.commands.files import import_expenses, import_payments, import_units
from liftfund_core.commands.roles import Actor
from liftfund_core.imports.sheet import MAX_BYTES
from liftfund_core.imports.templates import template
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.guard import allowed
from liftfund_core.words import N_, Words

Kind = Literal["units", "payments", "expenses", "bank"]

_FORM, _CHECKED = "import", "import_checked"
_KINDS: dict[Kind, str] = {
    "units": N_("户册和面积"),
    "payments": N_("缴费记录"),
    "expenses": N_("已付支出"),
    "bank": N_("银行流水"),
}
_IMPORTS = {"units": import_units, "payments": import_payments, "expenses": import_expenses, "bank": import_bank}
_MOST_SHOWN = 200
_UPLOAD = '[data-testid="stFileUploaderDropzone"] > span button p::after'


@dataclass(frozen=True)
class _File:
    """An uploaded file as it is taken in."""

    kind: Kind
    name: str
    id: str
    content: bytes

    def bring_in(self, actor: Actor, dry_run: bool, progress: Callable[[float], None]) -> ImportReport:
        """Check it, or write it."""
        return _IMPORTS[self.kind](live.journal(), actor, self.content, self.name, dry_run=dry_run, progress=progress)


@st.fragment
def show(page: str = "estate", kinds: tuple[Kind, ...] = ("units", "payments", "expenses")) -> None:
    """The form, for roles that import; nothing for everyone else.

    Args:
        page: which page it stands on. kinds: what may be brought in there.
    """
    actor = allowed(page, "import", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_import"):
        st.html(f"<h2>{_('导入表格') if len(kinds) > 1 else _(_KINDS[kinds[0]])}</h2>")
        file = _chosen(_, kinds)
        if file is not None and (report := _checked(_, actor, file)) is not None:
            _tell(_, report)
            _offer(_, actor, file, report)


def _chosen(_: Words, kinds: tuple[Kind, ...]) -> _File | None:
    """Which kind of list, and the file."""
    kind = _kind(_, kinds) if len(kinds) > 1 else kinds[0]
    st.download_button(
        _("下载空白模板"),
        data=lambda: template(kind, _),
        file_name=f"liftfund-{kind}.xlsx",
        key=f"import_template_{kind}",
        on_click="ignore",
        width="stretch",
    )
    st.html(f"<style>{_UPLOAD} {{ content: '{_('选择文件')}' }}</style>")
    sheet = st.file_uploader(
        _("填好的文件（CSV 或 XLSX）"),
        type=["csv", "xlsx"],
        key=f"import_file_{kind}_{draft(_FORM)}",
        max_upload_size=MAX_BYTES >> 20,
    )
    return None if sheet is None else _File(kind, sheet.name, sheet.file_id, sheet.getvalue())


def _kind(_: Words, kinds: tuple[Kind, ...]) -> Kind:
    return st.segmented_control(
        _("表格类型"),
        list(kinds),
        default=kinds[0],
        required=True,
        format_func=lambda code: _(_KINDS[code]),
        key="import_kind",
        width="stretch",
    )


def _checked(_: Words, actor: Actor, file: _File) -> ImportReport | None:
    """The file gone over without writing, once for each file."""
    kept = st.session_state.get(_CHECKED)
    if kept and kept[0] == (file.id, file.kind):
        report: ImportReport = kept[1]
        return report
    found = attempt(lambda: _with_bar(_("正在检查…"), lambda bar: file.bring_in(actor, True, bar)))
    if found is not None:
        st.session_state[_CHECKED] = ((file.id, file.kind), found)
    return found


def _tell(_: Words, report: ImportReport) -> None:
    """What the file holds, and everything that is doubtful in it."""
    rows = 0 if report.rows is None else len(report.rows)
    parts = [_("可写入 {n} 行", n=rows), _("已登记过、跳过 {n} 行", n=report.skipped)]
    if report.left_out:
        parts.append(_("不是数据、略过 {n} 行", n=len(report.left_out)))
    st.html(f'<p class="quiet">{escape(" · ".join(parts))}</p>')
    if not report.findings:
        return
    warned = _("有 {n} 处要改，改好之前一行也不写入；改好后重新选择文件。", n=len(report.findings))
    st.html(f'<p class="no" role="alert">{escape(warned)}</p>')
    head = "".join(f"<th>{escape(text)}</th>" for text in (_("行"), _("列"), _("怎样改")))
    lines = "".join(
        f"<tr><th>{finding.row}</th><td>{escape(finding.column)}</td><td>{escape(finding.sentence(_.lang))}</td></tr>"
        for finding in report.findings[:_MOST_SHOWN]
    )
    st.html(f'<table class="list findings"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>')
    if len(report.findings) > _MOST_SHOWN:
        st.html(f'<p class="quiet">{escape(_("只列出前 {n} 处。", n=_MOST_SHOWN))}</p>')


def _offer(_: Words, actor: Actor, file: _File, report: ImportReport) -> None:
    """Write it, where nothing is doubtful and something is new."""
    rows = 0 if report.rows is None else len(report.rows)
    if report.findings or not rows:
        return
    label = _("写入 {n} 行", n=rows)
    if st.button(label, type="primary", key=f"import_save_{file.id}", width="stretch"):
        done = attempt(lambda: _with_bar(_("正在写入…"), lambda bar: file.bring_in(actor, False, bar)))
        if done is not None and not done.findings:
            notice.leave(
                _("已从 {file} 写入 **{n} 行** · 到第 {head} 条", file=file.name, n=done.written, head=done.head)
            )
            finish(_FORM)
            st.rerun()


def _with_bar(text: str, work: Callable[[Callable[[float], None]], ImportReport]) -> ImportReport:
    """Do it while a bar shows how far it is."""
    bar = st.progress(0.0, text=text)
    report = work(lambda share: _move(bar, share, text))
    bar.empty()
    return report


def _move(bar: st.delta_generator.DeltaGenerator, share: float, text: str) -> None:
    bar.progress(min(max(share, 0.0), 1.0), text=text)
