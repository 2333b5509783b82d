-- The estate: its rules, buildings, lifts, units and staff.
create table estate_created (
    entry_id bigint primary key, code varchar not null, name varchar not null, timezone varchar not null,
    simulated boolean not null, rate_fen_per_m2 bigint not null, trigger_basis varchar not null,
    trigger_bp bigint not null, work_class varchar not null
);
create table building_added (
    entry_id bigint primary key, building varchar not null, lifts bigint not null, budget_fen bigint
);
create table staff_added (entry_id bigint primary key, name varchar not null, role varchar not null);

-- Reference lists: plain tables, replaced as the estate learns more; what counts is in the entries.
create table unit (
    code varchar primary key, building varchar not null, section varchar, room varchar not null,
    owner_id varchar, owner_name varchar, phone varchar, kind varchar not null
);
create table staff_pin (name varchar primary key, pin_hash varchar not null);
create table matter (code varchar primary key, title varchar not null, place bigint not null);
create table stage (
    one boolean primary key check (one), scene varchar not null, building varchar, poll varchar,
    theme varchar not null, lang varchar not null, message varchar
);

create macro live_estate_created(head) as table select * from estate_created
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_building_added(head) as table select * from building_added
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_staff_added(head) as table select * from staff_added
    where entry_id <= head and entry_id not in (select id from corrected(head));

create view estate_created_text as select entry_id, json_object(
    'code', code, 'name', name, 'rate_fen_per_m2', rate_fen_per_m2, 'simulated', simulated,
    'timezone', timezone, 'trigger_basis', trigger_basis, 'trigger_bp', trigger_bp,
    'work_class', work_class)::varchar as text from estate_created;
create view building_added_text as select entry_id, json_object(
    'budget_fen', budget_fen, 'building', building, 'lifts', lifts)::varchar as text from building_added;
create view staff_added_text as select entry_id, json_object(
    'name', name, 'role', role)::varchar as text from staff_added;
