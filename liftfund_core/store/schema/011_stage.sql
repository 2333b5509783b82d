-- The stage: the run of show, what the host has put up, and the lift cards that are handed out (rules.md 6, 2.5).

-- Plain: the segments of the meeting in their order; under a name, a run that was kept for another meeting.
create table segment (
    run varchar not null,                     -- '' is the run of this meeting
    id bigint not null, place bigint not null, title varchar not null, speaker varchar not null,
    scene varchar not null, building varchar, poll varchar, minutes bigint not null, note varchar not null,
    primary key (run, id)
);

-- Plain: what every wall that follows shows, and where the meeting is. Times are UTC.
create table stage_state (
    one boolean primary key check (one), scene varchar not null, building varchar, poll varchar,
    theme varchar not null, lang varchar not null, message varchar,
    pinned boolean not null, blank boolean not null,
    rotate_s bigint, rotation varchar[] not null, rotated_at timestamp,
    frozen_entry bigint, frozen_at timestamp,
    countdown_poll varchar, countdown_ends_at timestamp,
    segment bigint, segment_started_at timestamp, meeting_started_at timestamp,
    version bigint not null, changed_by varchar, changed_at timestamp
);
insert into stage_state by name
    select *, false as pinned, false as blank, [] as rotation, 1 as version from stage;
drop table stage;

-- A card is handed out to somebody of a building, for a reason that never is a payment.
create table lift_card_issued (
    entry_id bigint primary key, card_last4 varchar not null, building varchar not null,
    issued_reason varchar not null
);
create macro live_lift_card_issued(head) as table select * from lift_card_issued
    where entry_id <= head and entry_id not in (select id from corrected(head));
create view lift_card_issued_text as select entry_id, json_object(
    'building', building, 'card_last4', card_last4, 'issued_reason', issued_reason)::varchar as text
    from lift_card_issued;
