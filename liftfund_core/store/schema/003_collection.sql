-- Collection: what is due, what came in, what went back, what was waived (rules.md 2.2).
create table levy_assessed (
    entry_id bigint primary key, unit varchar not null, building varchar not null, area_dm2 bigint not null,
    rate_fen_per_m2 bigint not null, rate_version bigint not null, amount_fen bigint not null
);
create table payment (
    entry_id bigint primary key, unit varchar not null, amount_fen bigint not null, paid_on date not null,
    receipt_no varchar not null, channel varchar not null, bank_ref varchar
);
create table refund (
    entry_id bigint primary key, unit varchar not null, amount_fen bigint not null, paid_on date not null,
    document_no varchar not null
);
create table waiver (
    entry_id bigint primary key, unit varchar not null, amount_fen bigint not null,
    reason_code varchar not null, document_no varchar not null
);
create table transfer_out (
    entry_id bigint primary key, transfer_id varchar not null, unit varchar not null, amount_fen bigint not null
);
create table transfer_in (
    entry_id bigint primary key, transfer_id varchar not null, unit varchar not null, amount_fen bigint not null
);
-- The line was reached: latched, with the figures of that moment.
create table trigger (
    entry_id bigint primary key, building varchar not null, basis varchar not null, threshold_bp bigint not null,
    part bigint not null, whole bigint not null, rule_version bigint not null
);

create macro live_levy_assessed(head) as table select * from levy_assessed
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_payment(head) as table select * from payment
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_refund(head) as table select * from refund
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_waiver(head) as table select * from waiver
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_transfer_out(head) as table select * from transfer_out
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_transfer_in(head) as table select * from transfer_in
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_trigger(head) as table select * from trigger
    where entry_id <= head and entry_id not in (select id from corrected(head));

-- Every movement of a unit's money: payments and transfers in count up, refunds and transfers out count down.
create macro unit_money(head) as table
    select entry_id, unit, amount_fen from live_payment(head)
    union all select entry_id, unit, amount_fen from live_transfer_in(head)
    union all select entry_id, unit, -amount_fen from live_refund(head)
    union all select entry_id, unit, -amount_fen from live_transfer_out(head);

-- One row per unit: due net of waivers, paid net of refunds (rules.md 2.2).
create macro unit_account(head) as table
    with waived as (select unit, sum(amount_fen) as fen from live_waiver(head) group by unit),
         paid as (select unit, sum(amount_fen) as fen from unit_money(head) group by unit)
    select l.unit, l.building, l.area_dm2, l.amount_fen as assessed_fen,
           coalesce(w.fen, 0)::bigint as waived_fen,
           (l.amount_fen - coalesce(w.fen, 0))::bigint as due_fen,
           coalesce(p.fen, 0)::bigint as paid_fen
    from live_levy_assessed(head) l left join waived w using (unit) left join paid p using (unit);

-- One row per building with the sums that rates and triggers are built from; waived units have left.
create macro building_account(head) as table
    select building, count(*)::bigint as units,
           count(*) filter (due_fen = 0)::bigint as waived_units,
           count(*) filter (due_fen > 0 and paid_fen >= due_fen)::bigint as paid_units,
           count(*) filter (due_fen > 0 and paid_fen > 0 and paid_fen < due_fen)::bigint as part_paid_units,
           sum(due_fen)::bigint as due_fen,
           sum(greatest(least(paid_fen, due_fen), 0))::bigint as collected_fen,
           coalesce(sum(area_dm2) filter (due_fen > 0), 0)::bigint as area_dm2,
           coalesce(sum(area_dm2) filter (due_fen > 0 and paid_fen >= due_fen), 0)::bigint as paid_area_dm2,
           list_sum(max(due_fen, 4))::bigint as four_largest_due_fen
    from unit_account(head) group by building;

create view levy_assessed_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'area_dm2', area_dm2, 'building', building, 'rate_fen_per_m2', rate_fen_per_m2,
    'rate_version', rate_version, 'unit', unit)::varchar as text from levy_assessed;
create view payment_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'bank_ref', bank_ref, 'channel', channel, 'paid_on', paid_on,
    'receipt_no', receipt_no, 'unit', unit)::varchar as text from payment;
create view refund_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'document_no', document_no, 'paid_on', paid_on,
    'unit', unit)::varchar as text from refund;
create view waiver_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'document_no', document_no, 'reason_code', reason_code,
    'unit', unit)::varchar as text from waiver;
create view transfer_out_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'transfer_id', transfer_id, 'unit', unit)::varchar as text from transfer_out;
create view transfer_in_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'transfer_id', transfer_id, 'unit', unit)::varchar as text from transfer_in;
create view trigger_text as select entry_id, json_object(
    'basis', basis, 'building', building, 'part', part, 'rule_version', rule_version,
    'threshold_bp', threshold_bp, 'whole', whole)::varchar as text from trigger;
