"""The cashier's list as a file brings it: which household paid how much, when, against which receipt."""

import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.domain.money import parse_yuan
from liftfund_core.errors import Refusal
from liftfund_core.imports.cells import is_blank, or_null
from liftfund_core.imports.days import past_day
from liftfund_core.imports.findings import ImportResult, Progress, no_progress
from liftfund_core.imports.headers import CHANNEL_WORDS, PAYMENTS, ROOM_IN_PARTS
from liftfund_core.imports.inspection import Inspection
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.places import code_of, settle
from liftfund_core.imports.sheet import Sheet
from liftfund_core.imports.spellings import section_key
from liftfund_core.imports.table import table_of
from liftfund_core.words import N_

_SAME_RECEIPT = N_("收据号与第 {row} 行重复；一张收据只登记一次，请核对。")
_SAME_TRANSFER = N_("流水号与第 {row} 行重复；一笔到账只登记一次，请核对。")
_BETWEEN = "\x1f"


def read_payments(sheet: Sheet, known: KnownEstate, progress: Progress = no_progress) -> ImportResult:
    """Read a list of payments; `compare_with_live` then holds it against the book.

    Args:
        sheet: what `read_sheet` gave.
        known: the units of the book and the local day.
        progress: told the share that is done, from 0 to 1.
    Returns:
        rows `unit, amount_fen, paid_on (date), receipt_no, channel (transfer, qr or cash), bank_ref, row`.
    Raises:
        Refusal: a required column is missing or doubled, or there is no row.
    """
    table = table_of(sheet, PAYMENTS + ROOM_IN_PARTS)
    progress(0.3)
    look = Inspection(table)
    progress(0.5)
    columns = {
        "unit": _units(look, known),
        "amount_fen": look.read_hundredths("amount", _amount, whole_digits=9),
        "paid_on": look.read("paid_on", lambda text: past_day(text, known.today), pa.date32()),
        "receipt_no": or_null(table["receipt_no"]),
        "channel": look.read("channel", _channel, pa.string(), blank="transfer"),
        "bank_ref": or_null(table["bank_ref"]),
        "row": pa.array(table.row),
    }
    progress(0.8)
    look.read_once("receipt_no", columns["receipt_no"], _SAME_RECEIPT)
    look.read_once("bank_ref", columns["bank_ref"], _SAME_TRANSFER)
    progress(1.0)
    return ImportResult(
        rows=look.sound_rows(pa.table(columns)),
        findings=look.findings,
        left_out=table.left_out,
        headers=table.headers,
    )


def _units(look: Inspection, known: KnownEstate) -> pa.Array:
    """Codes of units, from 房号 alone or, in ledgers that split the door, from 楼栋, 单元 and 房号."""
    codes = frozenset(known.codes.to_pylist())

    def unit_of(text: str) -> str:
        building, section, room = text.split(_BETWEEN) if _BETWEEN in text else ("", "", text)
        if code := room if room in codes else known.unit(_in_full(building, section, room, known)):
            return code
        raise Refusal(
            N_("没有“{value}”这一户；请核对写法（如 {example}），或者先导入这一户。"),
            value=" ".join(filter(None, (building, section, room))),
            example=known.codes[0].as_py() if codes else "1-2-1203",
        )

    return look.read("unit", unit_of, pa.string(), cells=_door_cells(look))


def _door_cells(look: Inspection) -> pa.Array:
    table = look.table
    if "building" not in table.cells:
        return table["unit"]
    joined = pc.binary_join_element_wise(table["building"], table["section"], table["unit"], _BETWEEN)
    alone = pc.or_(is_blank(table["unit"]), is_blank(table["building"]))
    return pc.if_else(alone, table["unit"], joined)


def _in_full(building: str, section: str, room: str, known: KnownEstate) -> str:
    """The whole spelling of a door from its columns; a column left empty adds nothing."""
    if not building:
        return room
    code = known.building(building) or building
    return code_of(code, *settle(code, section_key(section) if section else "", room))


def _amount(text: str) -> int:
    if fen := parse_yuan(text):
        return fen
    raise Refusal(N_("金额“{value}”是零；请填写实际收到的金额，退款请另用“退款”登记。"), value=text)


def _channel(text: str) -> str:
    if channel := CHANNEL_WORDS.get(text.lower()):
        return channel
    raise Refusal(N_("不认识渠道“{value}”；请写“转账”“扫码”或“现金”。"), value=text)
