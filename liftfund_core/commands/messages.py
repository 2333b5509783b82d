"""At the message board: anybody leaves a suggestion or a blessing, the staff decide what the screen shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.message import AUTHOR_WORDS, LONGEST, MESSAGE_WORDS, SOURCE_WORDS, VERDICT_WORDS, public_words
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row, read_entry
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

RESIDENT = N_("居民")
"""Who is named as the writer of what came from a phone: nobody in particular."""

_LONGEST_REQUEST = 64


def leave_message(
    journal: Journal,
    *,
    text: str,
    kind: str,
    building: str | None = None,
    from_who: str = "resident",
    source: str = "phone",
    actor: Actor | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Leave a message on the board; it waits until somebody of the staff has approved it.

    Args:
        text: as typed; only its masked words are kept (rules.md 2.5).
        kind: "suggestion" or "blessing". from_who: "owner", "resident" or "merchant". source: "phone" or "desk".
        actor: who copied it from a card at the desk; nobody for a phone.

    Raises:
        Refusal, NotFound: nothing is written; the sentence says what to change.
    """
    return journal.record(
        message_deed(
            text=text,
            kind=kind,
            building=building,
            from_who=from_who,
            source=source,
            actor=actor,
            request_id=request_id,
        )
    )


def message_deed(
    *,
    text: str,
    kind: str,
    building: str | None = None,
    from_who: str = "resident",
    source: str = "phone",
    actor: Actor | None = None,
    request_id: str | None = None,
) -> Deed:
    """The same as a deed, for a route that does not wait in a thread.

    Raises:
        Refusal: what can be seen without the estate is wrong already.
    """
    _check_codes(kind, from_who, source)
    words = checked_words(text)

    def decide(standing: Standing) -> Outcome:
        if building is not None and building not in standing.buildings:
            raise NotFound(N_("没有 {building} 号楼；请核对楼号。"), building=building[:20])
        detail = {
            "message_id": standing.head + 1,  # its own entry number: the board counts what the journal counts
            "kind_of": kind,
            "building": building,
            "from_who": from_who,
            "text": words,
            "source": source,
        }
        return Outcome([Fact("message_received", detail)])

    return Deed(actor.name if actor else RESIDENT, decide, request_id=_own_request(request_id))


def review_message(
    journal: Journal,
    actor: Actor,
    *,
    message: int,
    verdict: str,
    text: str | None = None,
    pinned: bool = False,
    request_id: str | None = None,
) -> Receipt:
    """Decide what becomes of a message; a later review takes the place of the earlier one.

    Args:
        message: the number that it was received under.
        verdict: "approved" as it came, "edited" with other words, or "withdrawn" from the board.
        text: the other words; masked like everything else. pinned: it stands before the others.

    Raises:
        NotAllowed, NotFound, Conflict, Refusal: nothing is written.
    """
    check_may(actor, "message")
    if verdict not in VERDICT_WORDS:
        raise Refusal(N_("没有“{verdict}”这种处理；请选展示、修改或不展示。"), verdict=verdict[:20])
    words = checked_words(text or "") if verdict == "edited" else None

    def decide(standing: Standing) -> Outcome:
        earlier = _earlier_review(standing, message)
        detail = {
            "message_id": message,
            "verdict": verdict,
            "text": earlier.text if earlier and verdict == "withdrawn" else words,  # it may come back as it was
            "pinned": pinned and verdict != "withdrawn",
        }
        if earlier is not None and earlier.detail == detail:
            raise Conflict(N_("第 {n} 号留言已经是这样处理的；不用再办。"), n=message)
        return Outcome([Fact("message_reviewed", detail, corrects=earlier.entry if earlier else None)])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def checked_words(text: str) -> str:
    """The words of a message that may be kept.

    Raises:
        Refusal: nothing is left of them, or they are too long.
    """
    words = public_words(text)
    if not words:
        raise Refusal(N_("留言还没有写字；请写一句话再提交。"))
    if len(words) > LONGEST:
        raise Refusal(N_("留言有 {n} 个字，最多 {longest} 个；请写短一些。"), n=len(words), longest=LONGEST)
    return words


def _check_codes(kind: str, from_who: str, source: str) -> None:
    if kind not in MESSAGE_WORDS:
        raise Refusal(N_("请先选“建议”或“祝福”，再提交留言。"))
    if from_who not in AUTHOR_WORDS or source not in SOURCE_WORDS:
        raise Refusal(N_("请从业主、居民、商户里选一个身份，再提交留言。"))


def _own_request(request_id: str | None) -> str | None:
    """Requests of the board have their own range, so that a phone's vote and its message never pass for each other.

    Raises:
        Refusal: not an id.
    """
    if request_id is None:
        return None
    if not 0 < len(request_id) <= _LONGEST_REQUEST or not request_id.isascii() or not request_id.isprintable():
        raise Refusal(N_("这次提交缺少有效的编号；请刷新页面后再提交。"))
    return f"message:{request_id}"


@dataclass(frozen=True)
class _Review:
    """The live review of a message."""

    entry: int
    detail: Mapping[str, object]

    @property
    def text(self) -> object:
        """The words that the staff put in the place of the first ones, if they did."""
        return self.detail["text"]


def _earlier_review(standing: Standing, message: int) -> _Review | None:
    """The live review of a message, if there is one.

    Raises:
        NotFound: no such message, or it was withdrawn from the journal.
    """
    known = first_row(
        standing.file, "select 1 from live_message_received(?) where message_id = ?", [standing.head, message]
    )
    if known is None:
        raise NotFound(N_("没有第 {n} 号留言；请刷新列表后再选。"), n=message)
    row = first_row(
        standing.file,
        "select entry_id from live_message_reviewed(?) where message_id = ?",
        [standing.head, message],
    )
    found = read_entry(standing.file, row[0]) if row else None
    return _Review(found.id, found.detail) if found else None
