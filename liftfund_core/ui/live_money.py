"""What is true of the account now: spending, contracts, requests and lists, each read once per head for everyone."""

from liftfund_core.reports import approvals, payments
from liftfund_core.reports import batches as batch_reports
from liftfund_core.reports import contracts as contract_reports
from liftfund_core.reports import ledger as ledger_reports
from liftfund_core.reports.approvals import RequestLine
from liftfund_core.reports.batches import BatchLine
from liftfund_core.reports.contracts import ContractLine
from liftfund_core.reports.ledger import Spending
from liftfund_core.reports.payments import PaymentLine
from liftfund_core.store.journal import Journal
from liftfund_core.ui.live import at_head


def spending() -> Spending:
    """What was paid to contractors and what is committed, as everyone may see it."""
    return at_head(ledger_reports.spending)


def contracts() -> tuple[ContractLine, ...]:
    """The contracts with their stages."""
    return at_head(contract_reports.contracts)


def requests() -> tuple[RequestLine, ...]:
    """Every payment request and where it stands, for the staff."""
    return at_head(approvals.requests)


def next_request() -> str:
    """The number of a payment request that comes next."""
    return at_head(approvals.next_request)


def unchecked(cash: bool) -> tuple[PaymentLine, ...]:
    """The newest payments that wait for a second person: in cash, or all others."""
    return at_head(_unchecked, cash)


def batches() -> tuple[BatchLine, ...]:
    """The newest lists of money that came in whole."""
    return at_head(_batches)


def _unchecked(book: Journal, _at: int, cash: bool) -> tuple[PaymentLine, ...]:
    return payments.unchecked_payments(book, cash=cash)


def _batches(book: Journal, _at: int) -> tuple[BatchLine, ...]:
    return batch_reports.batches(book)
