-- The second generation of what is counted: what a measure is told apart by (title, registration,
-- title year; the topic of a class) stands in a column of its own, `dimensions`, and not in the
-- name of the measure (services/rollups/measures/dimensions.py says how it is written).
--
-- Everything that is there is carried over, and with it the marks and letters of the projection:
-- `cells` in version 2 goes on where version 1 was, and no figure changes. A process of before
-- finds neither its marks nor its tables and writes nothing.

-- As a listener does: first the marks, then the tables. What it is about to write is waited for.
select true from listener_marks where projection = 'cells'
order by version, topic, partition for update;

-- A rebuild that is under way makes tables of the first kind: it ends, and may be begun again.
delete from listener_marks where projection = 'cells' and version < 1;
delete from dead_letters where projection = 'cells' and version < 1;
select drop_abandoned_rebuilds();

create or replace function make_rollup_tables(generation text) returns void language plpgsql as $$
begin
    -- Append-only. `topic` and `position` (ce_sequence) name the event. No primary key: the marks
    -- of the listener keep an event from being counted twice, and a second guard here would cost
    -- a fifth of the speed.
    execute format('create table contributions_%s (
        topic text not null,
        position bigint not null,
        measure text collate "C" not null,
        dimensions text collate "C" not null,
        place_id uuid not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        subject_id uuid not null)', generation);

    execute format('create table cells_%s (
        measure text collate "C" not null,
        dimensions text collate "C" not null,
        place_id uuid not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        constraint cells_key_%1$s
            primary key (measure, dimensions, place_id, effective_on, recorded_on))',
        generation);

    -- The latest instant at which something counted here was recorded by its service.
    execute format('create table freshness_%s (
        topic text constraint freshness_key_%1$s primary key,
        recorded_at timestamptz not null)', generation);

    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        execute format('revoke update, delete on contributions_%s from hieuhoc_application',
            generation);
    end if;
end $$;

-- The measure and the dimensions that a code of the first generation named. Of classes nobody
-- counted the topic: it is not said, until somebody rebuilds.
create function dimensions_of(code text, out measure text, out dimensions text)
language plpgsql immutable as $$
declare
    word text[] := string_to_array(code, '.');
begin
    case
        when word[2] = 'registered' and cardinality(word) = 4 then
            measure := 'registered';
            dimensions := concat_ws('/', word[1], word[3], word[4]);
        when word[2] = 'recognised' and cardinality(word) = 3 then
            measure := 'recognised';
            dimensions := concat_ws('/', word[1], word[3]);
        when code in ('scholarship.grants', 'scholarship.amount') then
            measure := replace(code, '.', '-');
            dimensions := '';
        when cardinality(word) = 1 then
            measure := code;
            dimensions := '';
        else
            raise exception 'nobody knows what % counted', code;
    end case;
end $$;

select make_rollup_tables('v2');

insert into contributions_v2
select topic, position, said.*, place_id, effective_on, recorded_on, value, subject_id
from contributions_v1 old cross join lateral dimensions_of(old.measure) said;

insert into cells_v2
select said.*, place_id, effective_on, recorded_on, value
from cells_v1 old cross join lateral dimensions_of(old.measure) said;

insert into freshness_v2 table freshness_v1;

select index_rollup_tables('v2');
select drop_rollup_tables('v1');
drop function dimensions_of(text);

update listener_marks set version = 2 where projection = 'cells' and version = 1;
update dead_letters set version = 2 where projection = 'cells' and version = 1;
