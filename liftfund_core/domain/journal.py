"""Digests and seals: how anyone can recompute that the record was not altered, seeing no household in it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

GENESIS = "0" * 64
"""The seal before the first transaction."""

_SALT_BYTES = 32
_KEYS = frozenset((str,))
_SPELLED = frozenset((str, int, bool, type(None)))
_spell = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode


def canonical_json(detail: Mapping[str, object]) -> str:
    """One spelling of a detail: keys sorted, no spaces, Chinese as it is, dates ISO.

    Raises:
        TypeError: a float or another type that has no single spelling.
    """
    if _SPELLED.issuperset(map(type, detail.values())) and _KEYS.issuperset(map(type, detail)):
        return _spell(detail)  # what nearly every entry is: flat, and nothing in it needs another spelling
    return _spell(_plain(detail))


def _plain(value: object) -> object:
    """The value with dates spelled out, or TypeError."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no single spelling in a digest: {value!r}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be text: {key!r}")
    return key


def detail_digest(salt: bytes, detail: Mapping[str, object]) -> str:
    """SHA-256 in hex over the first 16 of the salt's 32 bytes and the canonical JSON of the detail."""
    return hashlib.sha256(_checked(salt)[:16] + canonical_json(detail).encode()).hexdigest()


def actor_digest(salt: bytes, actor: str, reason: str | None, request_id: str | None) -> str:
    """SHA-256 in hex over the last 16 bytes of the salt and who did it, why, and under which request."""
    who = canonical_json({"actor": actor, "reason": reason, "request_id": request_id})
    return hashlib.sha256(_checked(salt)[16:] + who.encode()).hexdigest()


def _checked(salt: bytes) -> bytes:
    if len(salt) != _SALT_BYTES:
        raise ValueError(f"a salt has {_SALT_BYTES} bytes, not {len(salt)}")
    return salt


def public_line(
    entry_id: int,
    kind: str,
    recorded_at: datetime,
    corrects: int | None,
    detail_digest: str,
    actor_digest: str,
) -> str:
    """The line of one entry in the public log; it names no household and no person.

    Args:
        recorded_at: naive, in UTC, as the store keeps it.
    Raises:
        ValueError: `recorded_at` carries a time zone.
    """
    return f"{entry_id} {kind} {_moment(recorded_at)} {corrects or '-'} {detail_digest} {actor_digest}\n"


@lru_cache(maxsize=16)
def _moment(recorded_at: datetime) -> str:
    """A moment as lines spell it; all entries of a transaction share one."""
    if recorded_at.tzinfo is not None:
        raise ValueError("recorded_at must be naive UTC")
    return recorded_at.isoformat(timespec="microseconds") + "Z"


def seal(previous_hex: str, *lines: bytes | memoryview) -> str:
    """The seal of a transaction: SHA-256 in hex over the previous seal as text and the transaction's lines.

    The previous seal is taken as its 64 hex letters: `(printf %s "$seal"; cat lines) | sha256sum` gives it.
    The lines may come in several pieces; where they are cut makes no difference.
    """
    digest = hashlib.sha256(previous_hex.encode())
    for piece in lines:
        digest.update(piece)
    return digest.hexdigest()
