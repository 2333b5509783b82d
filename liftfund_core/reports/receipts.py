"""The receipts that households are given: a paper for each live payment, with the code that reads its account."""

from dataclasses import dataclass
from datetime import date

from liftfund_core.domain.codes import spelled
from liftfund_core.errors import NotFound, Refusal
from liftfund_core.reports.accounts import in_order
from liftfund_core.reports.proof import Proof, proofs
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.words import N_

MOST_AT_ONCE = 400


@dataclass(frozen=True)
class ReceiptPaper:
    """One payment as it is receipted; `account_code` reads the household's account and opens no poll."""

    proof: Proof
    unit: str
    amount_fen: int
    paid_on: date
    receipt_no: str
    channel: str
    account_code: str

    @property
    def spelled(self) -> str:
        """The code in the groups in which people read it."""
        return spelled(self.account_code)


def receipts(
    journal: Journal, *, day: date | None = None, building: str | None = None, receipt_no: str | None = None
) -> tuple[ReceiptPaper, ...]:
    """The receipts of a day's payments, of a building's, or the one of a number, in the order of their numbers.

    Raises:
        NotFound: there is none. Refusal: more than a printer should be sent at once.
    """
    with journal.reading() as file:
        rows = file.execute(
            """select p.entry_id, p.unit, p.amount_fen, p.paid_on, p.receipt_no, p.channel, a.code
               from live_payment($head) p join unit u on u.code = p.unit join account_code a on a.unit = p.unit
               where ($day is null or p.paid_on = $day) and ($building is null or u.building = $building)
                 and ($receipt is null or p.receipt_no = $receipt) limit $most""",
            {"head": journal.head, "day": day, "building": building, "receipt": receipt_no, "most": MOST_AT_ONCE + 1},
        ).fetchall()
    if not rows:
        raise NotFound(N_("没有这样的缴费；请核对日期、楼号或收据号。"))
    if len(rows) > MOST_AT_ONCE:
        raise Refusal(N_("一次最多打印 {most} 张收据；请分日期或分楼栋打印。"), most=MOST_AT_ONCE)
    proved = proofs(journal, [row[0] for row in rows])
    in_number_order = sorted(rows, key=lambda row: in_order(row[4]))
    return tuple(ReceiptPaper(proved[entry], *told) for entry, *told in in_number_order)


def last_paid_on(journal: Journal, head: int | None = None) -> date | None:
    """The newest day of a payment; None before the first one."""
    with journal.reading() as file:
        row = first_row(file, "select max(paid_on) from live_payment(?)", [journal.head if head is None else head])
    return row[0] if row else None
