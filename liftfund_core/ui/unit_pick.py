"""A household in two taps: its building, then its door."""

import streamlit as st

from liftfund_core.domain.levy import STATUS_WORDS
from liftfund_core.reports.accounts import UnitLine
from liftfund_core.ui import live
from liftfund_core.ui.drafts import draft
from liftfund_core.ui.sums import short_code
from liftfund_core.words import Words


def pick_unit(_: Words, form: str, name: str = "unit", label: str | None = None) -> UnitLine | None:
    """The unit that a form is about; None until both taps are made.

    Args:
        form: whose draft it is. name: tells two units of one form apart. label: what the unit is, for the second tap.
    """
    codes = [building.code for building in live.public().buildings]
    key = f"{form}_building" if name == "unit" else f"{name}_building"
    building = st.segmented_control(
        _("楼号") if label is None else _("{label} · 楼号", label=label), codes, key=key, width="stretch", wrap=True
    )
    if building is None:
        return None
    units = {unit.code: unit for unit in live.units_of(building)}
    code = st.selectbox(
        label or _("房号"),
        list(units),
        index=None,
        placeholder=_("点选或输入房号"),
        filter_mode="contains",
        format_func=lambda code: f"{short_code(code)}　{_(STATUS_WORDS[units[code].account.status])}",
        key=f"{form}_{name}_{draft(form)}_{building}",
    )
    return units.get(code) if code else None
