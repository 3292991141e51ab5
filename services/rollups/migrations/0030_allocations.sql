-- Subjects of split places that were said to belong to a part of it, and what that makes of their
-- contributions. They are kept with the cells: what was counted before this heard nothing of them,
-- so that a rebuild is wanted where something was counted; until then nothing is allocated.
create function make_allocation_tables(generation text) returns void language plpgsql as $$
begin
    -- Append-only: a row or more for each event, whose position in its log tells it.
    execute format('create table allocations_%s (
        subject_id uuid not null,
        place_id uuid not null,
        position bigint not null,
        from_place_id uuid not null,
        to_place_id uuid not null,
        allocated_on date not null,
        recorded_on date not null,
        undoes boolean not null,
        constraint allocations_key_%1$s primary key (subject_id, place_id, position, allocated_on))',
        generation);

    execute format('create table allocated_%s (
        measure text collate "C" not null,
        dimensions text collate "C" not null,
        place_id uuid not null,
        to_place_id uuid not null,
        allocated_on date not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        constraint allocated_key_%1$s primary key
            (measure, dimensions, place_id, to_place_id, allocated_on, effective_on, recorded_on))',
        generation);

    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        execute format('revoke update, delete on allocations_%s from hieuhoc_application',
            generation);
    end if;
end $$;

-- For lineage, which asks who came to a place.
create function index_allocation_tables(generation text) returns void language plpgsql as $$
begin
    execute format('create index allocations_by_part_%s on allocations_%1$s (to_place_id)',
        generation);
end $$;

select make_allocation_tables('v2');
select index_allocation_tables('v2');
select show_tables(array['allocated', 'allocations'], 2);
