-- Phones: the code on each household's slip, and what households answer with it (contracts.md, HTTP).

-- Plain: a code is exchanged when a slip is lost, and is never in the journal.
create table household_code (code varchar primary key, unit varchar not null unique, issued_at timestamp not null);

create table code_reissued (entry_id bigint primary key, unit varchar not null);
-- Written right behind poll_opened, and only where a poll differs from the usual: placards counted, results shown.
create table poll_rules (
    entry_id bigint primary key, poll varchar not null, placards boolean not null, hide_results boolean not null
);
-- A new choice of the same household is a new entry that corrects the one before.
create table poll_answer (
    entry_id bigint primary key, poll varchar not null, unit varchar not null, choice varchar not null,
    receipt varchar not null
);

create macro live_code_reissued(head) as table select * from code_reissued
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_poll_rules(head) as table select * from poll_rules
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_poll_answer(head) as table select * from poll_answer
    where entry_id <= head and entry_id not in (select id from corrected(head));

create view code_reissued_text as select entry_id, json_object('unit', unit)::varchar as text from code_reissued;
create view poll_rules_text as select entry_id, json_object(
    'hide_results', hide_results, 'placards', placards, 'poll', poll)::varchar as text from poll_rules;
create view poll_answer_text as select entry_id, json_object(
    'choice', choice, 'poll', poll, 'receipt', receipt, 'unit', unit)::varchar as text from poll_answer;
