-- The message board: what people wrote, with everything personal masked before it came here, and what became of it.
create table message_received (
    entry_id bigint primary key, message_id bigint not null, kind_of varchar not null, building varchar,
    from_who varchar not null, text varchar not null, source varchar not null
);
-- A message reviewed again is a new entry that corrects the review before.
create table message_reviewed (
    entry_id bigint primary key, message_id bigint not null, verdict varchar not null, text varchar,
    pinned boolean not null
);

create macro live_message_received(head) as table select * from message_received
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_message_reviewed(head) as table select * from message_reviewed
    where entry_id <= head and entry_id not in (select id from corrected(head));

create view message_received_text as select entry_id, json_object(
    'building', building, 'from_who', from_who, 'kind_of', kind_of, 'message_id', message_id, 'source', source,
    'text', text)::varchar as text from message_received;
create view message_reviewed_text as select entry_id, json_object(
    'message_id', message_id, 'pinned', pinned, 'text', text, 'verdict', verdict)::varchar as text
    from message_reviewed;
