"""A sheet of a workbook as an accountant rules it: headings, lines, totals, and money that is a number in yuan."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Look = Literal["line", "words", "heading", "heads", "total", "result"]
Value = str | int | Decimal | None

_FONT, _INK, _MUTED, _SEAL, _TINT, _WHITE = "Microsoft YaHei", "16202B", "4A545E", "B01E17", "F5F0E6", "FFFFFF"
_HAIR = "D9D2C4"
_MONEY = "#,##0.00;[Red]-#,##0.00"
_HEIGHT = 20  # points


class Formula(str):
    """Text that is to be computed; everything else that begins with = was typed by somebody and stays text."""


def yuan(fen: int | None) -> Decimal | str:
    """Fen as a number in yuan; a dash where it is not told."""
    return "—" if fen is None else Decimal(fen) / 100


@dataclass
class RuledSheet:
    """A sheet that is filled from the top; `widths` are those of its columns, of which the last may be money."""

    sheet: "Worksheet"
    widths: Sequence[int]
    has_money: bool = True
    row: int = 0

    def __post_init__(self) -> None:
        from openpyxl.utils import get_column_letter

        self.sheet.sheet_view.showGridLines = False
        for place, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self.last = get_column_letter(len(self.widths))

    def title(self, text: str, *below: str) -> None:
        """The name of the paper, under a red edge, and what stands below it."""
        from openpyxl.styles import Font, PatternFill

        self.row += 1
        self.sheet.row_dimensions[self.row].height = 6
        for place in range(1, len(self.widths) + 1):
            self.sheet.cell(self.row, place).fill = PatternFill("solid", _SEAL)
        self.add([text], "words").font = Font(_FONT, 18, bold=True, color=_INK)
        self.sheet.row_dimensions[self.row].height = 38
        for place, line in enumerate(below):
            self.add([line], "words").font = Font(_FONT, 11, bold=place == 0, color=_MUTED if place else _SEAL)
        self.gap()

    def gap(self) -> None:
        """An empty row."""
        self.row += 1
        self.sheet.row_dimensions[self.row].height = 12

    def add(self, values: Sequence[Value], look: Look = "line") -> "Cell | MergedCell":
        """A row; text stays text, whatever it begins with, unless it is a `Formula`. Returns its first cell."""
        self.row += 1
        long = any(len(str(value)) * 1.7 > width for value, width in zip(values, self.widths, strict=False))
        self.sheet.row_dimensions[self.row].height = None if look == "line" and long else _HEIGHT
        for place, value in enumerate(values, 1):
            cell = self.sheet.cell(self.row, place, value)
            if isinstance(value, str) and not isinstance(value, Formula):
                cell.data_type = "s"
            self._dress(cell, look, is_money=self.has_money and place == len(self.widths))
        for place in range(1, len(self.widths) + 1):
            self._rule(self.sheet.cell(self.row, place), look)
        return self.sheet.cell(self.row, 1)

    def sum_of(self, first: int, last: int) -> Value:
        """A formula that adds the money of these rows up; zero where there are none."""
        return Formula(f"=SUM({self.last}{first}:{self.last}{last})") if last >= first else Decimal(0)

    def at(self, row: int) -> str:
        """The money cell of a row, as formulas name it."""
        return f"{self.last}{row}"

    def finish(self, foot: str, *, landscape: bool = False, heads: int | None = None) -> None:
        """How it comes out of the printer: A4, one page wide, numbered; `heads` is the row that every page repeats."""
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self.sheet
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.55
        assert sheet.oddFooter is not None
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = foot.replace("&", "&&"), "&P / &N"
        sheet.print_area = f"A1:{self.last}{self.row}"
        if heads:
            sheet.print_title_rows = f"{heads}:{heads}"
            sheet.freeze_panes = f"A{heads + 1}"

    def _dress(self, cell: "Cell | MergedCell", look: Look, *, is_money: bool) -> None:
        from openpyxl.styles import Alignment, Font

        colour = _WHITE if look in ("heads", "result") else _INK
        cell.font = Font(_FONT, 10 if look == "heads" else 11, bold=look not in ("line", "words"), color=colour)
        cell.alignment = Alignment("right" if is_money else "left", vertical="center", wrap_text=look == "line")
        if is_money or isinstance(cell.value, Decimal | Formula):
            cell.number_format = _MONEY

    def _rule(self, cell: "Cell | MergedCell", look: Look) -> None:
        """Lines and tints of a cell."""
        from openpyxl.styles import Border, PatternFill, Side

        fills = {"heading": _TINT, "heads": _INK, "result": _INK}
        if look in fills:
            cell.fill = PatternFill("solid", fills[look])
        if look == "total":
            cell.border = Border(top=Side("medium", color=_INK))
        elif look == "line":
            cell.border = Border(bottom=Side("thin", color=_HAIR))
