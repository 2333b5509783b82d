-- The separate account: the advance and its repayment, what was paid to contractors (rules.md 2.3).
create table advance (
    entry_id bigint primary key, amount_fen bigint not null, received_on date not null,
    route varchar not null, lender varchar not null, document_no varchar not null
);
create table advance_repayment (
    entry_id bigint primary key, amount_fen bigint not null, paid_on date not null, decision_no varchar not null
);
create table contractor_payment (
    entry_id bigint primary key, amount_fen bigint not null, paid_on date not null, payee varchar not null,
    lift varchar, contract_no varchar, invoice_no varchar, purpose varchar
);

create macro live_advance(head) as table select * from advance
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_advance_repayment(head) as table select * from advance_repayment
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_contractor_payment(head) as table select * from contractor_payment
    where entry_id <= head and entry_id not in (select id from corrected(head));

create view advance_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'document_no', document_no, 'lender', lender, 'received_on', received_on,
    'route', route)::varchar as text from advance;
create view advance_repayment_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'decision_no', decision_no, 'paid_on', paid_on)::varchar as text
    from advance_repayment;
create view contractor_payment_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'contract_no', contract_no, 'invoice_no', invoice_no, 'lift', lift,
    'paid_on', paid_on, 'payee', payee, 'purpose', purpose)::varchar as text from contractor_payment;
