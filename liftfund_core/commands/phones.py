"""From the residents' phones: one live answer of each household to each poll, and the codes that open the door."""

import asyncio
import secrets
from dataclasses import dataclass
from hashlib import blake2b

from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.codes import normalise
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.store.codes import exchange_codes
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.store.standing_load import PollStanding
from liftfund_core.words import N_

CHOICES = ("for", "against", "abstain")
LONGEST_REQUEST_ID = 100

PHONE = "phone"
"""Who enters an answer: no person, and not which household."""

_RECEIPT_BYTES = 15


class UnknownCode(Refusal):
    """No household has this code, or it was exchanged for another."""


@dataclass(frozen=True)
class Answered:
    """A durable answer: its receipt, which tells nobody what was chosen, and its entry.

    Args:
        repeated: the same request had been written before.
    """

    receipt: str
    entry: int
    repeated: bool


async def answer(journal: Journal, *, code: str, motion: str, choice: str, request_id: str) -> Answered:
    """Give a household's answer to a poll; a later one replaces it until the poll is closed.

    Whether the poll is open is asked in the writer's thread, inside the write: what is acknowledged before the
    closing counts, and nothing after it.

    Args:
        choice: one of CHOICES. request_id: the same one from the same household to the same poll is written once.

    Raises:
        UnknownCode, NotFound, Conflict, Refusal: nothing is written. StoreError: the file could not be written.
    """
    if choice not in CHOICES:
        raise Refusal(N_("选择只能是 for、against、abstain；请重新选择。"))
    plain_code = normalise(code)
    if plain_code is None:
        raise unknown_code()
    receipt = secrets.token_urlsafe(_RECEIPT_BYTES)

    def decide(standing: Standing) -> Outcome:
        unit, poll = _household(standing, plain_code), _open_to_phones(standing, motion)
        detail = {"poll": motion, "unit": unit, "choice": choice, "receipt": receipt}
        return Outcome((Fact("poll_answer", detail, corrects=poll.answers.get(unit)),))

    done = await journal.hand_in(Deed(PHONE, decide, request_id=_once(plain_code, motion, request_id)))
    if not done.repeated:
        return Answered(receipt, done.entry, False)
    return Answered(await asyncio.to_thread(_receipt_of, journal, done.entry), done.entry, True)


def reissue_code(journal: Journal, actor: Actor, *, unit: str, request_id: str | None = None) -> Receipt:
    """Give a household other codes, to answer and to read; the slip it had opens nothing any more.

    Raises:
        NotAllowed: not this role's. NotFound: there is no such unit.
    """
    check_may(actor, "codes")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        standing.account(unit)
        return Outcome([Fact("code_reissued", {"unit": unit})], plain=[exchange_codes(unit, now)])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def unknown_code() -> UnknownCode:
    """The refusal of a code that opens nothing."""
    return UnknownCode(N_("没有这个住户码；请照纸条上的八位码重新输入，纸条遗失请到签到台补领。"))


def _household(standing: Standing, code: str) -> str:
    unit = standing.codes.get(code)
    if unit is None:
        raise unknown_code()
    return unit


def _open_to_phones(standing: Standing, motion: str) -> PollStanding:
    """The poll, if it takes an answer now."""
    poll = standing.polls.get(motion)
    if poll is None and first_row(standing.file, "select 1 from matter where code = ?", [motion]):
        raise Conflict(N_("征询 {code} 还没有开始；请等主持人宣布开始后再作答。"), code=motion)
    if poll is None:
        raise NotFound(N_("没有编号为 {code} 的征询；请回到首页选择正在进行的征询。"), code=motion)
    if not poll.phones:
        raise Conflict(N_("征询 {code} 只在现场举牌，不收手机答复；请在现场举牌。"), code=motion)
    if not poll.open:
        raise Conflict(N_("征询 {code} 已经结束，不再收手机答复；已收到的答复照常计入。"), code=motion)
    return poll


def _once(code: str, motion: str, request_id: str) -> str:
    """The request as the journal keeps it: a household's own, and nothing of its code to be read in it."""
    asked = f"{code}\n{motion}\n{request_id}".encode("utf-8", "surrogatepass")
    return "phone-" + blake2b(asked, digest_size=16).hexdigest()


def _receipt_of(journal: Journal, entry: int) -> str:
    """The receipt of an answer that is written."""
    with journal.reading() as file:
        row = first_row(file, "select receipt from poll_answer where entry_id = ?", [entry])
    assert row is not None, entry
    return str(row[0])
