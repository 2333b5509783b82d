"""The made-up message board: cards and phones leave their words, the next morning the secretary decides on them."""

from liftfund_core.commands.messages import leave_message, review_message
from liftfund_core.commands.roles import Actor
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row

Row = list[str]


def receive(journal: Journal, secretary: Actor, row: Row) -> None:
    """A message comes in, from a phone or copied from a card at the desk."""
    _, kind, building, from_who, source, text, _, _ = row
    leave_message(
        journal,
        text=text,
        kind=kind,
        building=building or None,
        from_who=from_who,
        source=source,
        actor=secretary if source == "desk" else None,
    )


def review(journal: Journal, secretary: Actor, row: Row) -> None:
    """What becomes of it; nothing while the decision is left open."""
    text, decided, changed = row[5:]
    if not decided:
        return
    query = "select message_id from live_message_received(?) where text = ?"
    with journal.reading() as file:
        found = first_row(file, query, [journal.head, text])
    assert found is not None, text
    verdict = "approved" if decided == "pinned" else decided
    pinned = decided == "pinned"
    review_message(journal, secretary, message=found[0], verdict=verdict, text=changed or None, pinned=pinned)
