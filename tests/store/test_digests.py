"""Two languages, one spelling: what Python seals, SQL recomputes, and the other way round."""

from datetime import date
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftfund_core.domain.journal import GENESIS, actor_digest, canonical_json, detail_digest, public_line, seal
from liftfund_core.store.deeds import KINDS, Deed, Fact, Outcome
from liftfund_core.store.journal import Journal
from liftfund_core.store.lines import LINE
from liftfund_core.store.rows import read_entry
from liftfund_core.store.verify import verify
from tests.worlds import Clock, rows

# What staff type, phones send and files hold; control characters are refused at the door.
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters=[chr(n) for n in range(32)]), min_size=1)
odd = st.sampled_from(
    ['"', "\\", "\\u000B", "'", "/", "</script>", "中文，全角", "😀", "\u2028", "\x7f", "\ufeff", "{}", "\n", "\t"]
)
said = st.one_of(texts, odd, st.tuples(texts, odd, texts).map("".join))
whole_numbers = st.integers(-(2**63), 2**63 - 1)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
_receipts = count(1)


def test_python_gives_the_digests_lines_and_seals_of_every_entry_in_the_file(book: Path) -> None:
    journal, previous, lines = Journal.open(book, Clock()), GENESIS, ""
    headers = rows(
        journal,
        f"""select {LINE}, id, kind, recorded_at, corrects, detail_digest, actor_digest, salt, actor, reason,
                   request_id, seal from entry order by id""",
    )
    assert {row[2] for row in headers} >= set(KINDS) - {"advance_repayment"}
    with journal.reading() as file:
        for line, id, kind, at, corrects, of_detail, of_actor, salt, actor, reason, request, sealed in headers:
            entry = read_entry(file, id)
            assert entry is not None
            assert detail_digest(salt, entry.detail) == of_detail, kind
            assert actor_digest(salt, actor, reason, request) == of_actor
            assert public_line(id, kind, at, corrects, of_detail, of_actor) == line
            lines += line
            if sealed is not None:
                previous, lines = seal(previous, lines.encode()), ""
                assert previous == sealed
    assert lines == "", "the last entry is sealed"
    journal.close()


def test_every_salt_is_its_own(book: Path) -> None:
    journal = Journal.open(book, Clock())
    assert rows(journal, "select count(distinct salt) = count(*), min(octet_length(salt)) from entry") == [(True, 32)]
    journal.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(
        st.tuples(said, said, st.none() | said, st.none() | said, st.none() | said, whole_numbers, days),
        min_size=1,
        max_size=6,
    )
)
def test_any_text_number_and_day_verifies(
    journal: Journal, told: list[tuple[str, str, str | None, str | None, str | None, int, date]]
) -> None:
    promises = []
    for actor, receipt, bank_ref, reason, request, number, day in told:
        payment = {
            "unit": "1-1-101",
            "amount_fen": 1,
            "paid_on": day,
            "receipt_no": receipt,
            "channel": "cash",
            "bank_ref": bank_ref,
        }
        poll = {"poll": f"P{next(_receipts)}", "title": receipt, "phones": number % 2 == 0, "present": number}
        facts = [Fact("payment", payment), Fact("poll_opened", poll)]
        outcome = Outcome([Fact("poll_opened", {**poll, "present": None}), *facts[:1]] if number % 3 else facts)
        request_id = f"{request}{next(_receipts)}" if request else None
        deed = Deed(actor, lambda _, o=outcome: o, reason=reason, request_id=request_id)
        promises.append(journal.submit(deed))
    for promise in promises:
        promise.result(10)
    found = verify(journal.database)
    assert found.ok, [finding.sentence() for finding in found.findings]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=said, number=whole_numbers, day=days, flag=st.booleans())
def test_json_in_sql_is_canonical_json(journal: Journal, text: str, number: int, day: date, flag: bool) -> None:
    detail = {"a": text, "b": number, "c": day, "d": flag, "e": None}
    spelt = rows(
        journal,
        """select json_object('a', $a::varchar, 'b', $b::bigint, 'c', $c::date, 'd', $d::boolean,
                               'e', $e::bigint)::varchar""",
        detail,
    )
    assert spelt == [(canonical_json(detail),)]
