-- Daily notices: which building's was posted for which day; and the code by which a household reads its own account.

-- Plain, like household_code: exchanged with it when a slip is lost, and never in the journal. It opens no poll.
create table account_code (code varchar primary key, unit varchar not null unique, issued_at timestamp not null);

-- The notice of a local day with the figures of entry `head`; of all buildings where none is named.
create table notice_posted (entry_id bigint primary key, building varchar, day date not null, head bigint not null);

create macro live_notice_posted(head) as table select * from notice_posted
    where entry_id <= head and entry_id not in (select id from corrected(head));

create view notice_posted_text as select entry_id, json_object(
    'building', building, 'day', day, 'head', head)::varchar as text from notice_posted;
