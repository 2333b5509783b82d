"""Money and area as whole numbers, fen and dm2 (0.01 m2): no household is a fen off by a rounding habit."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from liftfund_core.errors import Refusal
from liftfund_core.words import N_

_THOUSAND_YUAN = 100_000  # fen; also 0.1 of ten thousand yuan
_MINUS_SIGNS = str.maketrans("\u2212\u2013\u2014", "---")


@dataclass(frozen=True)
class _Cell:
    """How one kind of cell is written, and what to say when it is not: every sentence names the cure."""

    written: re.Pattern[str]
    limit: int
    empty: str
    unreadable: str
    decimals: str
    negative: str
    too_large: str


_NUMBER = r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?"
_YUAN_UNIT, _AREA_UNITS = N_("元"), (N_("平方米"), N_("平米"))


def _written(before: str, *units: str) -> re.Pattern[str]:
    """A number with its sign, perhaps between a currency mark and a unit."""
    return re.compile(rf"(?P<minus>-?)\s*{before}\s*{_NUMBER}\s*(?:{'|'.join(units)})?", re.IGNORECASE)


_YUAN = _Cell(
    written=_written("(?:¥|RMB|CNY)?", _YUAN_UNIT),
    limit=10**12,
    empty=N_("金额是空的；请填写以元为单位的金额，例如 1603.48。"),
    unreadable=N_("看不懂金额“{value}”；请只写数字，以元为单位，最多两位小数，例如 1603.48。"),
    decimals=N_("金额“{value}”的小数超过两位；请核对后改为精确到分的金额，例如 1603.48。"),
    negative=N_("金额“{value}”是负数；请填写正数，退款请另用“退款”登记。"),
    too_large=N_("金额“{value}”超过一百亿元；请检查是否多写了数字，单位是元。"),
)
_AREA = _Cell(
    written=_written("", "m2", *_AREA_UNITS),
    limit=10**8,
    empty=N_("面积是空的；请按房本填写平方米数，例如 89.43。"),
    unreadable=N_("看不懂面积“{value}”；请只写数字，以平方米为单位，最多两位小数，例如 89.43。"),
    decimals=N_("面积“{value}”的小数超过两位；请按房本写到 0.01 平方米，例如 89.43。"),
    negative=N_("面积“{value}”是负数；请按房本填写大于 0 的平方米数。"),
    too_large=N_("面积“{value}”超过一百万平方米；请检查是否多写了数字，单位是平方米。"),
)
_NO_AREA = N_("面积必须大于 0，现在是 {area}；请按房本面积改正。")


def _hundredths(text: str, cell: _Cell) -> int:
    """A clean cell as hundredths of its unit, negative ones included.

    Raises:
        Refusal: empty, unreadable, finer than a hundredth, or beyond the limit.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS_SIGNS).strip()
    if not plain:
        raise Refusal(cell.empty)
    found = cell.written.fullmatch(plain)
    if found is None:
        raise Refusal(cell.unreadable, value=text)
    part = (found["part"] or "").rstrip("0")
    if len(part) > 2:
        raise Refusal(cell.decimals, value=text)
    size = int(found["whole"].replace(",", "") + part.ljust(2, "0"))
    if size > cell.limit:
        raise Refusal(cell.too_large, value=text)
    return -size if found["minus"] else size


def parse_yuan(text: str, *, signed: bool = False) -> int:
    """Yuan as people write it ("1,603.48", "¥1603.48", "１６０３．４８", "1603.48元") in fen.

    Args:
        text: one cell or form field.
        signed: whether an amount may be negative, as on a bank statement.
    Raises:
        Refusal: empty, unreadable, negative, finer than a fen, above ten billion yuan.
    """
    fen = _hundredths(text, _YUAN)
    if fen < 0 and not signed:
        raise Refusal(_YUAN.negative, value=text)
    return fen


def parse_area(text: str) -> int:
    """Square metres as people write them ("89.43", "８９．４３", "89.43㎡") in dm2 (0.01 m2).

    Raises:
        Refusal: empty, unreadable, zero or negative, finer than 0.01 m2, above a million m2.
    """
    dm2 = _hundredths(text, _AREA)
    if dm2 < 0:
        raise Refusal(_AREA.negative, value=text)
    if dm2 == 0:
        raise Refusal(_NO_AREA, area=text)
    return dm2


def format_yuan(fen: int) -> str:
    """Fen as exact yuan: 160348 -> "1,603.48"."""
    return _two_decimals(fen)


def format_area(area_dm2: int) -> str:
    """dm2 as exact square metres: 8943 -> "89.43"."""
    return _two_decimals(area_dm2)


def _two_decimals(hundredths: int) -> str:
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100:,}.{abs(hundredths) % 100:02}"


def cut_to_thousand_yuan(fen: int) -> int:
    """Fen cut towards zero to whole thousands of yuan, as public screens show them (rules.md 2.5)."""
    cut = abs(fen) // _THOUSAND_YUAN * _THOUSAND_YUAN
    return -cut if fen < 0 else cut


def up_to_thousand_yuan(fen: int) -> int:
    """What is missing, in fen, up to whole thousands of yuan: a public figure is never told closer than that."""
    return -(-fen // _THOUSAND_YUAN) * _THOUSAND_YUAN


def wan(fen: int) -> str:
    """Fen in 万元 (ten thousand yuan), one decimal, cut: 111_300_000 -> "111.3"."""
    return _cut(fen, unit=1_000_000, places=1)


def million(fen: int) -> str:
    """Fen in millions of yuan, two decimals, cut: 111_300_000 -> "1.11"."""
    return _cut(fen, unit=100_000_000, places=2)


def _cut(fen: int, unit: int, places: int) -> str:
    """Fen in a larger unit, cut towards zero; a sum too small to show carries no sign."""
    scale = 10**places
    steps = abs(fen) * scale // unit
    return f"{'-' if fen < 0 and steps else ''}{steps // scale:,}.{steps % scale:0{places}}"


def levy_fen(area_dm2: int, rate_fen_per_m2: int) -> int:
    """The levy of one unit in fen: half-up, once per unit (rules.md 2.1).

    Raises:
        Refusal: area or rate is not above zero.
    """
    if area_dm2 <= 0:
        raise Refusal(_NO_AREA, area=format_area(area_dm2))
    if rate_fen_per_m2 <= 0:
        raise Refusal(
            N_("收费标准必须大于 0，现在是每平方米 {rate} 元；请按公示的标准改正。"),
            rate=format_yuan(rate_fen_per_m2),
        )
    return (area_dm2 * rate_fen_per_m2 + 50) // 100


def share(total_fen: int, weights: Sequence[int]) -> list[int]:
    """Share a cost by weight so that every fen is conserved (largest remainder; ties go to the first).

    Raises:
        Refusal: the total or a weight is negative, or no weight is above zero.
    """
    whole = sum(weights)
    if total_fen < 0 or whole <= 0 or min(weights) < 0:
        raise Refusal(
            N_("{total} 元无法分摊：金额和每一份的权重都不能是负数，且至少有一份大于 0；请改正后再分。"),
            total=format_yuan(total_fen),
        )
    parts = [total_fen * weight // whole for weight in weights]
    left_over = total_fen - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(total_fen * weights[i] % whole), i))
    for i in by_remainder[:left_over]:
        parts[i] += 1
    return parts
