"""The message board as people read it: what waits for a decision, what everyone may see, what was taken down."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from liftfund_core.store.journal import Journal


@dataclass(frozen=True)
class MessageLine:
    """One message; `id` is the entry it was received under, `text` the words that count now, already masked.

    Args:
        state: "waiting", "approved" or "withdrawn". edited: the staff changed its words.
        received_at: aware UTC.
    """

    id: int
    kind: str
    building: str | None
    from_who: str
    text: str
    source: str
    state: str
    edited: bool
    pinned: bool
    received_at: datetime


@dataclass(frozen=True)
class MessageBook:
    """All messages at a head, in the order in which they came."""

    lines: tuple[MessageLine, ...] = ()

    @property
    def received(self) -> int:
        """How many came in."""
        return len(self.lines)

    @property
    def waiting(self) -> tuple[MessageLine, ...]:
        """Those that nobody has decided on, the longest wait first."""
        return tuple(line for line in self.lines if line.state == "waiting")

    @property
    def approved(self) -> tuple[MessageLine, ...]:
        """Those that everyone may see: pinned ones first, then the newest."""
        shown = [line for line in self.lines if line.state == "approved"]
        return tuple(sorted(shown, key=lambda line: (not line.pinned, -line.id)))

    @property
    def withdrawn(self) -> tuple[MessageLine, ...]:
        """Those that were taken down, the newest first."""
        return tuple(line for line in reversed(self.lines) if line.state == "withdrawn")


@dataclass(frozen=True)
class PublicMessage:
    """A message as everyone may see it."""

    kind: str
    building: str | None
    from_who: str
    text: str


@dataclass(frozen=True)
class PublicMessages:
    """What the wall shows of the board: the approved messages in order, and how many came in."""

    shown: tuple[PublicMessage, ...] = ()
    received: int = 0


def read_messages(journal: Journal, head: int | None = None) -> MessageBook:
    """The board at a head (the newest one when none is given)."""
    with journal.reading() as file:
        rows = file.execute(
            """select m.message_id, m.kind_of, m.building, m.from_who,
                      coalesce(r.text, m.text), m.source,
                      case when r.verdict is null then 'waiting' when r.verdict = 'withdrawn' then 'withdrawn'
                           else 'approved' end,
                      r.text is not null, coalesce(r.pinned, false), e.recorded_at
               from live_message_received($head) m join entry e on e.id = m.entry_id
               left join live_message_reviewed($head) r on r.message_id = m.message_id
               order by m.message_id""",
            {"head": journal.head if head is None else head},
        ).fetchall()
    told = (MessageLine(*row) for row in rows)
    return MessageBook(tuple(replace(line, received_at=line.received_at.replace(tzinfo=UTC)) for line in told))


def public_messages(book: MessageBook) -> PublicMessages:
    """The board as everyone may see it: approved messages only."""
    shown = tuple(PublicMessage(line.kind, line.building, line.from_who, line.text) for line in book.approved)
    return PublicMessages(shown, book.received)
