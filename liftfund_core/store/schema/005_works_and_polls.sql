-- Lift overhaul steps (rules.md 3) and placard polls (rules.md 1.7).
create table lift_step (
    entry_id bigint primary key, lift varchar not null, step varchar not null, done_on date not null,
    evidence varchar not null                 -- canonical JSON of the step's data
);
create table poll_opened (
    entry_id bigint primary key, poll varchar not null, title varchar not null, phones boolean not null,
    present bigint
);
create table placard_count (
    entry_id bigint primary key, poll varchar not null, team varchar not null, for_count bigint not null,
    against_count bigint not null, abstain_count bigint not null, second boolean not null
);
create table poll_closed (entry_id bigint primary key, poll varchar not null);

create macro live_lift_step(head) as table select * from lift_step
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_poll_opened(head) as table select * from poll_opened
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_placard_count(head) as table select * from placard_count
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_poll_closed(head) as table select * from poll_closed
    where entry_id <= head and entry_id not in (select id from corrected(head));

create view lift_step_text as select entry_id, json_object(
    'done_on', done_on, 'evidence', evidence, 'lift', lift, 'step', step)::varchar as text from lift_step;
create view poll_opened_text as select entry_id, json_object(
    'phones', phones, 'poll', poll, 'present', present, 'title', title)::varchar as text from poll_opened;
create view placard_count_text as select entry_id, json_object(
    'abstain_count', abstain_count, 'against_count', against_count, 'for_count', for_count, 'poll', poll,
    'second', second, 'team', team)::varchar as text from placard_count;
create view poll_closed_text as select entry_id, json_object('poll', poll)::varchar as text from poll_closed;

-- Every entry's detail in the canonical form that its digest is taken over, and the kind that its table says.
create view detail_text as
    select 'void' as kind, * from void_text
    union all select 'estate_created' as kind, * from estate_created_text
    union all select 'building_added' as kind, * from building_added_text
    union all select 'staff_added' as kind, * from staff_added_text
    union all select 'levy_assessed' as kind, * from levy_assessed_text
    union all select 'payment' as kind, * from payment_text
    union all select 'refund' as kind, * from refund_text
    union all select 'waiver' as kind, * from waiver_text
    union all select 'transfer_out' as kind, * from transfer_out_text
    union all select 'transfer_in' as kind, * from transfer_in_text
    union all select 'trigger' as kind, * from trigger_text
    union all select 'advance' as kind, * from advance_text
    union all select 'advance_repayment' as kind, * from advance_repayment_text
    union all select 'contractor_payment' as kind, * from contractor_payment_text
    union all select 'lift_step' as kind, * from lift_step_text
    union all select 'poll_opened' as kind, * from poll_opened_text
    union all select 'placard_count' as kind, * from placard_count_text
    union all select 'poll_closed' as kind, * from poll_closed_text;
