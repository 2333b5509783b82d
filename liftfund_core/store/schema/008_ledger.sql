-- The ledger of the separate account: its other entries, contracts, how each payment was approved, and the papers of
-- the cashier's desk (rules.md 2.2 to 2.4).

-- What lay in the account before its first entry; interest, fees and donations, which are nobody's levy.
create table opening_balance (
    entry_id bigint primary key, amount_fen bigint not null, as_of date not null, document_no varchar not null
);
create table bank_interest (
    entry_id bigint primary key, amount_fen bigint not null, received_on date not null, bank_ref varchar
);
create table bank_fee (
    entry_id bigint primary key, amount_fen bigint not null, paid_on date not null, purpose varchar not null,
    bank_ref varchar
);
create table donation (
    entry_id bigint primary key, amount_fen bigint not null, received_on date not null, donor varchar not null,
    document_no varchar not null
);
-- A contract and its stages. `lifts`: codes in order, a space between; `paid_from`: account, or lender where the
-- advance pays the contractor directly and the account owes nothing for it.
create table contract (
    entry_id bigint primary key, contract_no varchar not null, contractor varchar not null,
    amount_fen bigint not null, signed_on date not null, lifts varchar not null, purpose varchar not null,
    paid_from varchar not null
);
create table contract_stage (
    entry_id bigint primary key, contract_no varchar not null, stage bigint not null, title varchar not null,
    amount_fen bigint not null, after_step varchar
);
-- How a payment is approved (rules.md 2.4): each step an entry of its own, tied together by `request_no`.
create table payment_request (
    entry_id bigint primary key, request_no varchar not null, applicant varchar not null, payee varchar not null,
    amount_fen bigint not null, contract_no varchar, stage bigint, lift varchar, invoice_no varchar,
    purpose varchar not null
);
create table request_confirmed (
    entry_id bigint primary key, request_no varchar not null, confirmed_by varchar not null,
    document_no varchar not null
);
create table request_resolved (
    entry_id bigint primary key, request_no varchar not null, decision_no varchar not null,
    approved_fen bigint not null, held_on date not null, members bigint not null, owner_reps bigint not null,
    present bigint not null, owner_reps_present bigint not null, signatures bigint not null
);
create table release_signed (
    entry_id bigint primary key, request_no varchar not null, amount_fen bigint not null, paid_on date not null
);
-- Written right behind the contractor_payment that two people have released.
create table expenditure (
    entry_id bigint primary key, payment bigint not null, request_no varchar not null
);
create table supervision_note (
    entry_id bigint primary key, request_no varchar not null, verdict varchar not null, note varchar
);
-- Who brought a payment where it was not the owner; for staff only.
create table payer_named (
    entry_id bigint primary key, payment bigint not null, payer varchar not null
);
-- A second person has held the entry against its paper; cash also against the slip of its deposit at the bank.
create table money_checked (
    entry_id bigint primary key, checked bigint not null, checked_kind varchar not null, deposit_slip_no varchar
);
-- Who carries what was waived; common_gap where nobody does yet.
create table waiver_cover (
    entry_id bigint primary key, waiver bigint not null, covered_by varchar not null
);
-- The papers by which both units agreed to a transfer.
create table transfer_consent (
    entry_id bigint primary key, transfer_id varchar not null, from_document_no varchar not null,
    to_document_no varchar not null
);
-- `instalments`: canonical JSON, due day -> fen. A new plan of the same unit corrects the one before.
create table instalment_plan (
    entry_id bigint primary key, unit varchar not null, instalments varchar not null
);
-- `state`: raised or settled; the newest of a unit stands.
create table dispute (
    entry_id bigint primary key, unit varchar not null, state varchar not null, document_no varchar not null
);

create macro live_opening_balance(head) as table select * from opening_balance
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_bank_interest(head) as table select * from bank_interest
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_bank_fee(head) as table select * from bank_fee
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_donation(head) as table select * from donation
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_contract(head) as table select * from contract
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_contract_stage(head) as table select * from contract_stage
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_payment_request(head) as table select * from payment_request
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_request_confirmed(head) as table select * from request_confirmed
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_request_resolved(head) as table select * from request_resolved
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_release_signed(head) as table select * from release_signed
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_expenditure(head) as table select * from expenditure
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_supervision_note(head) as table select * from supervision_note
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_payer_named(head) as table select * from payer_named
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_money_checked(head) as table select * from money_checked
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_waiver_cover(head) as table select * from waiver_cover
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_transfer_consent(head) as table select * from transfer_consent
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_instalment_plan(head) as table select * from instalment_plan
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_dispute(head) as table select * from dispute
    where entry_id <= head and entry_id not in (select id from corrected(head));

-- Every movement of the separate account, money in above zero: what the statement lists and the bank is held against.
-- A directly paid advance never passes it. `party` and `paper` are for staff where a household is behind them.
create macro account_line(head) as table
    select entry_id, 'opening_balance' as kind, as_of as day, amount_fen, null::varchar as unit, null::varchar as party,
           document_no as paper, null::varchar as bank_ref from live_opening_balance(head)
    union all select entry_id, 'payment', paid_on, amount_fen, unit, null, receipt_no, bank_ref from live_payment(head)
    union all select entry_id, 'refund', paid_on, -amount_fen, unit, null, document_no, null from live_refund(head)
    union all select entry_id, 'advance', received_on, amount_fen, null, lender, document_no, null
              from live_advance(head) where route = 'deposited'
    union all select entry_id, 'advance_repayment', paid_on, -amount_fen, null, null, decision_no, null
              from live_advance_repayment(head)
    union all select entry_id, 'contractor_payment', paid_on, -amount_fen, null, payee, invoice_no, null
              from live_contractor_payment(head)
    union all select entry_id, 'bank_interest', received_on, amount_fen, null, null, null, bank_ref
              from live_bank_interest(head)
    union all select entry_id, 'bank_fee', paid_on, -amount_fen, null, null, purpose, bank_ref from live_bank_fee(head)
    union all select entry_id, 'donation', received_on, amount_fen, null, donor, document_no, null
              from live_donation(head);

