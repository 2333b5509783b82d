"""A sheet of a workbook as an accountant rules it: headings, lines, totals, and money that is a number in yuan."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Look = Literal["line", "heading", "heads", "total"]
Value = str | int | Decimal | None

_FONT, _INK, _MUTED, _SEAL, _TINT = "Microsoft YaHei", "16202B", "4A545E", "B01E17", "F5F0E6"
_MONEY = "#,##0.00;[Red]-#,##0.00"


def yuan(fen: int | None) -> Decimal | str:
    """Fen as a number in yuan; a dash where it is not told."""
    return "—" if fen is None else Decimal(fen) / 100


@dataclass
class RuledSheet:
    """A sheet that is filled from the top; `widths` are those of its columns, and its last column is money."""

    sheet: "Worksheet"
    widths: Sequence[int]
    row: int = 0

    def __post_init__(self) -> None:
        from openpyxl.utils import get_column_letter

        self.sheet.sheet_view.showGridLines = False
        for place, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self.money = get_column_letter(len(self.widths))

    def title(self, text: str, *below: str) -> None:
        """The name of the paper and what stands under it."""
        from openpyxl.styles import Font

        self.add([text]).font = Font(_FONT, 18, bold=True, color=_SEAL)
        self.sheet.row_dimensions[self.row].height = 32
        for line in below:
            self.add([line]).font = Font(_FONT, 10.5, color=_MUTED)
        self.gap()

    def gap(self) -> None:
        """An empty row."""
        self.row += 1

    def add(self, values: Sequence[Value], look: Look = "line") -> "Cell | MergedCell":
        """A row; text stays text, whatever it begins with, unless it comes from `formula`. Returns its first cell."""
        self.row += 1
        for place, value in enumerate(values, 1):
            self._fill(self.sheet.cell(self.row, place), value, look, is_last=place == len(self.widths))
        if look != "line":
            self._rule(look)
        return self.sheet.cell(self.row, 1)

    def sum_of(self, first: int, last: int) -> Value:
        """A formula that adds the money of these rows up; nothing where there are none."""
        return Formula(f"=SUM({self.money}{first}:{self.money}{last})") if last >= first else Decimal(0)

    def at(self, row: int) -> str:
        """The money cell of a row, as formulas name it."""
        return f"{self.money}{row}"

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
        sheet.print_area = f"A1:{self.money}{self.row}"
        if heads:
            sheet.print_title_rows = f"{heads}:{heads}"
            sheet.freeze_panes = f"A{heads + 1}"

    def _fill(self, cell: "Cell | MergedCell", value: Value, look: Look, *, is_last: bool) -> None:
        from openpyxl.styles import Alignment, Font

        cell.value = value
        if isinstance(value, str) and not isinstance(value, Formula):
            cell.data_type = "s"
        bold = look in ("heading", "total")
        cell.font = Font(_FONT, 10 if look == "heads" else 11, bold=bold, color=_MUTED if look == "heads" else _INK)
        cell.alignment = Alignment(
            "right" if is_last else "left", vertical="center", wrap_text=look == "line" and not is_last
        )
        if is_last or isinstance(value, Decimal | Formula):
            cell.number_format = _MONEY

    def _rule(self, look: Look) -> None:
        """Lines and tints over the width of the sheet."""
        from openpyxl.styles import Border, PatternFill, Side

        line = Side("medium" if look == "total" else "thin", color=_INK)
        for place in range(1, len(self.widths) + 1):
            cell = self.sheet.cell(self.row, place)
            if look == "heading":
                cell.fill = PatternFill("solid", _TINT)
            else:
                cell.border = Border(top=line) if look == "total" else Border(bottom=line)


class Formula(str):
    """Text that is to be computed; everything else that begins with = was typed by somebody and stays text."""
