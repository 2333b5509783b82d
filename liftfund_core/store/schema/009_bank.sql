-- The bank's own word: its statement line by line, which entries of the book each line is, the balance of a day, and
-- the statement that the committee publishes (rules.md 2.4).

-- `amount_fen` is above zero for what came in; `rooms` are the units that the memo names, apart by blanks.
create table bank_line (
    entry_id bigint primary key, value_date date not null, amount_fen bigint not null, balance_fen bigint,
    bank_ref varchar, memo varchar, counterparty varchar, rooms varchar
);
-- This part of the line is this part of the entry; `matched_id` is the first entry of its line of corrections.
create table bank_match (
    entry_id bigint primary key, line_id bigint not null, matched_id bigint not null, amount_fen bigint not null,
    known_by varchar not null
);
-- The two balances at the end of a day, and in words what no listed item explains.
create table bank_check (
    entry_id bigint primary key, checked_on date not null, bank_fen bigint not null, book_fen bigint not null,
    unexplained_fen bigint not null, explanation varchar
);
-- What one person made ready and another published: `figures` is the statement itself, so it can never change.
create table statement_prepared (
    entry_id bigint primary key, period_from date not null, period_to date not null, check_id bigint not null,
    closing_fen bigint not null, figures varchar not null, digest varchar not null
);
create table statement_published (
    entry_id bigint primary key, prepared_id bigint not null, period_from date not null, period_to date not null,
    digest varchar not null
);

create macro live_bank_line(head) as table select * from bank_line
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_bank_match(head) as table select * from bank_match
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_bank_check(head) as table select * from bank_check
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_statement_prepared(head) as table select * from statement_prepared
    where entry_id <= head and entry_id not in (select id from corrected(head));
create macro live_statement_published(head) as table select * from statement_published
    where entry_id <= head and entry_id not in (select id from corrected(head));

-- The first entry of each line of corrections; an entry that replaces none is its own first, and is not listed.
create macro first_entry(head) as table
    with recursive line(id, earlier) as (
        select id, corrects from entry where corrects is not null and id <= head
        union all select line.id, e.corrects from line join entry e on e.id = line.earlier
                  where e.corrects is not null
    ) select id, min(earlier) as first_id from line group by id;

create view bank_line_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'balance_fen', balance_fen, 'bank_ref', bank_ref, 'counterparty', counterparty,
    'memo', memo, 'rooms', rooms, 'value_date', value_date)::varchar as text from bank_line;
create view bank_match_text as select entry_id, json_object(
    'amount_fen', amount_fen, 'known_by', known_by, 'line_id', line_id, 'matched_id', matched_id)::varchar as text
    from bank_match;
create view bank_check_text as select entry_id, json_object(
    'bank_fen', bank_fen, 'book_fen', book_fen, 'checked_on', checked_on, 'explanation', explanation,
    'unexplained_fen', unexplained_fen)::varchar as text from bank_check;
create view statement_prepared_text as select entry_id, json_object(
    'check_id', check_id, 'closing_fen', closing_fen, 'digest', digest, 'figures', figures,
    'period_from', period_from, 'period_to', period_to)::varchar as text from statement_prepared;
create view statement_published_text as select entry_id, json_object(
    'digest', digest, 'period_from', period_from, 'period_to', period_to,
    'prepared_id', prepared_id)::varchar as text from statement_published;
