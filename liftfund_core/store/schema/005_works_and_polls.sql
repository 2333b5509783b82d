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
