-- What every published event added, and the sums asked for. A code of a measure is text compared
-- byte by byte (services/rollups/measures/catalogue.py). Days are civil days in Vietnam.
--
-- The tables come in generations: `v1` is asked and listened into, a rebuild fills another one
-- beside it and then takes its place.

create function make_rollup_tables(generation text) returns void language plpgsql as $$
begin
    -- Append-only. `topic` and `position` (ce_sequence) name the event. No primary key: the marks
    -- of the listener keep an event from being counted twice, and a second guard here would cost
    -- a fifth of the speed.
    execute format('create table contributions_%s (
        topic text not null,
        position bigint not null,
        measure text collate "C" not null,
        place_id uuid not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        subject_id uuid not null)', generation);

    execute format('create table cells_%s (
        measure text collate "C" not null,
        place_id uuid not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        constraint cells_key_%1$s primary key (measure, place_id, effective_on, recorded_on))',
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

-- For lineage, which asks by place and day. A rebuild makes it when the table is full.
create function index_rollup_tables(generation text) returns void language plpgsql as $$
begin
    execute format('create index contributions_by_place_%s on contributions_%1$s
        (place_id, effective_on)', generation);
end $$;

create function drop_rollup_tables(generation text) returns void language plpgsql as $$
begin
    execute format('drop table if exists contributions_%s, cells_%1$s, freshness_%1$s',
        generation);
end $$;

create function rename_rollup_tables(old text, new text) returns void language plpgsql as $$
begin
    execute format('alter table contributions_%s rename to contributions_%s', old, new);
    execute format('alter index contributions_by_place_%s rename to contributions_by_place_%s',
        old, new);
    execute format('alter table cells_%s rename to cells_%s', old, new);
    execute format('alter index cells_key_%s rename to cells_key_%s', old, new);
    execute format('alter table freshness_%s rename to freshness_%s', old, new);
    execute format('alter index freshness_key_%s rename to freshness_key_%s', old, new);
end $$;

select make_rollup_tables('v1');
select index_rollup_tables('v1');
