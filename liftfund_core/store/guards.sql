-- The guards of one fact table, put up for `entry` and for the table of every kind: facts are only ever added. Copies of a
-- file lose triggers, so backup and restore put them up again, and opening compares duckdb_triggers() with them.
create trigger if not exists fact_no_update before update on fact for each statement
    insert into refusal select error('fact is append-only');
create trigger if not exists fact_no_delete before delete on fact for each statement
    insert into refusal select error('fact is append-only');
