"""Digests and seals: one spelling, no guessing without the salt, and a chain that anyone can recompute."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.journal import (
    GENESIS,
    actor_digest,
    canonical_json,
    detail_digest,
    public_line,
    seal,
)

SALT = bytes(range(32))
AT = datetime(2023, 5, 1, 8, 0)
PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.dates()
DETAILS = st.dictionaries(st.text(), PLAIN | st.lists(PLAIN) | st.dictionaries(st.text(), PLAIN), max_size=6)


def test_a_detail_has_one_spelling() -> None:
    detail = {
        "unit": "1-2-1203",
        "amount_fen": 160348,
        "paid_on": date(2023, 5, 1),
        "bank_ref": None,
        "cash": False,
    }
    assert canonical_json(detail) == (
        '{"amount_fen":160348,"bank_ref":null,"cash":false,"paid_on":"2023-05-01","unit":"1-2-1203"}'
    )
    assert canonical_json({"原因": "漏数", "路": [1, ("甲",)], "更": {"b": 1, "a": AT}}) == (
        '{"原因":"漏数","更":{"a":"2023-05-01T08:00:00","b":1},"路":[1,["甲"]]}'
    )


@given(DETAILS)
def test_the_order_of_the_keys_makes_no_difference(detail: dict[str, object]) -> None:
    backwards = dict(reversed(detail.items()))
    assert canonical_json(backwards) == canonical_json(detail)
    assert detail_digest(SALT, backwards) == detail_digest(SALT, detail)


@pytest.mark.parametrize("value", [1.5, b"bytes", {1, 2}, object()])
def test_what_has_no_single_spelling_is_not_digested(value: object) -> None:
    with pytest.raises(TypeError, match="no single spelling"):
        canonical_json({"amount": [value]})


def test_a_key_that_is_no_text_is_not_digested() -> None:
    with pytest.raises(TypeError, match="a key must be text"):
        canonical_json({"counts": {1: 2}})


def test_the_detail_takes_the_first_half_of_the_salt_and_the_actor_the_last() -> None:
    assert detail_digest(SALT, {"a": 1}) == hashlib.sha256(SALT[:16] + b'{"a":1}').hexdigest()
    told = '{"actor":"甲","reason":null,"request_id":"r-1"}'.encode()
    assert actor_digest(SALT, "甲", None, "r-1") == hashlib.sha256(SALT[16:] + told).hexdigest()


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=16, max_size=16))
def test_the_digest_of_a_detail_says_nothing_about_the_actor(salt: bytes, other: bytes) -> None:
    assert detail_digest(salt, {"a": 1}) == detail_digest(salt[:16] + other, {"a": 1})
    assert actor_digest(salt, "甲", None, None) == actor_digest(other + salt[16:], "甲", None, None)


@pytest.mark.parametrize("salt", [b"", bytes(16), bytes(33)])
def test_a_salt_of_another_length_is_a_mistake(salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        detail_digest(salt, {})
    with pytest.raises(ValueError, match="32 bytes"):
        actor_digest(salt, "甲", None, None)


def test_the_public_line_names_the_entry_its_kind_its_time_and_what_it_corrects() -> None:
    assert public_line(7, "payment", AT, None, "d", "a") == "7 payment 2023-05-01T08:00:00.000000Z - d a\n"
    later = AT.replace(microsecond=42)
    assert public_line(8, "void", later, 7, "d", "a") == "8 void 2023-05-01T08:00:00.000042Z 7 d a\n"


def test_a_time_with_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="naive UTC"):
        public_line(7, "payment", AT.replace(tzinfo=UTC), None, "d", "a")


def test_a_seal_is_what_sha256sum_gives_over_the_seal_before_and_the_lines() -> None:
    line = b"1 payment 2023-05-01T08:00:00.000000Z - d a\n"
    assert seal(GENESIS, line) == hashlib.sha256(b"0" * 64 + line).hexdigest()


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_where_the_lines_are_cut_makes_no_difference(pieces: list[bytes]) -> None:
    assert seal(GENESIS, *pieces) == seal(GENESIS, b"".join(pieces)) == seal(GENESIS, *map(memoryview, pieces))


def chain(transactions: list[bytes]) -> list[str]:
    seals, previous = [], GENESIS
    for lines in transactions:
        previous = seal(previous, lines)
        seals.append(previous)
    return seals


TRANSACTIONS = st.lists(st.binary(min_size=1, max_size=60), min_size=1, max_size=8)


@given(TRANSACTIONS, st.data())
def test_a_change_anywhere_breaks_every_seal_from_there_on(transactions: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(transactions) - 1))
    changed = [*transactions]
    changed[place] = data.draw(st.binary(min_size=1, max_size=60).filter(lambda lines: lines != transactions[place]))
    before, after = chain(transactions), chain(changed)
    assert before[:place] == after[:place]
    assert all(one != other for one, other in zip(before[place:], after[place:], strict=True))
