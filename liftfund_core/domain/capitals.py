"""Yuan in the capital numerals of Chinese receipts, which no stroke of a pen turns into another amount.

Written as the rules for filling in vouchers ask (支付结算办法, annex 1, 正确填写票据和结算凭证的基本规定).
"""

# 零 壹 贰 叁 肆 伍 陆 柒 捌 玖 by their code points: numerals, not words to be translated.
_DIGITS = "".join(map(chr, (0x96F6, 0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396)))
_ZERO = _DIGITS[0]
_PLACES = (chr(0x4EDF), chr(0x4F70), chr(0x62FE), "")  # 仟 佰 拾
_GROUPS = ((10**8, chr(0x4EBF)), (10**4, chr(0x4E07)), (1, ""))  # 亿 万
_YUAN, _JIAO, _FEN, _WHOLE = map(chr, (0x5143, 0x89D2, 0x5206, 0x6574))  # 元 角 分 整
_LIMIT = 10**14


def capital_yuan(fen: int) -> str:
    """Fen as capital numerals: 160348 -> 壹仟陆佰零叁元肆角捌分, 200000 -> 贰仟元整.

    Raises:
        ValueError: negative, or a trillion yuan and more: no receipt says so.
    """
    if not 0 <= fen < _LIMIT:
        raise ValueError(f"no receipt is written over {fen} fen")
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    text = _whole(yuan) + _YUAN if yuan or not fen else ""
    if jiao:
        text += _DIGITS[jiao] + _JIAO
    elif rest and yuan:
        text += _ZERO
    return text + (_DIGITS[rest] + _FEN if rest else _WHOLE)


def _whole(yuan: int) -> str:
    """Whole yuan in groups of four places; a gap between figures is one zero, however wide it is."""
    text, gap = "", False
    for size, name in _GROUPS:
        group = yuan // size % 10_000
        if group == 0:
            gap = bool(text)
            continue
        if text and (gap or group < 1_000):
            text += _ZERO
        text, gap = text + _four(group) + name, False
    return text or _ZERO


def _four(group: int) -> str:
    text, gap = "", False
    for digit, place in zip(f"{group:04}", _PLACES, strict=True):
        if digit == "0":
            gap = bool(text)
            continue
        text, gap = text + (_ZERO if gap else "") + _DIGITS[int(digit)] + place, False
    return text
