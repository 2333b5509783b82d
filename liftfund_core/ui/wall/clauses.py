"""Words of a message set in lines as a person would break them: between clauses, never before a comma.

Hanzi are square, so the lines are found here and not by the browser, and every screen has the same.
"""

import re
import unicodedata
from collections.abc import Iterator

LINES = 3
"""Lines of a card."""
WIDTH = 9.15
"""Ems in a line of a card: nine hanzi, or about eighteen letters."""

_LETTER, _NARROW, _EMOJI, _OTHER = 0.53, 0.3, 1.3, 0.62  # ems, in bold
_THIN = frozenset(" .,:;!'|()iljtfI1-")
# The marks of Chinese by their code points, as in patterns that read what people type:
# \uff0c\u3002\uff01\uff1f\uff1b\uff1a\u3001 end a clause, \uff09\u300b\u3011\u300d\u201d\u2019 close, \u2026 cuts.
_PAUSES = r"\uff0c\u3002\uff01\uff1f\uff1b\uff1a\u3001,.!?;:"
_CLOSING = r"\uff09\u300b\u3011\u300d\u201d\u2019"
# What a line never begins with: pauses, closing marks, and 的 了 着 过 们 吗 呢 吧 啊.
_NEVER_FIRST = re.compile(rf"[{_PAUSES}{_CLOSING}\u2026)%\u7684\u4e86\u7740\u8fc7\u4eec\u5417\u5462\u5427\u554a]")
# What a line never ends with: opening marks, and what leans on the next word:
# 不 一 每 各 两 这 那 很 最 更 第 请 再 也 都.
_NEVER_LAST = re.compile(
    r"[\uff08\u300a\u3010\u300c\u201c\u2018("
    r"\u4e0d\u4e00\u6bcf\u5404\u4e24\u8fd9\u90a3\u5f88\u6700\u66f4\u7b2c\u8bf7\u518d\u4e5f\u90fd]"
)
_CLAUSE = re.compile(rf"[^{_PAUSES}\u2026\n]*[{_PAUSES}\u2026{_CLOSING}\"'\u200d\ufe0f]*\s?|\n")
_TAIL = re.compile(rf"[{_PAUSES}\s]+$")


def set_lines(text: str) -> tuple[str, ...]:
    """At most three lines that fit a card; what does not fit is cut at a clause, with an ellipsis."""
    whole = _laid(text)
    if whole is not None:
        return whole
    for lay, least in ((_by_clause, 2), (_filled, 3)):
        for beginning in _beginnings(text):
            if len(beginning) * least < _room(text):
                break  # too little would be left of it
            lines = lay(beginning + _dots(beginning))
            if len(lines) <= LINES:
                return tuple(lines)
    return _cut_anywhere(text)


def _beginnings(text: str) -> Iterator[str]:
    """The text without its last clause, its last two, and so on."""
    clauses = [part for part in _CLAUSE.findall(text) if part.strip()]
    for kept in range(len(clauses) - 1, 0, -1):
        yield _TAIL.sub("", "".join(clauses[:kept]))


def _room(text: str) -> int:
    """How many characters of this text a card holds, about."""
    return int(LINES * WIDTH * len(text) / max(width(text), 1))


def _laid(text: str) -> tuple[str, ...] | None:
    """The text in lines that break between clauses, else wherever they may; None when it does not fit."""
    for lines in (_by_clause(text), _filled(text)):
        if len(lines) <= LINES:
            return tuple(lines)
    return None


def _by_clause(text: str) -> list[str]:
    """Short clauses side by side, each long one in lines of equal length."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for clause in (part for part in _CLAUSE.findall(paragraph) if part.strip()):
            if line and width((line + clause).rstrip()) <= WIDTH:
                line += clause
                continue
            lines += [line] * bool(line)
            *before, line = _balanced(clause)
            lines += before
        lines += [line] * bool(line)
    return [line.strip() for line in lines]


def _balanced(clause: str) -> list[str]:
    """A clause in as few lines as hold it, of about the same length."""
    needed = max(1, -int(-width(clause.rstrip()) // WIDTH))
    aim = width(clause) / needed
    while aim < WIDTH:
        lines = _filled(clause, aim)
        if len(lines) <= needed:
            return lines
        aim += 0.5
    return _filled(clause)


def _filled(text: str, most: float = WIDTH) -> list[str]:
    """Line after line filled as far as it goes; words stay whole, marks stay with what they follow."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width((line + piece).rstrip()) > most:
                lines.append(line.strip())
                line = ""
            line += piece
        lines += [line.strip()] * bool(line.strip())
    return lines


def _pieces(text: str) -> list[str]:
    """What is never torn: a word of letters, an emoji family, a hanzi with the marks around it."""
    pieces: list[str] = []
    for char in text:
        if pieces and _holds_on(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return [part for piece in pieces for part in _torn(piece)]


def _holds_on(piece: str, char: str) -> bool:
    last = piece[-1]
    if _NEVER_FIRST.match(char) or _NEVER_LAST.match(last) or char == " ":
        return True
    if "\u200d" in (last, char) or unicodedata.category(char) in ("Mn", "Me", "Sk", "Cf"):
        return True
    return not _square(last) and not _square(char) and last != " "


def _torn(piece: str) -> list[str]:
    """A word that no line holds is torn after all."""
    parts = [""]
    for char in piece:
        if parts[-1] and width(parts[-1] + char) > WIDTH:
            parts.append("")
        parts[-1] += char
    return parts


def _cut_anywhere(text: str) -> tuple[str, ...]:
    """As much as three lines hold, when the text has no clause to cut at."""
    lines = _filled(text)[:LINES]
    last = _TAIL.sub("", lines[-1])
    while last and width(last + _dots(last)) > WIDTH:
        last = _TAIL.sub("", "".join(_pieces(last)[:-1])) if len(_pieces(last)) > 1 else last[:-1]
    return (*lines[:-1], last + _dots(last))


def _dots(text: str) -> str:
    """The mark of a cut in the writing that it follows."""
    return "…" if _square(text[-1:] or "…") else "..."


def width(text: str) -> float:
    """Ems of a line in bold; hanzi are square."""
    total, joined = 0.0, False
    for char in text:
        if not (joined or char == "\u200d" or unicodedata.category(char) in ("Mn", "Me", "Cf")):
            total += _em(char)
        joined = char == "\u200d"
    return total


def _em(char: str) -> float:
    if char in _THIN:
        return _NARROW
    if _square(char):
        return 1.0 if unicodedata.category(char) != "So" else _EMOJI
    return _LETTER if char.isascii() else _OTHER


def _square(char: str) -> bool:
    """Hanzi, kana, full-width marks, emoji."""
    return unicodedata.east_asian_width(char) in "WF" or char in "…“”‘’" or unicodedata.category(char) == "So"
