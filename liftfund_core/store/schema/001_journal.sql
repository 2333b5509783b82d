-- The journal: one header per entry. Numbers run 1, 2, 3 ... without gaps; nothing here is ever changed.
create table entry (
    id bigint primary key,
    kind varchar not null,
    recorded_at timestamp not null,          -- UTC
    actor varchar not null,
    reason varchar,
    corrects bigint unique,                  -- each entry is corrected once at most, so a history is a line
    request_id varchar unique,               -- a double click writes once
    salt blob not null,                      -- 32 bytes: the first 16 salt the detail, the last 16 the actor
    detail_digest varchar not null,
    actor_digest varchar not null,
    seal varchar                             -- on the last entry of each transaction only
);

create table void (entry_id bigint primary key, voided bigint not null, voided_kind varchar not null);

-- Where the guards of guards.sql would insert if they did not refuse.
create table refusal (sentence varchar);

-- What the file itself needs to know: schema version, the key that signs sign-in cookies.
create table meta (name varchar primary key, value varchar not null);

create macro corrected(head) as table
    select corrects as id from entry where corrects is not null and id <= head;
create macro live_void(head) as table select * from void where entry_id <= head;
create view void_text as
    select entry_id, json_object('voided', voided, 'voided_kind', voided_kind)::varchar as text from void;
