"""Placard polls and the agenda: what is ready to be asked, what is being counted, what was counted."""

from collections.abc import Sequence
from typing import Any

from liftfund_core.domain.poll import PlacardCount, tally
from liftfund_core.errors import NotFound
from liftfund_core.reports.answers import PhoneCount, phone_counts
from liftfund_core.reports.public import PollBoard
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing_load import load_counts
from liftfund_core.words import N_

_AGENDA = """
    select coalesce(p.poll, m.code), coalesce(p.title, m.title), p.phones, p.present,
           case when p.poll is null then 'waiting' when c.poll is null then 'open' else 'closed' end,
           coalesce(r.placards, true), coalesce(r.hide_results, false)
    from matter m full join live_poll_opened($head) p on p.poll = m.code
    left join live_poll_closed($head) c on c.poll = p.poll
    left join live_poll_rules($head) r on r.poll = p.poll
    order by m.place nulls last, p.entry_id"""


def polls(journal: Journal, head: int | None = None) -> tuple[PollBoard, ...]:
    """All polls at a head in the order of the agenda, then of opening; those not opened yet are `waiting`."""
    head = journal.head if head is None else head
    with journal.reading() as file:
        counts, phone = load_counts(file, head), phone_counts(file, head)
        rows = file.execute(_AGENDA, {"head": head}).fetchall()
    return tuple(
        _poll(row, number, len(rows), counts.get(row[0], []), phone.get(row[0], PhoneCount()))
        for number, row in enumerate(rows, start=1)
    )


def _poll(row: Any, number: int, of: int, counts: Sequence[PlacardCount], phone: PhoneCount) -> PollBoard:
    code, title, phones, present, state, placards, hide_results = row
    return PollBoard(
        code=code,
        title=title,
        state=state,
        number=number,
        of=of,
        present=present,
        phones=bool(phones),
        tally=tally(counts, present),
        phone_for=phone.for_,
        phone_against=phone.against,
        phone_abstain=phone.abstain,
        placards=placards,
        hidden=hide_results and state == "open",
    )


def poll(journal: Journal, code: str, head: int | None = None) -> PollBoard:
    """One poll by its code.

    Raises:
        NotFound: no poll or planned matter has this code at that head.
    """
    for found in polls(journal, head):
        if found.code == code:
            return found
    raise NotFound(N_("没有编号为 {code} 的征询；请核对编号。"), code=code)
