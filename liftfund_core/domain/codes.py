"""The code on a household's slip: short enough to type in the sun, too long to be guessed."""

from base64 import b32encode
from collections.abc import Callable, Container
from math import log2

# No 0 and O, no 1 and I: 32 signs, of which eight make exactly 40 bits. A bar that is typed for an L is read as one.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 8
BITS = int(LENGTH * log2(len(ALPHABET)))

_BYTES = BITS // 8
_SIGNS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())
_HALF = LENGTH // 2
_BARS = str.maketrans("1I", "LL", "-‐‑–— \u3000")


def new_codes(count: int, random: Callable[[int], bytes], taken: Container[str] = ()) -> list[str]:
    """Fresh codes, all different.

    Args:
        random: that many unpredictable bytes, such as `os.urandom`.
        taken: codes that may not come again.
    """
    fresh: dict[str, None] = {}
    while len(fresh) < count:
        text = b32encode(random(_BYTES * (count - len(fresh)))).translate(_SIGNS).decode()
        pieces = (text[start : start + LENGTH] for start in range(0, len(text), LENGTH))
        fresh |= dict.fromkeys(code for code in pieces if len(code) == LENGTH and code not in taken)
    return list(fresh)


def normalise(text: str) -> str | None:
    """The code that somebody typed: case, dashes and blanks do not matter; None when it cannot be one."""
    if len(text) > 4 * LENGTH:
        return None
    code = text.upper().translate(_BARS)
    return code if len(code) == LENGTH and not code.strip(ALPHABET) else None


def spelled(code: str) -> str:
    """The code as it is printed, in two groups: ABCD-2345."""
    return f"{code[:_HALF]}-{code[_HALF:]}"
