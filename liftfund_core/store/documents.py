"""The papers behind a statement, which the committee keeps and shows to owners (rules.md 2.4)."""

from datetime import date

import duckdb

from liftfund_core.domain.statement import Document

# Contracts that run, and every paper of what happened in the period; numbers only, no household's paper.
_PAPERS = """
    with spent as (
        select c.invoice_no, a.request_no from live_contractor_payment($head) c
               left join approval($head) a on a.payment = c.entry_id
        where c.paid_on between $first and $last
    )
    select 'contract' as kind, contract_no as number from live_contract($head) where signed_on <= $last
    union select 'invoice', invoice_no from spent where invoice_no is not null
    union select 'decision', decision_no from live_request_resolved($head)
          where request_no in (select request_no from spent)
    union select 'confirmation', document_no from live_request_confirmed($head)
          where request_no in (select request_no from spent)
    union select 'advance', document_no from live_advance($head) where received_on between $first and $last
    union select 'repayment', decision_no from live_advance_repayment($head) where paid_on between $first and $last
    order by kind, number"""


def documents(file: duckdb.DuckDBPyConnection, head: int, first: date, last: date) -> tuple[Document, ...]:
    """The papers of a period by kind and number."""
    rows = file.execute(_PAPERS, {"head": head, "first": first, "last": last}).fetchall()
    return tuple(Document(*row) for row in rows)