-- One row per payment request with the entry of each step that it has taken, null where it has not.
create macro approval(head) as table
    with signed as (
        select request_no, list(entry_id order by entry_id) as releases from live_release_signed(head)
        group by request_no
    ), noted as (
        select request_no, max(entry_id) as noted from live_supervision_note(head) group by request_no
    )
    select q.request_no, q.entry_id as requested, q.amount_fen as requested_fen, c.entry_id as confirmed,
           r.entry_id as resolved, r.approved_fen, coalesce(s.releases, []) as releases, x.payment, n.noted
    from live_payment_request(head) q
    left join live_request_confirmed(head) c using (request_no)
    left join live_request_resolved(head) r using (request_no)
    left join signed s using (request_no)
    left join live_expenditure(head) x using (request_no)
    left join noted n using (request_no);

-- What each contract comes to: paid out of the account on it, and what is still to be paid from there.
create macro contract_account(head) as table
    with paid as (
        select contract_no, sum(amount_fen)::bigint as fen from live_contractor_payment(head)
        where contract_no is not null group by contract_no
    )
    select c.*, coalesce(p.fen, 0) as paid_fen,
           case when c.paid_from = 'account' then greatest(c.amount_fen - coalesce(p.fen, 0), 0) else 0 end
               as committed_fen
    from live_contract(head) c left join paid p using (contract_no);

create view opening_balance_text as select entry_id, json_object('amount_fen', amount_fen, 'as_of', as_of,
    'document_no', document_no)::varchar as text from opening_balance;
create view bank_interest_text as select entry_id, json_object('amount_fen', amount_fen, 'bank_ref', bank_ref,
    'received_on', received_on)::varchar as text from bank_interest;
create view bank_fee_text as select entry_id, json_object('amount_fen', amount_fen, 'bank_ref', bank_ref, 'paid_on',
    paid_on, 'purpose', purpose)::varchar as text from bank_fee;
create view donation_text as select entry_id, json_object('amount_fen', amount_fen, 'document_no', document_no,
    'donor', donor, 'received_on', received_on)::varchar as text from donation;
create view contract_text as select entry_id, json_object('amount_fen', amount_fen, 'contract_no', contract_no,
    'contractor', contractor, 'lifts', lifts, 'paid_from', paid_from, 'purpose', purpose, 'signed_on',
    signed_on)::varchar as text from contract;
create view contract_stage_text as select entry_id, json_object('after_step', after_step, 'amount_fen', amount_fen,
    'contract_no', contract_no, 'stage', stage, 'title', title)::varchar as text from contract_stage;
create view payment_request_text as select entry_id, json_object('amount_fen', amount_fen, 'applicant', applicant,
    'contract_no', contract_no, 'invoice_no', invoice_no, 'lift', lift, 'payee', payee, 'purpose', purpose,
    'request_no', request_no, 'stage', stage)::varchar as text from payment_request;
create view request_confirmed_text as select entry_id, json_object('confirmed_by', confirmed_by, 'document_no',
    document_no, 'request_no', request_no)::varchar as text from request_confirmed;
create view request_resolved_text as select entry_id, json_object('approved_fen', approved_fen, 'decision_no',
    decision_no, 'held_on', held_on, 'members', members, 'owner_reps', owner_reps, 'owner_reps_present',
    owner_reps_present, 'present', present, 'request_no', request_no, 'signatures', signatures)::varchar as text
    from request_resolved;
create view release_signed_text as select entry_id, json_object('amount_fen', amount_fen, 'paid_on', paid_on,
    'request_no', request_no)::varchar as text from release_signed;
create view expenditure_text as select entry_id, json_object('payment', payment, 'request_no', request_no)::varchar
    as text from expenditure;
create view supervision_note_text as select entry_id, json_object('note', note, 'request_no', request_no, 'verdict',
    verdict)::varchar as text from supervision_note;
create view payer_named_text as select entry_id, json_object('payer', payer, 'payment', payment)::varchar as text
    from payer_named;
create view money_checked_text as select entry_id, json_object('checked', checked, 'checked_kind', checked_kind,
    'deposit_slip_no', deposit_slip_no)::varchar as text from money_checked;
create view waiver_cover_text as select entry_id, json_object('covered_by', covered_by, 'waiver', waiver)::varchar
    as text from waiver_cover;
create view transfer_consent_text as select entry_id, json_object('from_document_no', from_document_no,
    'to_document_no', to_document_no, 'transfer_id', transfer_id)::varchar as text from transfer_consent;
create view instalment_plan_text as select entry_id, json_object('instalments', instalments, 'unit', unit)::varchar
    as text from instalment_plan;
create view dispute_text as select entry_id, json_object('document_no', document_no, 'state', state, 'unit',
    unit)::varchar as text from dispute;
