"""What a list holds before anything of it is written: how many rows are new, and every doubtful cell with its cure."""

from html import escape

import streamlit as st

from liftfund_core.commands.bring_in import ImportReport
from liftfund_core.words import Words

_MOST_SHOWN = 200


def new_rows(report: ImportReport) -> int:
    """How many rows would be written."""
    return 0 if report.rows is None else len(report.rows)


def tell(_: Words, report: ImportReport, cure: str) -> None:
    """The rows and the findings.

    Args:
        cure: what to do when there are findings, said after their number.
    """
    parts = [_("可写入 {n} 行", n=new_rows(report)), _("已登记过、跳过 {n} 行", n=report.skipped)]
    if report.left_out:
        parts.append(_("不是数据、略过 {n} 行", n=len(report.left_out)))
    st.html(f'<p class="quiet">{escape(" · ".join(parts))}</p>')
    if not report.findings:
        return
    warned = _("有 {n} 处要改，改好之前一行也不写入；{cure}", n=len(report.findings), cure=cure)
    st.html(f'<p class="no" role="alert">{escape(warned)}</p>')
    head = "".join(f"<th>{escape(text)}</th>" for text in (_("行"), _("列"), _("怎样改")))
    lines = "".join(
        f"<tr><th>{finding.row}</th><td>{escape(finding.column)}</td><td>{escape(finding.sentence(_.lang))}</td></tr>"
        for finding in report.findings[:_MOST_SHOWN]
    )
    st.html(f'<table class="list findings"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>')
    if len(report.findings) > _MOST_SHOWN:
        st.html(f'<p class="quiet">{escape(_("只列出前 {n} 处。", n=_MOST_SHOWN))}</p>')
